"""What followed from a comment, as readers see it: the team's answer, and promises."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    promises: Sequence[Commitment] = ()


def load_consequences(comment: Comment) -> Consequences:
    promises = load_promises_by_comment(VISITOR, [comment.id])
    return Consequences(find_official_answer(comment), promises.get(comment.id, ()))


def find_official_answer(comment: Comment) -> Comment | None:
    """Return the team's first public answer to a comment."""
    answered = func.coalesce(Comment.answers_id, Comment.parent_id)
    statement = select(Comment).where(answered == comment.id, Comment.is_official, is_published())
    return session.scalars(statement.order_by(Comment.id).limit(1)).first()
