from datetime import date
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coprod.assessment.self_assessment import actions, queries
from coprod.assessment.self_assessment.actions import RoundDetails
from coprod.assessment.self_assessment.enums import (
    Choice,
    Evidence,
    FreeChoice,
    Question,
    Round,
    TeachOrTell,
)
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.assessment.self_assessment.rules import RULE_VERSION, TeamReply
from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.actions import discard_activity
from coprod.register.activities.enums import Rung, Status
from tests import make

Q, A = Question, Choice


def test_a_sent_assessment_has_its_rung_its_rule_and_a_day_to_look_again(session: Any) -> None:
    activity = make.activity()

    rating = make.rating(activity)

    assert (rating.rung, rating.rule_version) == (Rung.CO_DESIGN, RULE_VERSION)
    assert rating.evidence is Evidence.GIVEN
    assert not rating.is_provisional
    assert rating.reassess_on is not None
    public = [note.verb for note in list_events(activity, public_only=True)]
    assert public == ["assessed"]


def test_a_team_answers_in_any_order_and_changes_its_mind(session: Any) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    rating = actions.begin_rating(owner, activity, RoundDetails())

    actions.answer_question(owner, rating, TeamReply(Q.Q9, A.A0, teach_or_tell=TeachOrTell.TEACH))
    actions.answer_question(owner, rating, TeamReply(Q.Q3, A.A1, note="The first words"))
    actions.answer_question(owner, rating, TeamReply(Q.Q9, A.A2))

    assert list(queries.get_replies(rating)) == [Q.Q3, Q.Q9]
    assert rating.teach_or_tell is None


def test_an_assessment_that_is_not_whole_is_not_sent(session: Any) -> None:
    activity = make.activity()
    rating = make.rating(activity, submit=False)
    rating.free_choice = None
    session.flush()

    with pytest.raises(RuleBrokenError, match="every question"):
        actions.submit_rating(make.owner(activity), rating)


def test_what_was_sent_in_is_never_changed(session: Any) -> None:
    activity = make.activity()
    rating, owner = make.rating(activity), make.owner(activity)

    with pytest.raises(RuleBrokenError, match="stays as it is"):
        actions.answer_question(owner, rating, TeamReply(Q.Q3, A.A4))
    with pytest.raises(RuleBrokenError, match="stays as it is"):
        actions.set_gate(owner, rating, FreeChoice.NO)
    with pytest.raises(RuleBrokenError, match="stays as it is"):
        actions.submit_rating(owner, rating)


def test_not_even_past_the_actions_is_it_changed(session: Any) -> None:
    rating = make.rating(make.activity())

    rating.rung = Rung.CO_PRODUCTION
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()
    kept = session.scalars(select(RatingAnswer).order_by(RatingAnswer.id).limit(1)).one()
    kept.choice = A.A4
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()
    session.add(RatingAnswer(rating_id=rating.id, question=Q.Q1, choice=A.A4))
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()
    session.delete(session.get_one(Rating, rating.id))
    with pytest.raises(RuleBrokenError):
        session.flush()


def test_the_second_of_two_who_begin_is_told(session: Any) -> None:
    activity = make.activity()
    actions.begin_rating(make.owner(activity), activity, RoundDetails())

    with pytest.raises(ConflictError):
        actions.begin_rating(make.owner(activity), activity, RoundDetails())


def test_the_database_holds_one_answer_to_a_question(session: Any) -> None:
    rating = make.rating(make.activity(), submit=False)
    session.add(RatingAnswer(rating_id=rating.id, question=Q.Q1, choice=A.A4))

    with pytest.raises(IntegrityError):
        session.flush()


def test_the_second_of_two_writers_of_one_answer_is_told(session: Any) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    rating = actions.begin_rating(owner, activity, RoundDetails())
    seen, gate = compute_fingerprint(None), compute_fingerprint(rating.free_choice)
    actions.answer_question(owner, rating, TeamReply(Q.Q3, A.A1), seen=seen)
    actions.answer_question(owner, rating, TeamReply(Q.Q4, A.A1), seen=seen)
    actions.set_gate(owner, rating, FreeChoice.YES, seen=gate)

    with pytest.raises(ConflictError):
        actions.answer_question(owner, rating, TeamReply(Q.Q3, A.A2), seen=seen)
    with pytest.raises(ConflictError):
        actions.set_gate(owner, rating, FreeChoice.NO, seen=gate)

    assert queries.get_replies(rating)[Q.Q3].choice is A.A1


def test_nobody_sends_answers_that_they_have_not_seen(session: Any) -> None:
    activity = make.activity()
    owner, rating = make.owner(activity), make.rating(activity, submit=False)
    seen = queries.compute_rating_fingerprint(rating)
    actions.answer_question(owner, rating, TeamReply(Q.Q3, A.A0))

    with pytest.raises(ConflictError):
        actions.submit_rating(owner, rating, seen=seen)


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR])
def test_nobody_assesses_for_somebody_else(session: Any, role: Role) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    other, rating = make.person(role=role).actor, make.rating(activity, submit=False)

    with pytest.raises(NotAllowedError):
        actions.begin_rating(other, activity, RoundDetails())
    with pytest.raises(NotAllowedError):
        actions.answer_question(other, rating, TeamReply(Q.Q3, A.A4))
    with pytest.raises(NotAllowedError):
        actions.submit_rating(other, rating)


def test_a_second_rating_in_a_round_says_what_it_puts_right(session: Any) -> None:
    activity = make.activity()
    make.rating(activity)

    with pytest.raises(RuleBrokenError, match="puts right"):
        make.rating(activity)

    assert make.rating(activity, correction="Question 2: the board decides").correction
    assert make.rating(activity, round=Round.END).round is Round.END


def test_what_is_too_early_makes_the_rung_provisional(session: Any) -> None:
    activity = make.activity()
    owner, rating = make.owner(activity), make.rating(activity, submit=False)
    actions.answer_question(owner, rating, TeamReply(Q.Q12, A.NOT_YET))

    actions.submit_rating(owner, rating)

    assert rating.is_provisional


def test_a_draft_that_is_thrown_away_takes_its_ratings_with_it(session: Any) -> None:
    activity = make.activity()
    rating_id = make.rating(activity).id

    discard_activity(make.owner(activity), activity)
    session.expunge_all()

    assert session.get(Rating, rating_id) is None


@pytest.mark.parametrize(
    ("last", "day"), [(A.A1, date(2027, 3, 1)), (A.NOT_YET, date(2026, 8, 31))]
)
def test_a_round_is_due_again_after_52_weeks_and_a_provisional_one_after_26(
    session: Any, last: Choice, day: date
) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    with time_machine.travel("2026-03-02 12:00"):
        rating = make.rating(activity, submit=False)
        seen = compute_fingerprint(queries.get_replies(rating).get(Q.Q14))
        actions.answer_question(owner, rating, TeamReply(Q.Q14, last), seen=seen)
        actions.submit_rating(owner, rating)

    assert rating.reassess_on == day


def test_an_answer_that_is_changed_is_one_answer_with_all_its_parts_new(session: Any) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    rating = actions.begin_rating(owner, activity, RoundDetails())
    for reply in (
        TeamReply(Q.Q2, A.A1, note="Minutes of 3 March", link="https://example.org/a"),
        TeamReply(Q.Q2, A.A2, note="Minutes of 4 April", link="https://example.org/b"),
    ):
        seen = compute_fingerprint(queries.get_replies(rating).get(Q.Q2))
        actions.answer_question(owner, rating, reply, seen=seen)

    kept = session.scalars(select(RatingAnswer).where(RatingAnswer.rating_id == rating.id)).one()
    assert (kept.choice, kept.note, kept.link) == (
        A.A2,
        "Minutes of 4 April",
        "https://example.org/b",
    )


def test_teaching_or_telling_goes_with_the_lowest_answer_about_planning_alone(session: Any) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    rating = actions.begin_rating(owner, activity, RoundDetails())

    def answer(reply: TeamReply) -> TeachOrTell | None:
        seen = compute_fingerprint(queries.get_replies(rating).get(reply.question))
        actions.answer_question(owner, rating, reply, seen=seen)
        return rating.teach_or_tell

    assert answer(TeamReply(Q.Q9, A.A0, teach_or_tell=TeachOrTell.TEACH)) is TeachOrTell.TEACH
    assert answer(TeamReply(Q.Q2, A.A1)) is TeachOrTell.TEACH
    assert answer(TeamReply(Q.Q9, A.A1)) is None
