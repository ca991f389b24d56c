"""Assessing an activity: begin a rating, answer in any order, submit it once. Then it is final."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from coprod.assessment.self_assessment import policies, queries, rules
from coprod.assessment.self_assessment.enums import Choice, Evidence, FreeChoice, Question, Round
from coprod.assessment.self_assessment.models import (
    FINAL,
    EvidenceCheck,
    NotesReading,
    Rating,
    RatingAnswer,
)
from coprod.assessment.self_assessment.rules import TeamReply
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version
from coprod.register.activities.actions import record_past_owner
from coprod.register.activities.models import Activity

ASSESSMENT_STEPS: list[Callable[[Activity], None]] = []
"""What follows once an assessment was sent in: packages above add to it."""
BEGIN_STEPS: list[Callable[[Rating], None]] = []
"""What follows once an assessment was begun: packages above add to it."""

AGAIN_AFTER = timedelta(weeks=52)
AGAIN_AFTER_PROVISIONAL = timedelta(weeks=26)


@dataclass(frozen=True)
class RoundDetails:
    """Which round this is, and what it puts right when the round was assessed before."""

    round: Round = Round.START
    correction: str = ""


def begin_rating(actor: Actor, activity: Activity, details: RoundDetails) -> Rating:
    """Open a rating. An activity has one open rating at most: a second is a ``ConflictError``."""
    require(policies.can_rate(actor, activity))
    actor_id = actor.require_id()
    record_past_owner(actor, activity)
    is_second = queries.has_round(activity, details.round)
    rules.check_correction(details.correction, is_second=is_second)
    rating = Rating(
        activity_id=activity.id,
        open_activity_id=activity.id,
        person_id=actor_id,
        round=details.round,
        correction=details.correction,
        framework_version=get_current_version(FrameworkKind.SELF_ASSESSMENT),
        activity=activity,
        answers=[],
    )
    session.add(rating)
    flush_or_conflict()
    record_event(actor, "began to assess", activity, round=details.round)
    for follow in BEGIN_STEPS:
        follow(rating)
    return rating


def set_gate(actor: Actor, rating: Rating, free_choice: FreeChoice, *, seen: str = "") -> None:
    """Answer the question that comes before the others. ``seen`` as in ``answer_question``."""
    check_open(actor, rating)
    check_seen(seen, compute_fingerprint(rating.free_choice))
    rating.free_choice = free_choice
    session.flush()
    record_event(actor, "answered", rating, question="free_choice", choice=free_choice)


def answer_question(actor: Actor, rating: Rating, reply: TeamReply, *, seen: str = "") -> None:
    """Save the answer to one question. ``seen`` is the fingerprint of what the form showed."""
    check_open(actor, rating)
    check_seen(seen, compute_fingerprint(queries.get_replies(rating).get(reply.question)))
    rules.check_reply(reply)
    rules.check_note(reply, queries.get_replies(rating).values())
    check_item(rating, reply)
    write_answer(rating, reply)
    flush_or_conflict()
    record_event(actor, "answered", rating, question=reply.question, choice=reply.choice)


def check_item(rating: Rating, reply: TeamReply) -> None:
    """Accept as evidence only what is public and belongs to this activity."""
    if reply.item and reply.item not in {
        each.key for each in queries.list_evidence_items(rating.activity)
    }:
        raise RuleBrokenError(
            N_("Choose something that readers of this story can see"), field=("item")
        )


def write_answer(rating: Rating, reply: TeamReply) -> None:
    answer = next((a for a in rating.answers if a.question is reply.question), None)
    if answer is None:
        answer = RatingAnswer(question=reply.question)
        rating.answers.append(answer)
    answer.choice, answer.reason, answer.note, answer.link = (
        reply.choice,
        reply.reason,
        reply.note,
        reply.link,
    )
    answer.item_kind, answer.item_id = (
        (reply.item.kind, reply.item.id) if reply.item else (None, None)
    )
    if reply.question is Question.Q9:
        rating.teach_or_tell = reply.teach_or_tell if reply.choice is Choice.A0 else None


def submit_rating(actor: Actor, rating: Rating, *, seen: str = "") -> None:
    """Send a rating in. From now on it stays as it is, with the rung that the rule gives it."""
    check_open(actor, rating)
    check_seen(seen, queries.compute_rating_fingerprint(rating))
    replies, answers = queries.get_replies(rating), queries.get_answers(rating)
    for reply in replies.values():
        rules.check_reply(reply)
        rules.check_note(reply, replies.values())
    suggestion = rules.suggest(answers)
    rating.rung = suggestion.rung
    rating.is_provisional = suggestion.is_provisional
    rating.evidence = rules.get_rung_evidence(suggestion.rung, replies)
    rating.rule_version = rules.RULE_VERSION
    rating.stage_then = queries.get_current_stage(rating)
    close_rating(rating)
    record_event(actor, "assessed", rating.activity, is_public=True, rung=suggestion.rung.key)
    for follow in ASSESSMENT_STEPS:
        follow(rating.activity)


def close_rating(rating: Rating) -> None:
    wait = AGAIN_AFTER_PROVISIONAL if rating.is_provisional else AGAIN_AFTER
    rating.reassess_on = clock.today() + wait
    rating.submitted_at = clock.now()
    rating.open_activity_id = None
    session.flush()


def publish_notes(actor: Actor, activity: Activity, rating: Rating) -> None:
    """Show readers what the team wrote beside its answers, by somebody who has read it."""
    require(policies.can_publish_notes(actor, activity))
    if not rating.is_submitted:
        raise RuleBrokenError(N_("This assessment was not sent in yet"))
    reading = queries.find_notes_reading(rating) or NotesReading(rating_id=rating.id)
    if reading.at is None:
        reading.at, reading.person_id = clock.now(), actor.id
        session.add(reading)
        flush_or_conflict()
        record_event(actor, "let notes be read", activity, rating=rating.id)


def agree_with_evidence(actor: Actor, rating: Rating, agreed: Collection[Question]) -> None:
    """Agree with what a team put beside some of its answers. Where it put nothing, nothing is."""
    require(policies.can_check_evidence(actor, rating) and rating.is_submitted)
    words = queries.get_evidence_by_question(rating)
    given_questions = {question for question, word in words.items() if word is Evidence.GIVEN}
    checkable = given_questions.intersection(agreed) - queries.list_agreed_questions(rating)
    checked = [answer for answer in rating.answers if answer.question in checkable]
    session.add_all(EvidenceCheck(answer_id=each.id, person_id=actor.id) for each in checked)
    flush_or_conflict()
    for answer in checked:
        record_event(
            actor, "checked evidence", rating.activity, is_public=True, about=answer.question
        )


def withdraw_evidence_check(rating: Rating, question: Question) -> None:
    """Take an agreement back: somebody asks about the answer now. The history tells both."""
    answer_ids = select(RatingAnswer.id).where(
        RatingAnswer.rating_id == rating.id, RatingAnswer.question == question
    )
    session.execute(delete(EvidenceCheck).where(EvidenceCheck.answer_id.in_(answer_ids)))


def check_open(actor: Actor, rating: Rating) -> None:
    require(policies.can_rate(actor, rating.activity))
    if rating.is_submitted:
        raise RuleBrokenError(FINAL)


def check_seen(seen: str, now: str) -> None:
    """Refuse to overwrite what was saved since the form was shown (optimistic locking)."""
    require(not seen or seen == now, ConflictError)
