"""Challenges, replies and rulings: who, when, what is kept, and how the rung stands."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.assessment.answer_review import actions, presenters, queries
from coprod.assessment.answer_review.enums import QueryOutcome, RulingVerdict
from coprod.assessment.answer_review.rules import LONGEST, Judgement, QueryClosing
from coprod.assessment.self_assessment import queries as ratings
from coprod.assessment.self_assessment.enums import Cap, Evidence, Question, Round
from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.review.actions import submit_activity
from coprod.reviews.enums import ReviewState
from tests import make
from tests.reviews import make as reviews
from tests.reviews.make import decide, review_of, waiting_ids

REFUSED = Judgement(RulingVerdict.REFUSED, "People were out of pocket")
ACCEPTED = Judgement(RulingVerdict.ACCEPTED)


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def test_a_challenge_and_its_reply_stay_and_the_answer_does_not_change(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating(activity)
    before = ratings.compute_rating_fingerprint(rating)
    by = curator()

    asked = actions.query_answer(by, rating, Question.Q2, "Who agreed to that?")
    actions.reply_to_query(make.owner(activity), asked, "The board did")
    actions.close_query(by, asked, QueryClosing(QueryOutcome.ACCEPTED))

    assert (asked.words, asked.reply, asked.outcome) == (
        "Who agreed to that?",
        "The board did",
        QueryOutcome.ACCEPTED,
    )
    assert ratings.compute_rating_fingerprint(rating) == before
    public = [note.verb for note in list_events(activity, public_only=True)]
    assert public[-3:] == ["challenged an answer", "replied to a challenge", "closed a challenge"]


def test_the_free_choice_can_be_doubted_too(session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED))

    actions.query_answer(curator(), rating, Cap.FREE_CHOICE, "Was it a condition?")

    shown = presenters.build_rating_review(VISITOR, rating)
    assert [each.words for each in shown.answers["free-choice"].answer_queries] == [
        "Was it a condition?"
    ]


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER])
def test_only_those_who_check_evidence_ask_about_an_answer(session: Any, role: Role) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))
    actor = VISITOR if role is Role.VISITOR else make.person(role=role).actor

    with pytest.raises(NotAllowedError):
        actions.query_answer(actor, rating, Question.Q1, "Really?")
    lay_member = make.person(role=Role.LAY_MEMBER).actor
    assert actions.query_answer(lay_member, rating, Question.Q1, "Really?").is_open


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_curators_close_and_rule(session: Any, role: Role) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))
    asked = make.answer_query(rating, replied=True)
    actor = VISITOR if role is Role.VISITOR else make.person(role=role).actor

    with pytest.raises(NotAllowedError):
        actions.close_query(actor, asked, QueryClosing(QueryOutcome.ACCEPTED))
    with pytest.raises(NotAllowedError):
        actions.rule_on_answer(actor, make.ruling(rating), ACCEPTED)


def test_nobody_doubts_or_accepts_answers_of_an_entry_they_had_a_hand_in(session: Any) -> None:
    owner = make.person(role=Role.CURATOR)
    activity = make.activity(owner=owner, status=Status.PUBLISHED)
    rating = make.rating_with_unfit_answer(activity)
    asked = make.answer_query(rating, replied=True)

    with pytest.raises(NotAllowedError):
        actions.query_answer(owner.actor, rating, Question.Q1, "Really?")
    with pytest.raises(NotAllowedError):
        actions.close_query(owner.actor, asked, QueryClosing(QueryOutcome.ACCEPTED))
    with pytest.raises(NotAllowedError):
        actions.rule_on_answer(owner.actor, make.ruling(rating), ACCEPTED)


def test_only_the_team_replies_and_only_once(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    asked = make.answer_query(make.rating(activity))

    for actor in (VISITOR, curator(), make.person().actor):
        with pytest.raises(NotAllowedError):
            actions.reply_to_query(actor, asked, "Yes")
    with pytest.raises(RuleBrokenError):
        actions.reply_to_query(make.owner(activity), asked, "")
    actions.reply_to_query(make.owner(activity), asked, "Yes")
    with pytest.raises(ConflictError):
        actions.reply_to_query(make.owner(activity), asked, "No")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN, Status.ARCHIVED])
def test_drafts_and_what_is_gone_are_left_alone(session: Any, status: Status) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating_with_unfit_answer(activity)
    activity.status = status
    session.commit()

    with pytest.raises(NotAllowedError):
        actions.query_answer(curator(), rating, Question.Q1, "Really?")
    with pytest.raises(NotAllowedError):
        actions.rule_on_answer(curator(), make.ruling(rating), ACCEPTED)
    assert waiting_ids(curator(), "does-not-apply") == []


def test_an_open_rating_is_not_doubted(session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED), submit=False)

    with pytest.raises(NotAllowedError):
        actions.query_answer(curator(), rating, Question.Q1, "Really?")


def test_an_answer_is_challenged_once_at_a_time(session: Any) -> None:
    rating = make.rating(make.activity(status=Status.PUBLISHED))
    asked = make.answer_query(rating)

    actions.close_query(curator(), asked, QueryClosing(QueryOutcome.TAKEN_BACK, "My mistake"))
    actions.query_answer(curator(), rating, Question.Q2, "Another doubt")
    assert len(queries.list_answer_queries(rating)) == 2
    with pytest.raises(ConflictError):
        actions.query_answer(curator(), rating, Question.Q2, "And another")


@pytest.mark.parametrize(
    ("closing", "field"),
    [
        (QueryClosing(QueryOutcome.ACCEPTED), "outcome"),
        (QueryClosing(QueryOutcome.STANDS, "No"), "outcome"),
        (QueryClosing(QueryOutcome.TAKEN_BACK), "words"),
        (QueryClosing(QueryOutcome.TAKEN_BACK, "x" * (LONGEST + 1)), "words"),
    ],
)
def test_nothing_is_decided_before_the_team_was_heard(
    session: Any, closing: QueryClosing, field: str
) -> None:
    asked = make.answer_query(make.rating(make.activity(status=Status.PUBLISHED)))

    with pytest.raises(RuleBrokenError) as broken:
        actions.close_query(curator(), asked, closing)

    assert broken.value.field == field
    assert asked.is_open


def test_what_is_closed_stays_closed(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    asked = make.answer_query(make.rating(activity), replied=True)
    with pytest.raises(RuleBrokenError):
        actions.close_query(curator(), asked, QueryClosing(QueryOutcome.STANDS))
    actions.close_query(curator(), asked, QueryClosing(QueryOutcome.STANDS, "No paper says so"))

    with pytest.raises(RuleBrokenError):
        actions.close_query(curator(), asked, QueryClosing(QueryOutcome.ACCEPTED))
    with pytest.raises(RuleBrokenError):
        actions.reply_to_query(make.owner(activity), asked, "But")


def test_a_rung_is_not_settled_until_a_curator_accepts_what_does_not_apply(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating_with_unfit_answer(activity)
    before = queries.get_rung_statuses([activity.id])[activity.id]

    actions.rule_on_answer(curator(), make.ruling(rating), ACCEPTED)

    after = queries.get_rung_statuses([activity.id])[activity.id]
    assert (before.is_settled, before.doubts.waiting) == (False, 1)
    assert (after.is_settled, after.doubts.waiting, after.doubts.refused) == (True, 0, 0)
    assert waiting_ids(curator(), "does-not-apply") == []


def test_a_refused_answer_leaves_the_rung_open_until_a_new_rating_puts_it_right(
    session: Any,
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating_with_unfit_answer(activity)

    actions.rule_on_answer(curator(), make.ruling(rating), REFUSED)
    refused = queries.get_rung_statuses([activity.id])[activity.id]
    corrected = make.rating(activity, correction="We now say what was paid")

    now = queries.get_rung_statuses([activity.id])[activity.id]
    assert (refused.is_settled, refused.doubts.refused) == (False, 1)
    assert (now.rating_id, now.is_settled) == (corrected.id, True)
    assert queries.get_rung_status(rating).doubts.refused == 1


@pytest.mark.parametrize(
    "judgement",
    [Judgement(RulingVerdict.REFUSED), Judgement(RulingVerdict.ACCEPTED, "x" * (LONGEST + 1))],
)
def test_a_refusal_says_why(session: Any, judgement: Judgement) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))

    with pytest.raises(RuleBrokenError):
        actions.rule_on_answer(curator(), make.ruling(rating), judgement)


def test_nothing_of_a_draft_waits_for_a_ruling_until_it_is_sent_in(session: Any) -> None:
    activity = make.activity()
    rating = make.rating_with_unfit_answer(activity)
    assert waiting_ids(curator(), "does-not-apply") == []
    with time_machine.travel(clock.now() + timedelta(weeks=6)):
        submit_activity(make.owner(activity), activity)
        ruling = make.ruling(rating)

        assert waiting_ids(curator(), "does-not-apply") == [ruling.id]
        assert review_of(ruling).due_on > clock.today(), "not from the day of the assessment on"
        review = decide(curator(), ruling, "refused", "Fares were paid")
    assert (review.decision, ruling.reason) == ("refused", "Fares were paid")


def test_a_later_assessment_takes_the_place_of_what_waits(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    first = make.ruling(make.rating_with_unfit_answer(activity))
    review = review_of(first)
    make.rating(activity, correction="We now say what was paid")

    assert review.state is ReviewState.WITHDRAWN
    assert waiting_ids(curator(), "does-not-apply") == []


def test_curators_rule_once(session: Any) -> None:
    rating = make.rating_with_unfit_answer(make.activity(status=Status.PUBLISHED))
    actions.rule_on_answer(curator(), make.ruling(rating), ACCEPTED)
    session.commit()

    with pytest.raises(ConflictError):
        actions.rule_on_answer(curator(), make.ruling(rating), REFUSED)


def test_how_many_entries_stand_comes_in_one_query(session: Any, queries: list[str]) -> None:
    from_scratch = [make.activity(status=Status.PUBLISHED) for _ in range(4)]
    plain, unfit, doubted, open_ = from_scratch
    make.rating(plain, digits="3" * 14)
    make.rating(plain, round=Round.END)
    make.rating_with_unfit_answer(unfit)
    make.answer_query(make.rating(doubted))
    make.rating(open_, submit=False)
    queries.clear()

    found = standing([each.id for each in from_scratch])

    assert len(queries) == 1
    assert set(found) == {plain.id, unfit.id, doubted.id}
    assert (found[plain.id].rung, found[plain.id].round) == (Rung.CO_DESIGN, Round.END)
    assert [found[each.id].doubts.waiting for each in (plain, unfit, doubted)] == [0, 1, 0]
    assert [found[each.id].doubts.challenged for each in (plain, unfit, doubted)] == [0, 0, 1]
    assert found[plain.id].evidence is Evidence.GIVEN


def test_what_waits_stands_on_the_desk_and_with_the_team(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating_with_unfit_answer(activity)
    asked = make.answer_query(rating)
    by, team = curator(), make.owner(activity)

    assert waiting_ids(by, "does-not-apply") == [make.ruling(rating).id]
    assert queries.list_ratings_to_close(by) == []
    waits = presenters.find_team_tasks(team, activity)
    assert waits is not None
    assert [each.id for each in waits.answer_queries] == [asked.id]
    assert presenters.find_team_tasks(by, activity) is None

    actions.reply_to_query(team, asked, "Yes")

    assert queries.list_ratings_to_close(by) == []
    assert reviews.waiting_ids(by, "answer-reply") == [asked.id]

    reviews.decide(by, asked, "show")

    assert reviews.waiting_ids(by, "answer-reply") == []
    assert [each.id for each in queries.list_ratings_to_close(by)] == [rating.id]
    after = presenters.find_team_tasks(team, activity)
    assert after is not None
    assert after.answer_queries == []


standing = queries.get_rung_statuses
