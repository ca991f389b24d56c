"""Answering for a team, saying what a comment led to, and noting that a team was asked again."""

from collections.abc import Iterable
from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.engagement.answers import policies, queries
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import check_body
from coprod.engagement.subjects.rules import Subject


def answer_comment(actor: Actor, subject: Subject, comment: Comment, body: str) -> Comment:
    """Answer as the team. A curator who has no hand in it reads the answer before it is public."""
    if not policies.can_answer(actor, subject, comment):
        raise NotAllowedError
    check_body(body)
    answer = Comment(
        subject_kind=comment.subject_kind,
        subject_id=comment.subject_id,
        kind=comment.kind,
        state=State.WAITING,
        body=body,
        public_body="",
        is_official=True,
        origin=None,
        person_id=actor.id,
        under_id=comment.under_id or comment.id,
        answers_id=comment.id if comment.under_id else None,
        sent_at=clock.now(),
    )
    session.add(answer)
    comment.answer_sent_at = clock.now()
    session.flush()
    record_event(actor, "answered comment", comment, answer=answer.id)
    return answer


def say_what_it_led_to(actor: Actor, subject: Subject, comment: Comment, step: int | None) -> None:
    """Mark a comment with the change that it led to, or take the mark away."""
    if not policies.can_say_what_it_led_to(actor, subject, comment):
        raise NotAllowedError
    if step is not None and step not in {change.id for change in queries.changes(comment)}:
        raise RuleBrokenError(N_("Choose one of the changes on the list"), field="step")
    comment.led_to_id = step
    record_event(actor, "said what a comment led to", comment, step=step)


def were_asked_again(comments: Iterable[Comment], today: date) -> None:
    for comment in comments:
        comment.chased_on = today
        record_event(SYSTEM, "asked again for an answer", comment)
