"""Reading what was done."""

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, select

from coprod.db import Base, prepared, session
from coprod.history.models import Note


def notes(subject: Base, *, public_only: bool) -> Sequence[Note]:
    """Return the steps in the life of one thing, the first one first."""
    of_it = {"kind": subject.__tablename__, "subject": subject.id}
    return session.scalars(life(public_only=public_only), of_it).all()


@prepared
def life(*, public_only: bool) -> Select[Note]:
    of_it = Note.subject_kind == bindparam("kind"), Note.subject_id == bindparam("subject")
    wanted = select(Note).where(*of_it).order_by(Note.id)
    return wanted.where(Note.is_public) if public_only else wanted


def steps_after(number: int, kinds: frozenset[str]) -> list[tuple[int, str, int]]:
    """Return the steps about some kinds of thing after one: their numbers, and about which."""
    rows = session.execute(later(kinds), {"after": number})
    return [(number, kind, subject) for number, kind, subject in rows]


@prepared
def later(kinds: frozenset[str]) -> Select[int, str, int]:
    wanted = select(Note.id, Note.subject_kind, Note.subject_id).order_by(Note.id)
    return wanted.where(Note.id > bindparam("after"), Note.subject_kind.in_(sorted(kinds)))
