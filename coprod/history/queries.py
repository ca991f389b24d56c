"""Reading what was done."""

from collections.abc import Sequence

from sqlalchemy import select

from coprod.db import Base, session
from coprod.history.models import Note


def notes(subject: Base, *, public_only: bool) -> Sequence[Note]:
    """Return the steps in the life of one thing, the first one first."""
    wanted = select(Note).where(
        Note.subject_kind == subject.__tablename__, Note.subject_id == subject.id
    )
    if public_only:
        wanted = wanted.where(Note.is_public)
    return session.scalars(wanted.order_by(Note.id)).all()
