"""Reading what was done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, scoped_session

from coprod.core.audit_trail.enums import list_decision_verbs
from coprod.core.audit_trail.models import Event
from coprod.core.database import Base, session


class EventSummary(NamedTuple):
    """A step in the history: its number, which thing it is about, and when it was taken."""

    number: int
    kind: str
    subject_id: int
    at: datetime


def list_events(subject: Base, *, public_only: bool) -> Sequence[Event]:
    """Return the steps in the life of one thing, the first one first."""
    of_it = Event.subject_kind == subject.__tablename__, Event.subject_id == subject.id
    statement = select(Event).where(*of_it).order_by(Event.id)
    return session.scalars(statement.where(Event.is_public) if public_only else statement).all()


def roll_back_refused_change() -> None:
    """Let the database be asked again, where it has refused a change."""
    if not session.is_active:
        session.rollback()


def find_last_decision(kind: str, subject_id: int, since: datetime) -> Event | None:
    """Return the latest decision since a time that was about one thing, or names it."""
    statement = select(Event).where(Event.at >= since, Event.verb.in_(list_decision_verbs()))
    for step in session.scalars(statement.order_by(Event.id.desc())):
        if (step.subject_kind, step.subject_id) == (kind, subject_id):
            return step
        if step.details.get(kind) == subject_id:
            return step
    return None


def list_events_from(
    number: int, kinds: frozenset[str], reader: Session | scoped_session[Any] = session
) -> list[EventSummary]:
    """Return one step, whatever it is about, and the later ones about some kinds of thing."""
    statement = select(Event.id, Event.subject_kind, Event.subject_id, Event.at).order_by(Event.id)
    later = and_(Event.id > number, Event.subject_kind.in_(sorted(kinds)))
    return [
        EventSummary(*row)
        for row in reader.execute(statement.where(or_(Event.id == number, later)))
    ]
