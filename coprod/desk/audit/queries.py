"""Reading who did what to what and when, the latest first, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.clock import LONDON
from coprod.core.values.errors import NotFoundError
from coprod.desk.audit import policies
from coprod.register.activities.models import Activity

A_PAGE = 50
A_BATCH = 500


@dataclass(frozen=True)
class Wanted:
    """What an administrator looks for. ``before`` is the key of the last step already shown."""

    person: str = ""
    verb: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Step:
    """One thing that was done. ``slug`` and ``title`` are there when it was done to an entry."""

    note: Event
    who: str
    email: str
    slug: str
    title: str


def steps(actor: Actor, wanted: Wanted, most: int = A_PAGE) -> list[Step]:
    """Return one page of steps and one more, which says that there is another page."""
    found = asked(actor).where(*conditions(wanted)).order_by(Event.id.desc()).limit(most + 1)
    rows: Sequence[Any] = session.execute(found).all()
    return [Step(note, *(text or "" for text in texts)) for note, *texts in rows]


def every_step(actor: Actor, wanted: Wanted) -> Iterator[Step]:
    """Yield all that is wanted, however much it is, with little of it in memory at once."""
    before = wanted.before
    while batch := steps(actor, replace(wanted, before=before), A_BATCH)[:A_BATCH]:
        yield from batch
        before = batch[-1].note.id
        session.expunge_all()


def asked(actor: Actor) -> Select[Event, str, str | None, str, str]:
    if not policies.can_read(actor):
        raise NotFoundError
    its_entry = (Event.subject_kind == Activity.__tablename__) & (Event.subject_id == Activity.id)
    return (
        select(Event, Person.name, Person.email, Activity.slug, Activity.title)
        .outerjoin(Person, Person.id == Event.person_id)
        .outerjoin(Activity, its_entry)
    )


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.person:
        is_named = Person.name.icontains(wanted.person, autoescape=True)
        yield is_named | Person.email.icontains(wanted.person, autoescape=True)
    if wanted.verb:
        yield Event.verb == wanted.verb
    if wanted.kind:
        yield Event.subject_kind == wanted.kind
    if wanted.before:
        yield Event.id < wanted.before
    yield from days(wanted)


def days(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield Event.at >= midnight(wanted.since)
    if wanted.until:
        yield Event.at < midnight(wanted.until + timedelta(days=1))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)


def verbs(actor: Actor) -> Sequence[str]:
    if not policies.can_read(actor):
        raise NotFoundError
    return session.scalars(select(Event.verb).distinct().order_by(Event.verb)).all()


def kinds(actor: Actor) -> Sequence[str]:
    if not policies.can_read(actor):
        raise NotFoundError
    return session.scalars(select(Event.subject_kind).distinct().order_by(Event.subject_kind)).all()
