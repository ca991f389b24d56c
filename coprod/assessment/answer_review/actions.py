"""Doubting an answer, replying, closing; and accepting or refusing that one does not apply."""

from typing import Any

from coprod.assessment.answer_review import policies, queries, rules
from coprod.assessment.answer_review.enums import QueryOutcome
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.rules import Judgement, QueryClosing
from coprod.assessment.self_assessment.actions import ASSESSMENT_STEPS, withdraw_evidence_check
from coprod.assessment.self_assessment.enums import Cap, Question
from coprod.assessment.self_assessment.models import NotesReading, Rating
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.review.actions import SUBMISSION_STEPS


def query_answer(actor: Actor, rating: Rating, about: Question | Cap, words: str) -> AnswerQuery:
    """Ask the team about one of its answers, in public. The answer itself stays as it is."""
    require(policies.can_ask(actor, rating.activity) and rating.is_submitted)
    rules.check_words(words)
    if isinstance(about, Question):
        withdraw_evidence_check(rating, about)
    answer_query = AnswerQuery(rating=rating, about=about.value, words=words, person_id=actor.id)
    session.add(answer_query)
    flush_or_conflict()  # another curator may have been first
    record_event(actor, "challenged an answer", rating.activity, is_public=True, about=about.value)
    return answer_query


def reply_to_query(actor: Actor, answer_query: AnswerQuery, words: str) -> None:
    """Answer for the team, once."""
    activity = answer_query.rating.activity
    require(policies.can_reply(actor, activity))
    check_open(answer_query)
    if answer_query.replied_at is not None:
        raise ConflictError
    rules.check_words(words)
    answer_query.reply, answer_query.replied_by_id = words, actor.id
    answer_query.replied_at = clock.now()
    record_event(
        actor, "replied to a challenge", activity, is_public=True, about=answer_query.about
    )


def publish_reply(actor: Actor, answer_query: AnswerQuery) -> None:
    """Let readers see what the team replied, by somebody who has read it."""
    require(policies.can_publish_reply(actor, answer_query.rating.activity))
    if answer_query.replied_at is None:
        raise RuleBrokenError(N_("The team has not replied yet."))
    mark_reply_read(actor, answer_query)


def mark_reply_read(actor: Actor, answer_query: AnswerQuery) -> None:
    if answer_query.reply_read_at is None:
        answer_query.reply_read_at, answer_query.reply_read_by_id = clock.now(), actor.id
        record_event(
            actor, "let a reply be read", answer_query.rating.activity, about=answer_query.about
        )


def close_query(actor: Actor, answer_query: AnswerQuery, closing: QueryClosing) -> None:
    """End a challenge. What was asked and what was replied stay beside the answer.

    Who decides about a reply has read it, so readers see it; one taken back is decided without.
    """
    activity = answer_query.rating.activity
    check_scrutiny(actor, answer_query.rating)
    check_open(answer_query)
    rules.check_closing(closing, has_reply=answer_query.replied_at is not None)
    if closing.outcome is not QueryOutcome.TAKEN_BACK:
        mark_reply_read(actor, answer_query)
    answer_query.outcome, answer_query.closing = closing.outcome, closing.words
    answer_query.closed_by_id, answer_query.closed_at = actor.id, clock.now()
    answer_query.is_open = None
    about: dict[str, Any] = {"outcome": closing.outcome, "challenge": answer_query.id}
    record_event(actor, "closed a challenge", activity, is_public=True, **about)


def open_reviews(activity: Activity) -> None:
    """Let notes, and answers “does not apply”, wait once their assessment is before curators.

    Of a draft nothing waits. A later assessment takes the place of what nobody ruled on.
    """
    if activity.status not in policies.OPEN_TO_SCRUTINY:
        return
    for ruling in queries.list_outdated_rulings(activity):
        session.delete(ruling)
    session.add_all(Ruling(answer_id=each) for each in queries.list_new_unfit_answers(activity))
    session.add_all(NotesReading(rating_id=each) for each in queries.list_new_notes(activity))
    session.flush()


SUBMISSION_STEPS.append(open_reviews)
ASSESSMENT_STEPS.append(open_reviews)


def rule_on_answer(actor: Actor, ruling: Ruling, judgement: Judgement) -> None:
    """Accept or refuse that a question does not apply. Until then the rung is not settled."""
    rating = ruling.answer.rating
    check_scrutiny(actor, rating)
    require(ruling.verdict is None, ConflictError)
    rules.check_judgement(judgement)
    ruling.verdict, ruling.reason = judgement.verdict, judgement.reason
    ruling.person_id, ruling.at = actor.id, clock.now()
    verb = f"{judgement.verdict} that it does not apply"
    record_event(actor, verb, rating.activity, is_public=True, about=ruling.answer.question)


def check_scrutiny(actor: Actor, rating: Rating) -> None:
    require(policies.can_scrutinise(actor, rating.activity) and rating.is_submitted)


def check_open(answer_query: AnswerQuery) -> None:
    if not answer_query.is_open:
        raise RuleBrokenError(N_("This challenge was closed before"))
