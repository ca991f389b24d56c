"""Doubting an answer, replying, closing; and accepting or refusing that one does not apply."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from coprod.assessment.answer_review import policies, rules
from coprod.assessment.answer_review.enums import Outcome
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.rules import Closing, Judgement
from coprod.assessment.self_assessment.actions import withdraw_evidence_check
from coprod.assessment.self_assessment.enums import Cap, Choice, Question
from coprod.assessment.self_assessment.models import Rating
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_


def challenge_answer(
    actor: Actor, rating: Rating, about: Question | Cap, words: str
) -> AnswerQuery:
    """Ask the team about one of its answers, in public. The answer itself stays as it is."""
    if not policies.can_ask(actor, rating.activity) or not rating.is_submitted:
        raise NotAllowedError
    rules.check_words(words)
    if isinstance(about, Question):
        withdraw_evidence_check(rating, about)
    made = AnswerQuery(rating=rating, about=about.value, words=words, person_id=actor.id)
    add(made)
    record_event(actor, "challenged an answer", rating.activity, is_public=True, about=about.value)
    return made


def reply_to_challenge(actor: Actor, challenge: AnswerQuery, words: str) -> None:
    """Answer for the team, once."""
    activity = challenge.rating.activity
    if not policies.can_reply(actor, activity):
        raise NotAllowedError
    check_open(challenge)
    if challenge.replied_at is not None:
        raise ConflictError
    rules.check_words(words)
    challenge.reply, challenge.replied_by_id = words, actor.id
    challenge.replied_at = clock.now()
    record_event(actor, "replied to a challenge", activity, is_public=True, about=challenge.about)


def publish_reply(actor: Actor, challenge: AnswerQuery) -> None:
    """Let readers see what the team replied, by somebody who has read it."""
    if not policies.can_publish_reply(actor, challenge.rating.activity):
        raise NotAllowedError
    if challenge.replied_at is None:
        raise RuleBrokenError(N_("The team has not replied yet."))
    mark_reply_read(actor, challenge)


def mark_reply_read(actor: Actor, challenge: AnswerQuery) -> None:
    if challenge.reply_read_at is None:
        challenge.reply_read_at, challenge.reply_read_by_id = clock.now(), actor.id
        record_event(actor, "let a reply be read", challenge.rating.activity, about=challenge.about)


def close_challenge(actor: Actor, challenge: AnswerQuery, closing: Closing) -> None:
    """End a challenge. What was asked and what was replied stay beside the answer.

    Who decides about a reply has read it, so readers see it; one taken back is decided without.
    """
    activity = challenge.rating.activity
    check_scrutiny(actor, challenge.rating)
    check_open(challenge)
    rules.check_closing(closing, has_reply=challenge.replied_at is not None)
    if closing.outcome is not Outcome.TAKEN_BACK:
        mark_reply_read(actor, challenge)
    challenge.outcome, challenge.closing = closing.outcome, closing.words
    challenge.closed_by_id, challenge.closed_at = actor.id, clock.now()
    challenge.is_open = None
    about: dict[str, Any] = {"outcome": closing.outcome, "challenge": challenge.id}
    record_event(actor, "closed a challenge", activity, is_public=True, **about)


def rule_on_answer(
    actor: Actor, rating: Rating, question: Question, judgement: Judgement
) -> Ruling:
    """Accept or refuse that a question does not apply. Until then the rung is not settled."""
    check_scrutiny(actor, rating)
    answer = next((each for each in rating.answers if each.question is question), None)
    if answer is None or answer.choice is not Choice.DOES_NOT_APPLY:
        raise RuleBrokenError(N_("The team did not say that this does not apply"))
    rules.check_judgement(judgement)
    made = Ruling(
        answer_id=answer.id,
        verdict=judgement.verdict,
        reason=judgement.reason,
        person_id=actor.id,
    )
    add(made)
    verb = f"{judgement.verdict} that it does not apply"
    record_event(actor, verb, rating.activity, is_public=True, about=question)
    return made


def check_scrutiny(actor: Actor, rating: Rating) -> None:
    if not policies.can_scrutinise(actor, rating.activity) or not rating.is_submitted:
        raise NotAllowedError


def check_open(challenge: AnswerQuery) -> None:
    if not challenge.is_open:
        raise RuleBrokenError(N_("This challenge was closed before"))


def add(made: AnswerQuery | Ruling) -> None:
    """Keep it, unless another curator was first."""
    session.add(made)
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash
