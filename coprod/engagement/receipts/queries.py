"""What followed from a comment, as readers see it: the team's answers, and promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from coprod.core.database import session
from coprod.core.values.actor import VISITOR
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import is_published
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import load_promises_by_comment


@dataclass(frozen=True)
class Consequences:
    """What readers see of what followed from a comment."""

    answer: Comment | None = None
    second_answer: Comment | None = None
    promises: Sequence[Commitment] = ()


def load_consequences(comment: Comment) -> Consequences:
    promises = load_promises_by_comment(VISITOR, [comment.id])
    answers = list_official_answers(comment)
    second_request_at = comment.answer_rated_at if comment.is_answer_enough is False else None
    return Consequences(
        answer=next((a for a in answers if not is_after(a, second_request_at)), None),
        second_answer=next((a for a in answers if is_after(a, second_request_at)), None),
        promises=promises.get(comment.id, ()),
    )


def is_after(answer: Comment, second_request_at: datetime | None) -> bool:
    return second_request_at is not None and answer.sent_at > second_request_at


def list_official_answers(comment: Comment) -> Sequence[Comment]:
    """Return the team's public answers to a comment, the first one first."""
    answered = func.coalesce(Comment.answers_id, Comment.parent_id)
    statement = select(Comment).where(answered == comment.id, Comment.is_official, is_published())
    return session.scalars(statement.order_by(Comment.id)).all()
