from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.values import clock, workdays
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError
from coprod.engagement.comments import actions as comments
from coprod.engagement.comments.enums import Channel, CommentKind, CommentState, ModerationReason
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.comments.rules import CommentSettings
from coprod.engagement.moderation import actions, queries
from coprod.engagement.moderation.actions import CommentAsSeen
from coprod.engagement.moderation.enums import AppealRuling, Outcome, ReportReason
from coprod.engagement.moderation.models import ModerationDecision, Report
from coprod.engagement.moderation.rules import Verdict
from coprod.register.activities.enums import Status
from tests import make
from tests.reviews.make import waiting_ids


def entry(**given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, **given)


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def lay() -> Actor:
    return make.person(role=Role.LAY_MEMBER).actor


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.PUBLISH, CommentState.PUBLISHED),
        (Outcome.EDIT, CommentState.PUBLISHED),
        (Outcome.REWORD, CommentState.REWORD),
        (Outcome.DECLINE, CommentState.DECLINED),
        (Outcome.ELSEWHERE, CommentState.PASSED_ON),
        (Outcome.HOLD, CommentState.HELD),
    ],
)
def test_each_outcome_does_what_it_says(
    session: Any, outcome: Outcome, state: CommentState
) -> None:
    comment = make.comment(entry(), outcome=outcome)

    decision = session.scalars(select(ModerationDecision)).one()
    assert (comment.state, decision.outcome, decision.in_time) == (state, outcome, True)
    assert comment.body == "The hall was cold"
    assert comment.is_edited is (outcome is Outcome.EDIT)


def test_a_late_decision_is_counted_as_late(session: Any) -> None:
    about = entry()
    comment = make.comment(about)
    with time_machine.travel(clock.now() + timedelta(days=6)):
        make.decide(comment, about, Outcome.PUBLISH)

    assert session.scalars(select(ModerationDecision.in_time)).one() is False


def refused(who: Actor, about: Any, comment: Any) -> bool:
    """Tell whether somebody can neither find a comment in the queue nor decide about it."""
    reading = CommentAsSeen(
        comment, ACTIVITY_SUBJECTS.build_subject(about), queries.fingerprint_comment(comment)
    )
    try:
        actions.decide_comment(
            who, reading, Verdict(Outcome.PUBLISH, comment.words), CommentSettings()
        )
    except NotAllowedError:
        with pytest.raises(NotFoundError):
            queries.get_comment(who, comment.id)
        return True
    return False


def loaded(comment: Any) -> Any:
    return queries.get_comment(curator(), comment.id)


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_nobody_moderates_where_they_had_a_hand(session: Any, role: Role) -> None:
    owner, author, typist = (make.person(role=role) for _ in range(3))
    about = entry(owner=owner)
    written = loaded(make.comment(about, by=author))
    typed = loaded(
        make.comment(about, by=typist, on_behalf=comments.OnBehalf(Channel.PAPER, "Yes"))
    )

    assert refused(owner.actor, about, written)
    assert refused(author.actor, about, written)
    assert refused(typist.actor, about, typed)
    assert waiting_ids(author.actor, "comment") == [typed.id]
    assert waiting_ids(owner.actor, "comment") == []


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_curators_read_what_waits(session: Any, role: Role) -> None:
    about = entry()
    comment = loaded(make.comment(about))
    who = VISITOR if role is Role.VISITOR else make.person(role=role).actor

    assert refused(who, about, comment)


def test_what_is_decided_has_been_read_as_it_is_now(session: Any) -> None:
    about = entry()
    comment = loaded(make.comment(about))
    before = queries.fingerprint_comment(comment)
    comments.change_own_comment(VISITOR, comment, "The hall was warm")

    with pytest.raises(ConflictError):
        actions.decide_comment(
            curator(),
            CommentAsSeen(comment, ACTIVITY_SUBJECTS.build_subject(about), before),
            Verdict(Outcome.PUBLISH, comment.words),
            CommentSettings(),
        )


def test_the_queue_begins_with_need_and_ends_with_spam(session: Any) -> None:
    about = entry()
    first, spam, unsafe, last = (make.comment(about, f"Number {n}") for n in range(4))
    spam.looks_like_spam, unsafe.may_be_unsafe = True, True
    session.commit()

    assert waiting_ids(curator(), "comment") == [unsafe.id, first.id, last.id, spam.id]


def test_a_question_asks_for_an_answer_in_ten_working_days(session: Any) -> None:
    about = entry()
    question = make.comment(about, outcome=Outcome.PUBLISH)
    thanks = make.comment(about, kind=CommentKind.THANKS, outcome=Outcome.PUBLISH)

    assert question.answer_by == workdays.add_workdays(clock.today(), 10, frozenset())
    assert thanks.answer_by is None


def test_a_public_comment_that_is_hidden_leaves_its_day(session: Any) -> None:
    about = entry()
    comment = make.comment(about, outcome=Outcome.PUBLISH)
    make.decide(comment, about, Outcome.DECLINE)

    assert (comment.state, comment.left_on) == (CommentState.DECLINED, clock.today())


# Appeals


def test_whoever_decided_as_a_curator_does_not_hear_the_appeal_as_a_lay_member(
    session: Any,
) -> None:
    about = entry()
    comment = loaded(make.comment(about))
    once = make.person(role=Role.CURATOR)
    verdict = Verdict(Outcome.DECLINE, comment.words, (ModerationReason.NAMES,))
    actions.decide_comment(
        once.actor,
        CommentAsSeen(
            comment, ACTIVITY_SUBJECTS.build_subject(about), queries.fingerprint_comment(comment)
        ),
        verdict,
        CommentSettings(),
    )
    actions.appeal_decision(VISITOR, comment, "It names nobody")
    once.role = Role.LAY_MEMBER
    session.commit()

    assert queries.list_appeals(once.actor) == []
    with pytest.raises(NotAllowedError):
        hear(once.actor, about, comment, AppealRuling.STAND)
    assert queries.list_appeals(lay()) == [comment]


def hear(who: Actor, about: Any, comment: Any, ruling: AppealRuling) -> None:
    reading = CommentAsSeen(
        comment, ACTIVITY_SUBJECTS.build_subject(about), queries.fingerprint_comment(comment)
    )
    actions.end_appeal(who, reading, ruling, "Because", CommentSettings())


@pytest.mark.parametrize("outcome", [Outcome.DECLINE, Outcome.ELSEWHERE, Outcome.EDIT])
def test_an_author_appeals_once_and_a_lay_member_publishes_the_words(
    session: Any, outcome: Outcome
) -> None:
    about = entry()
    comment = make.comment(about, outcome=outcome)
    actions.appeal_decision(VISITOR, comment, "It is true and names nobody")
    session.commit()
    who = lay()
    hear(who, about, queries.get_appeal(who, comment.id), AppealRuling.PUBLISH)

    assert (comment.state, comment.words) == (CommentState.PUBLISHED, "The hall was cold")
    with pytest.raises(NotAllowedError):
        actions.appeal_decision(VISITOR, comment, "Again")
    with pytest.raises(NotFoundError):
        queries.get_appeal(who, comment.id)


def test_a_decision_stands_when_the_lay_member_says_so(session: Any) -> None:
    about = entry()
    comment = make.comment(about, outcome=Outcome.DECLINE)
    actions.appeal_decision(VISITOR, comment, "Please")
    session.commit()
    who = lay()
    hear(who, about, queries.get_appeal(who, comment.id), AppealRuling.STAND)

    assert (comment.state, comment.message_to_author) == (CommentState.DECLINED, "Because")
    assert queries.count_decisions().granted == 0
    with pytest.raises(NotAllowedError):
        actions.appeal_decision(VISITOR, comment, "Once more")


@pytest.mark.parametrize("outcome", [None, Outcome.PUBLISH, Outcome.HOLD, Outcome.REWORD], ids=str)
def test_there_is_nothing_to_appeal_against(session: Any, outcome: Outcome | None) -> None:
    comment = make.comment(entry(), outcome=outcome)

    with pytest.raises(NotAllowedError):
        actions.appeal_decision(VISITOR, comment, "Please")


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.LAY_MEMBER])
def test_nobody_but_a_lay_member_ends_an_appeal(session: Any, role: Role) -> None:
    about = entry()
    comment = make.comment(about, outcome=Outcome.DECLINE)
    actions.appeal_decision(VISITOR, comment, "Please")
    session.commit()
    found = queries.get_appeal(lay(), comment.id)
    who = VISITOR if role is Role.VISITOR else make.person(role=role).actor

    with pytest.raises(NotAllowedError):
        hear(who, about, found, AppealRuling.PUBLISH)
    with pytest.raises(NotFoundError):
        queries.list_appeals(who)


def test_a_lay_member_does_not_hear_an_appeal_of_their_own(session: Any) -> None:
    me, owner = make.person(role=Role.LAY_MEMBER), make.person(role=Role.LAY_MEMBER)
    about = entry(owner=owner)
    comment = make.comment(about, by=me, outcome=Outcome.DECLINE)
    actions.appeal_decision(me.actor, comment, "Please")
    session.commit()

    assert queries.list_appeals(me.actor) == []
    assert queries.list_appeals(owner.actor) == []
    assert len(queries.list_appeals(lay())) == 1


# Reports


def test_a_reported_comment_stays_and_comes_back_to_the_queue(session: Any) -> None:
    about = entry()
    comment = make.comment(about, outcome=Outcome.PUBLISH)
    actions.report_comment(VISITOR, comment, ReportReason.NAMES, "That is my neighbour")
    session.commit()

    assert comment.state is CommentState.PUBLISHED
    assert waiting_ids(curator(), "comment") == [comment.id]
    make.decide(comment, about, Outcome.PUBLISH)
    assert waiting_ids(curator(), "comment") == []
    assert session.scalars(select(Report.words)).one() == ""


def test_what_is_not_public_cannot_be_reported(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.report_comment(VISITOR, make.comment(entry()), ReportReason.RUDE, "")


def test_the_figures_count_decisions_and_leave_out_what_is_held(session: Any) -> None:
    about = entry()
    for outcome in (Outcome.DECLINE, Outcome.DECLINE, Outcome.PUBLISH, Outcome.HOLD):
        make.comment(about, outcome=outcome)

    found = queries.count_decisions()
    assert found.total == 3
    assert found.outcomes == {Outcome.DECLINE: 2, Outcome.PUBLISH: 1}
    assert sum(found.declined.values()) == 2
