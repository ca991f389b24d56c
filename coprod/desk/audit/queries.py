"""Reading who did what to what and when, the latest first, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.clock import get_midnight
from coprod.core.values.errors import NotFoundError, require
from coprod.desk.audit import policies
from coprod.register.activities.models import Activity

PAGE_SIZE = 50
BATCH_SIZE = 500


@dataclass(frozen=True)
class AuditFilter:
    """What an administrator looks for. ``before`` is the key of the last step already shown."""

    person: str = ""
    verb: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class AuditRow:
    """One thing that was done. ``slug`` and ``title`` are there when it was done to an entry."""

    event: Event
    who: str
    email: str
    slug: str
    title: str


def list_rows(actor: Actor, criteria: AuditFilter, most: int = PAGE_SIZE) -> list[AuditRow]:
    """Return one page of rows and one more, which says that there is another page."""
    statement = (
        select_events(actor)
        .where(*build_conditions(criteria))
        .order_by(Event.id.desc())
        .limit(most + 1)
    )
    rows: Sequence[Any] = session.execute(statement).all()
    return [AuditRow(note, *(text or "" for text in texts)) for note, *texts in rows]


def iterate_rows(actor: Actor, criteria: AuditFilter) -> Iterator[AuditRow]:
    """Yield all that is wanted, however much it is, with little of it in memory at once."""
    before = criteria.before
    while batch := list_rows(actor, replace(criteria, before=before), BATCH_SIZE)[:BATCH_SIZE]:
        yield from batch
        before = batch[-1].event.id
        session.expunge_all()


def select_events(actor: Actor) -> Select[Event, str, str | None, str, str]:
    require(policies.can_read(actor), NotFoundError)
    its_entry = (Event.subject_kind == Activity.__tablename__) & (Event.subject_id == Activity.id)
    return (
        select(Event, Person.name, Person.email, Activity.slug, Activity.title)
        .outerjoin(Person, Person.id == Event.person_id)
        .outerjoin(Activity, its_entry)
    )


def build_conditions(criteria: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if criteria.person:
        is_named = Person.name.icontains(criteria.person, autoescape=True)
        yield is_named | Person.email.icontains(criteria.person, autoescape=True)
    if criteria.verb:
        yield Event.verb == criteria.verb
    if criteria.kind:
        yield Event.subject_kind == criteria.kind
    if criteria.before:
        yield Event.id < criteria.before
    yield from build_day_conditions(criteria)


def build_day_conditions(criteria: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if criteria.since:
        yield Event.at >= get_midnight(criteria.since)
    if criteria.until:
        yield Event.at < get_midnight(criteria.until + timedelta(days=1))


def list_verbs(actor: Actor) -> Sequence[str]:
    require(policies.can_read(actor), NotFoundError)
    return session.scalars(select(Event.verb).distinct().order_by(Event.verb)).all()


def list_kinds(actor: Actor) -> Sequence[str]:
    require(policies.can_read(actor), NotFoundError)
    return session.scalars(select(Event.subject_kind).distinct().order_by(Event.subject_kind)).all()
