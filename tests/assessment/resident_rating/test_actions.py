"""Opening a round, answering once, setting aside, and who sees what came of it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coprod.assessment.resident_rating import actions, queries
from coprod.assessment.resident_rating.actions import AnswerSubmission, RoundOpening
from coprod.assessment.resident_rating.enums import (
    ANSWERS_SET_ASIDE,
    NOT_RELEASED,
    TEAM_FIRST,
    TOO_FEW,
    AnswerChannel,
)
from coprod.assessment.resident_rating.models import (
    Release,
    ResidentAnswer,
    ResidentRemark,
    ResidentRound,
)
from coprod.assessment.resident_rating.rules import Behalf, ResidentReply
from coprod.assessment.self_assessment.enums import Round
from coprod.core.audit_trail.models import Event
from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.reviews.kinds import KINDS
from coprod.reviews.policies import can_read
from coprod.reviews.rules import get_noon
from tests import make
from tests.reviews.make import decide, review_of, waiting_ids

GOOD, LOW = "y333333", "y133333"
REPLY = ResidentReply({"Q2": "3"})


@pytest.fixture
def rated(entry: Activity) -> ResidentRound:
    """Return a round for which the team has gone first."""
    make.rating(entry)
    return make.resident_round(entry)


def only(entry: Activity) -> queries.RoundResult:
    (found,) = queries.list_round_results(VISITOR, entry)
    return found


def released(*sevens: str, by_code: bool = True) -> Activity:
    """Return an entry whose team went first, with one round of these answers, released."""
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry)
    asking = make.resident_round(entry)
    make.resident_answers(asking, *sevens, by_code=by_code)
    make.release_round(asking)
    return entry


def curator() -> Any:
    return make.person(role=Role.CURATOR).actor


def count(session: Any, kind: Any) -> int:
    return session.scalar(select(func.count(kind.id))) or 0


def test_four_answers_are_no_result_and_five_are(session: Any) -> None:
    four, five = released(*[GOOD] * 4), released(*[GOOD] * 5)
    assert only(four).rung == Hidden(TOO_FEW)
    assert isinstance(only(four).people, Hidden)

    assert only(five).rung is Rung.CO_PRODUCTION
    assert only(five).people == RoundedCount(5)
    assert not any(isinstance(each, str) for each in only(five).figures.values())


def test_a_few_answers_and_none_are_told_in_the_same_words(session: Any) -> None:
    none, few, nine_by_link = (
        released(),
        released(*[GOOD] * 4),
        released(*[GOOD] * 9, by_code=False),
    )
    told = [(only(each).rung, only(each).people, only(each).figures) for each in (none, few)]
    assert told[0] == told[1]
    assert only(nine_by_link).rung == only(none).rung


def test_without_codes_nine_answers_are_no_result_and_ten_are(session: Any) -> None:
    assert not only(released(*[GOOD] * 9, by_code=False)).is_visible
    assert only(released(*[GOOD] * 10, by_code=False)).is_visible


def test_single_questions_are_told_from_ten_answers_on(session: Any) -> None:
    assert isinstance(only(released(*[GOOD] * 9)).figures["Q2"], Hidden)
    assert only(released(*[GOOD] * 10)).figures["Q2"] == "3"


def test_a_figure_that_was_kept_under_a_lower_limit_is_not_shown_any_longer(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 5)
    make.release_round(rated)
    (kept,) = session.scalars(select(Release))
    kept.figures = {"Q2": {"value": "3", "of": kept.of}}
    session.flush()

    assert isinstance(only(entry).figures["Q2"], Hidden)


def test_nobody_sees_the_result_before_the_team_has_gone_first(entry: Activity) -> None:
    asking = make.resident_round(entry)
    make.resident_answers(asking, *[GOOD] * 5)
    make.release_round(asking)
    owner = make.owner(entry)
    for reader in (VISITOR, owner, curator()):
        (found,) = queries.list_round_results(reader, entry)
        assert found.rung == Hidden(TEAM_FIRST)
        assert found.figures == {}

    make.rating(entry)
    assert only(entry).is_visible


def test_a_rating_of_an_earlier_round_is_not_this_one(entry: Activity) -> None:
    make.rating(entry)
    asking = make.resident_round(entry, round=Round.END)
    make.resident_answers(asking, *[GOOD] * 5)
    make.release_round(asking)
    assert not only(entry).is_visible

    make.rating(entry, round=Round.END)
    assert only(entry).is_visible


def test_two_weeks_after_a_round_closed_silence_hides_it_no_longer(
    session: Any, entry: Activity
) -> None:
    asking = make.resident_round(entry)
    make.resident_answers(asking, *[GOOD] * 5)
    make.release_round(asking)
    for days, is_shown in ((13, False), (14, True)):
        session.get(ResidentRound, asking.id).closes_on = clock.today() - timedelta(days=days)
        session.commit()
        assert only(entry).is_visible is is_shown


def test_one_open_round_at_a_time(entry: Activity) -> None:
    make.resident_round(entry)
    with pytest.raises(RuleBrokenError):
        make.resident_round(entry)


def test_a_round_that_ran_out_makes_room_for_the_next(session: Any, entry: Activity) -> None:
    first = make.resident_round(entry)
    session.get(ResidentRound, first.id).closes_on = clock.today() - timedelta(days=1)
    session.commit()
    assert make.resident_round(entry, round=Round.END).is_open
    assert not session.get(ResidentRound, first.id).is_open


def test_residents_are_asked_by_the_team_or_a_curator_and_only_when_public(
    session: Any, entry: Activity
) -> None:
    details = RoundOpening(Round.START, clock.today())
    with pytest.raises(NotAllowedError):
        actions.open_round(make.person().actor, entry, details)
    draft = make.activity()
    with pytest.raises(NotAllowedError):
        actions.open_round(make.owner(draft), draft, details)
    assert actions.open_round(curator(), entry, details).is_open


@pytest.mark.parametrize("closes_on", [date(2020, 1, 1), clock.today() + timedelta(days=400)])
def test_a_round_closes_on_a_day_soon_to_come(entry: Activity, closes_on: date) -> None:
    with pytest.raises(RuleBrokenError):
        actions.open_round(make.owner(entry), entry, RoundOpening(Round.START, closes_on))


def test_the_same_slip_counts_once(session: Any, rated: ResidentRound) -> None:
    assert actions.answer_round(VISITOR, rated, REPLY, AnswerSubmission("same"))
    assert not actions.answer_round(VISITOR, rated, REPLY, AnswerSubmission("same"))
    assert count(session, ResidentAnswer) == 1


def test_the_team_does_not_answer_for_residents(entry: Activity, rated: ResidentRound) -> None:
    with pytest.raises(NotAllowedError):
        actions.answer_round(make.owner(entry), rated, REPLY, AnswerSubmission("x"))


def test_a_closed_round_and_a_withdrawn_entry_take_no_answers(
    entry: Activity, rated: ResidentRound
) -> None:
    actions.close_round(make.owner(entry), rated)
    with pytest.raises(RuleBrokenError):
        actions.answer_round(VISITOR, rated, REPLY, AnswerSubmission("x"))


def test_with_its_entry_the_result_goes_out_of_sight(entry: Activity, rated: ResidentRound) -> None:
    make.resident_answers(rated, *[GOOD] * 5)
    make.withdraw(entry)
    assert queries.list_round_results(VISITOR, entry) == []
    assert not rated.is_open


def test_nothing_is_noted_when_somebody_answers(session: Any, rated: ResidentRound) -> None:
    before = count(session, Event)
    who = make.person(role=Role.RESIDENT).actor
    actions.answer_round(who, rated, REPLY, AnswerSubmission("x"))
    kept = session.scalars(select(ResidentAnswer)).one()
    assert count(session, Event) == before
    assert kept.typed_by_id is None
    assert (kept.at.second, kept.at.microsecond) == (0, 0)


def test_an_answer_on_paper_says_who_typed_it_and_how_it_came(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    by = make.owner(entry)
    with pytest.raises(RuleBrokenError):
        actions.type_in(by, rated, REPLY, Behalf(AnswerChannel.PAPER, ""), AnswerSubmission("x"))
    actions.type_in(
        by, rated, REPLY, Behalf(AnswerChannel.PAPER, "At the lunch club"), AnswerSubmission("x")
    )
    kept = session.scalars(select(ResidentAnswer)).one()
    assert (kept.given, kept.given_note, kept.typed_by_id) == (
        AnswerChannel.PAPER,
        "At the lunch club",
        by.id,
    )


# Releasing


def test_nothing_of_a_round_is_shown_until_it_has_closed_and_was_released(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 12)
    assert only(entry).rung == Hidden(NOT_RELEASED)
    with pytest.raises(RuleBrokenError):
        actions.release_round(curator(), rated)

    actions.close_round(make.owner(entry), rated)
    assert only(entry).rung == Hidden(NOT_RELEASED)
    actions.release_round(curator(), rated)
    assert only(entry).rung is Rung.CO_PRODUCTION
    with pytest.raises(ConflictError):
        actions.release_round(curator(), rated)


def test_only_a_curator_without_a_hand_in_the_entry_releases_a_round(session: Any) -> None:
    own = make.activity(owner=make.person(role=Role.CURATOR), status=Status.PUBLISHED)
    asking = make.resident_round(own)
    actions.close_round(make.owner(own), asking)
    for actor in (make.owner(own), make.person(role=Role.LAY_MEMBER).actor, VISITOR):
        with pytest.raises(NotAllowedError):
            actions.release_round(actor, asking)
    assert asking.id in [each.id for each in queries.list_rounds_to_release(curator())]
    assert queries.list_rounds_to_release(make.owner(own)) == []


def test_what_tells_answers_apart_is_thrown_away_at_the_release(
    session: Any, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 5)
    make.release_round(rated)

    assert set(session.scalars(select(ResidentAnswer.once))) == {None}
    assert queries.list_codes(rated) == set()


# Codes


def test_a_code_works_once(session: Any, rated: ResidentRound) -> None:
    code, *others = make.codes(rated, 10)
    assert len(others) == 10
    typed = f" {code[:4].upper()}-{code[4:]} "
    actions.answer_round(VISITOR, rated, REPLY, AnswerSubmission("one", code=typed))
    for wrong in (code, "nobodyhas"):
        with pytest.raises(RuleBrokenError) as refused:
            actions.answer_round(VISITOR, rated, REPLY, AnswerSubmission("two", code=wrong))
        assert refused.value.field == "slip_code"
    kept = session.scalars(select(ResidentAnswer)).one()
    assert (kept.given, kept.is_independent) == (AnswerChannel.CODE, True)


def test_papers_count_as_independent_when_a_curator_or_the_holder_of_codes_types_them_in(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    holder, other = make.person().actor, make.person().actor
    make.codes(rated, 10, holder)
    behalf = Behalf(AnswerChannel.PAPER, "At the lunch club")
    with pytest.raises(NotAllowedError):
        actions.type_in(other, rated, REPLY, behalf, AnswerSubmission("x"))
    typed = {make.owner(entry): False, curator(): True, holder: True}
    for by in typed:
        actions.type_in(by, rated, REPLY, behalf, AnswerSubmission(f"{by.id}"))
    found = session.execute(select(ResidentAnswer.typed_by_id, ResidentAnswer.is_independent))
    assert {row.typed_by_id: row.is_independent for row in found} == {
        by.id: told for by, told in typed.items()
    }


# Setting aside


def ids(session: Any) -> list[int]:
    return list(session.scalars(select(ResidentAnswer.id).order_by(ResidentAnswer.id)))


def test_a_result_with_answers_set_aside_is_taken_down_and_told_why(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 6)
    make.release_round(rated)
    actions.set_answers_aside(curator(), rated, ids(session)[:2], "Sent twice by one person")
    found = only(entry)
    assert found.rung == Hidden(ANSWERS_SET_ASIDE)
    assert found.figures == {}
    (told,) = queries.get_round_notices([found])[rated.id].set_aside
    assert told[0] == "Sent twice by one person"
    assert isinstance(told[1], Hidden)


def test_after_a_set_aside_no_small_step_is_shown(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 12)
    make.release_round(rated)
    for first in range(4):
        actions.set_answers_aside(curator(), rated, ids(session)[first : first + 1], "Sent twice")
        assert not only(entry).is_visible
    actions.set_answers_aside(curator(), rated, ids(session)[4:5], "Sent twice")
    of = [set(each.of) for each in queries.list_releases(rated)]
    assert only(entry).is_visible
    assert len(of[0] ^ of[1]) == 5


def test_what_was_set_aside_before_the_release_is_told_with_it(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 5, *[LOW] * 3)
    before = only(entry), queries.get_round_notices([only(entry)])
    actions.set_answers_aside(curator(), rated, ids(session)[5:], "A heap in a minute")
    assert (only(entry), queries.get_round_notices([only(entry)])) == before

    make.release_round(rated)
    assert only(entry).people == RoundedCount(5)
    (told,) = queries.get_round_notices([only(entry)])[rated.id].set_aside
    assert told[0] == "A heap in a minute"


def test_a_heap_of_five_goes_and_the_rest_is_shown(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[LOW] * 5, *[GOOD] * 6)
    make.release_round(rated)
    assert only(entry).people == RoundedCount(10)
    actions.set_answers_aside(curator(), rated, ids(session)[5:], "A heap in a minute")
    assert only(entry).rung is Rung.CONSULTATION
    assert only(entry).people == RoundedCount(5)


def test_only_a_curator_without_a_part_in_the_entry_sets_aside(
    session: Any, rated: ResidentRound, entry: Activity
) -> None:
    make.resident_answers(rated, GOOD)
    owner = make.owner(entry)
    lay = make.person(role=Role.LAY_MEMBER).actor
    for actor in (owner, lay, VISITOR):
        with pytest.raises(NotAllowedError):
            actions.set_answers_aside(actor, rated, ids(session), "No")
    with pytest.raises(RuleBrokenError):
        actions.set_answers_aside(curator(), rated, ids(session), "")
    with pytest.raises(RuleBrokenError):
        actions.set_answers_aside(curator(), rated, [], "No")


# Words


def get_remarks(session: Any) -> list[ResidentRemark]:
    whole = joinedload(ResidentRemark.round).joinedload(ResidentRound.activity)
    statement = select(ResidentRemark).options(whole)
    return list(session.scalars(statement.order_by(ResidentRemark.id)))


def test_words_wait_from_the_release_on_and_are_shown_with_a_result(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 4, remark="")
    make.resident_answers(rated, GOOD, remark="Come earlier in the day")
    (remark,) = get_remarks(session)
    assert waiting_ids(curator(), "residents-words") == []
    with pytest.raises(ConflictError):
        actions.publish_remark(curator(), remark)

    make.release_round(rated)
    assert waiting_ids(curator(), "residents-words") == [remark.id]
    assert queries.get_round_notices([only(entry)])[rated.id].remarks == []

    decide(curator(), remark, "publish")
    assert queries.get_round_notices([only(entry)])[rated.id].remarks == ["Come earlier in the day"]
    with pytest.raises(ConflictError):
        actions.decline_remark(curator(), remark, "No")


def test_words_of_a_round_with_too_few_answers_are_read_and_not_shown(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, GOOD, remark="I was hurt")
    make.release_round(rated)
    (remark,) = get_remarks(session)

    decide(curator(), remark, "publish")
    assert queries.get_round_notices([only(entry)]) == {}


def test_reviews_of_words_say_nothing_of_when_the_words_came(
    session: Any, rated: ResidentRound
) -> None:
    for days, words in enumerate(("C", "A", "B")):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            make.resident_answers(rated, GOOD, remark=words)
    with time_machine.travel(clock.now() + timedelta(days=4)):
        noon = get_noon(clock.today())
        make.release_round(rated)
    reviews = [review_of(each) for each in get_remarks(session)]
    assert {each.sent_at for each in reviews} == {noon}
    assert {each.sent_by_id for each in reviews} == {None}


def test_declined_words_need_a_reason_and_are_read_by_nobody(
    session: Any, entry: Activity, rated: ResidentRound
) -> None:
    make.resident_answers(rated, *[GOOD] * 5, remark="x")
    make.release_round(rated)
    waiting = get_remarks(session)
    with pytest.raises(RuleBrokenError):
        actions.decline_remark(curator(), waiting[0], "")
    for each in waiting:
        actions.decline_remark(curator(), each, "Names somebody")
    assert queries.get_round_notices([only(entry)])[rated.id].remarks == []


def test_a_curator_does_not_read_words_about_their_own_entry(session: Any) -> None:
    own = make.activity(owner=make.person(role=Role.CURATOR), status=Status.PUBLISHED)
    asking = make.resident_round(own)
    make.resident_answers(asking, GOOD, remark="x")
    make.release_round(asking)
    (remark,) = get_remarks(session)
    kind, review = KINDS["residents-words"], review_of(remark)

    assert can_read(curator(), kind, review, remark)
    for actor in (make.owner(own), make.person().actor, VISITOR):
        assert not can_read(actor, kind, review, remark)
        with pytest.raises(NotAllowedError):
            actions.publish_remark(actor, remark)


def test_many_entries_are_asked_for_in_one_question(session: Any, queries_log: list[str]) -> None:
    entries = [make.activity(status=Status.PUBLISHED) for _ in range(3)]
    for each in entries:
        asking = make.resident_round(each)
        make.resident_answers(asking, *[GOOD] * 5)
        make.release_round(asking)
    queries_log.clear()
    found = queries.get_round_results(VISITOR, [each.id for each in entries])
    assert len(found) == 3
    assert len(queries_log) == 1
    assert count(session, Release) == 3


@pytest.fixture
def queries_log(request: pytest.FixtureRequest) -> list[str]:
    sent: list[str] = request.getfixturevalue("queries")
    return sent
