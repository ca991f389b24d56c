"""Finding the comments that a team still owes an answer, and what was changed meanwhile."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select

from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import published
from coprod.engagement.subjects.policies import SUBJECT_KINDS, is_owned


def is_owed() -> ColumnElement[bool]:
    is_asked = and_(Comment.answer_by.is_not(None), Comment.answer_sent_at.is_(None))
    return and_(published(), is_asked)


def to_answer(actor: Actor) -> Sequence[Comment]:
    """Return the comments that somebody's teams still owe an answer, the longest wait first."""
    if actor.id is None:
        return []
    theirs = is_owned(actor, Comment.subject_kind, Comment.subject_id)
    wanted = select(Comment).where(is_owed(), theirs)
    return session.scalars(wanted.order_by(Comment.answer_by, Comment.id)).all()


def overdue(today: date) -> Sequence[Comment]:
    """Return what is late, whoever owes it. Held until the command has written its letters."""
    wanted = select(Comment).where(is_owed(), Comment.answer_by < today)
    return session.scalars(wanted.order_by(Comment.id).with_for_update(of=Comment)).all()


def changes(comment: Comment) -> Sequence[Event]:
    """Return what was changed in the thing a comment is about since the comment came."""
    found = SUBJECT_KINDS[comment.subject_kind].changes(comment.subject_id)
    return [note for note in found if note.at >= comment.sent_at]
