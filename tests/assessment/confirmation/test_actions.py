from typing import Any

import pytest
from sqlalchemy import select

from coprod.assessment.confirmation import actions
from coprod.assessment.confirmation import queries as read
from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.rules import LONGEST, AnswerDetails, ProposalDetails
from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from tests import make

AGREES = AnswerDetails(ProposalVerdict.AGREES, "Yes: I read the minutes")
DISAGREES = AnswerDetails(ProposalVerdict.DISAGREES, "Nobody was paid")


def assessed() -> tuple[Activity, Any]:
    activity = make.activity(status=Status.PUBLISHED)
    return activity, make.rating(activity)


def rung_now(activity: Activity) -> int | None:
    found = read.get_confirmed_proposals(VISITOR, [activity.id]).get(activity.id)
    return found[-1].rung if found else None


@pytest.mark.parametrize(
    ("first", "second"), [(Role.CURATOR, Role.LAY_MEMBER), (Role.LAY_MEMBER, Role.CURATOR)]
)
def test_a_rung_is_confirmed_when_both_sides_agree_and_not_before(
    session: Any, first: Role, second: Role
) -> None:
    activity, rating = assessed()
    made = make.proposal(rating, Rung.CONSULTATION, by=make.person(role=first))
    assert rung_now(activity) is None

    actions.answer_proposal(make.person(role=second).actor, activity, made, AGREES)

    assert rung_now(activity) == Rung.CONSULTATION
    last = list_events(activity, public_only=True)[-1]
    assert (last.verb, last.reason) == ("confirmed a level", "The minutes bear it out")


def test_what_one_side_does_not_agree_to_is_not_confirmed_and_is_not_public(session: Any) -> None:
    activity, rating = assessed()
    made = make.proposal(rating)

    actions.answer_proposal(make.person(role=Role.LAY_MEMBER).actor, activity, made, DISAGREES)

    assert rung_now(activity) is None
    public = [note.verb for note in list_events(activity, public_only=True)]
    assert "did not agree to a level" not in public
    assert make.proposal(rating).id != made.id


def test_one_proposal_waits_at_a_time(session: Any) -> None:
    _activity, rating = assessed()
    make.proposal(rating)

    with pytest.raises(ConflictError):
        make.proposal(rating, by=make.person(role=Role.LAY_MEMBER))


def test_the_second_of_two_who_answer_is_told(session: Any) -> None:
    activity, rating = assessed()
    made = make.proposal(rating)
    lay = make.person(role=Role.LAY_MEMBER)
    actions.answer_proposal(lay.actor, activity, made, DISAGREES)
    session.commit()

    with pytest.raises(ConflictError):
        actions.answer_proposal(lay.actor, activity, made, AGREES)


def test_whoever_proposed_takes_it_back_and_nobody_else(session: Any) -> None:
    activity, rating = assessed()
    curator = make.person(role=Role.CURATOR)
    made = make.proposal(rating, by=curator)
    with pytest.raises(NotAllowedError):
        actions.take_back_proposal(make.person(role=Role.CURATOR).actor, activity, made)

    actions.take_back_proposal(curator.actor, activity, made)

    assert read.find_open_proposal(activity) is None
    assert rung_now(activity) is None


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (ProposalDetails(0, Rung.ENGAGEMENT, "Why"), "rating"),
        (ProposalDetails(-1, Rung.ENGAGEMENT, ""), "reason"),
        (ProposalDetails(-1, Rung.ENGAGEMENT, "x" * (LONGEST + 1)), "reason"),
    ],
)
def test_a_proposal_needs_an_assessment_and_a_reason(
    session: Any, broken: ProposalDetails, field: str
) -> None:
    activity, rating = assessed()
    asked = ProposalDetails(rating.id if broken.rating_id else 0, broken.rung, broken.reason)

    with pytest.raises(RuleBrokenError) as caught:
        actions.propose_rung(make.person(role=Role.CURATOR).actor, activity, asked)

    assert caught.value.field == field


def test_an_assessment_of_another_entry_or_not_sent_in_is_refused(session: Any) -> None:
    activity, _rating = assessed()
    _other, strange = assessed()
    begun = make.rating(activity, round="end", submit=False)
    for rating_id in (strange.id, begun.id):
        asked = ProposalDetails(rating_id, Rung.ENGAGEMENT, "Why")
        with pytest.raises(RuleBrokenError):
            actions.propose_rung(make.person(role=Role.CURATOR).actor, activity, asked)


def test_an_answer_needs_words_and_is_not_a_taking_back(session: Any) -> None:
    activity, rating = assessed()
    made = make.proposal(rating)
    for broken in (
        AnswerDetails(ProposalVerdict.AGREES, ""),
        AnswerDetails(ProposalVerdict.TAKEN_BACK, "x"),
    ):
        with pytest.raises(RuleBrokenError):
            actions.answer_proposal(make.person(role=Role.LAY_MEMBER).actor, activity, made, broken)


@pytest.mark.parametrize("kind", [Proposal, ProposalAnswer])
def test_what_was_said_is_never_written_again(session: Any, kind: type[Any]) -> None:
    _activity, rating = assessed()
    make.confirmed_proposal(rating)
    kept = session.scalars(select(kind)).one()
    if kind is Proposal:
        kept.rung = Rung.CO_PRODUCTION
    else:
        kept.words = "Something else"

    with pytest.raises(RuleBrokenError):
        session.flush()


def test_a_second_round_is_confirmed_anew_and_the_first_is_untouched(session: Any) -> None:
    activity, first = assessed()
    make.confirmed_proposal(first, Rung.CONSULTATION)
    second = make.rating(activity, round="end")
    assert rung_now(activity) == Rung.CONSULTATION

    make.confirmed_proposal(second, Rung.CO_DESIGN)

    kept = read.get_confirmed_proposals(VISITOR, [activity.id])[activity.id]
    assert [(each.rating_id, each.rung) for each in kept] == [(first.id, 4), (second.id, 6)]


def test_a_late_word_on_an_earlier_round_does_not_hide_the_later_one(session: Any) -> None:
    activity, first = assessed()
    second = make.rating(activity, round="end")
    make.confirmed_proposal(second, Rung.CO_DESIGN)
    make.confirmed_proposal(first, Rung.CONSULTATION)

    assert rung_now(activity) == Rung.CO_DESIGN
    assert (
        session.scalar(select(read.select_confirmed_rung()).where(Activity.id == activity.id)) == 6
    )


def test_what_is_confirmed_of_a_withdrawn_entry_is_not_read(session: Any) -> None:
    activity, rating = assessed()
    make.confirmed_proposal(rating)
    make.withdraw(activity)

    assert read.get_confirmed_proposals(VISITOR, [activity.id]) == {}


def test_all_is_asked_in_one_query(session: Any, queries: list[str]) -> None:
    ids = []
    for _n in range(3):
        activity, rating = assessed()
        make.confirmed_proposal(rating)
        ids.append(activity.id)
    session.expunge_all()
    queries.clear()

    found = read.get_confirmed_proposals(VISITOR, ids)

    assert [found[each][-1].rung for each in ids] == [Rung.ENGAGEMENT] * 3
    assert len(queries) == 1
