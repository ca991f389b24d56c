"""What one line of a list tells of an entry: read as plain values, for a page of them at once.

Lists are what everybody opens, and to make whole entries of twenty rows takes longer than to read
them. Only what is published stands in these lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, union_all

from coprod.core.database import IDS, cache_statement, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import policies
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import (
    EXAMPLES,
    Activity,
    ActivityTerm,
    ActivityText,
    PromisedRung,
    Source,
)

LONGEST_READ = 60_000


@dataclass(frozen=True)
class Head:
    """What the row of an entry tells, and what it says at length, if that is asked for."""

    id: int
    slug: str
    title: str
    summary: str
    led_by: str
    place_words: str
    started: PartialDate | None
    ended: PartialDate | None
    is_ongoing: bool
    review_by: date | None
    source: str | None
    at: datetime
    learned: str = ""
    body: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return self.summary, self.learned, self.body

    @property
    def may_be_out_of_date(self) -> bool:
        """Nobody has said that it is still true by the day on which somebody should have."""
        return self.review_by is not None and self.review_by < clock.today()

    @property
    def is_example(self) -> bool:
        return self.source == EXAMPLES


@dataclass(frozen=True)
class Line:
    """What a list tells of an entry: levels that were promised, lowest first, and places."""

    head: Head
    promised: list[Rung] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.head.id


def readable(actor: Actor) -> ColumnElement[bool]:
    return and_(policies.visible_to(actor), policies.published())


def heads(actor: Actor, ids: Sequence[int]) -> dict[int, Head]:
    """Return those of these entries that the actor may read now."""
    rows = session.execute(head(actor), {"ids": ids}) if ids else ()
    return {row[0]: Head(*row) for row in rows}


def heads_and_texts(actor: Actor, ids: Sequence[int]) -> dict[int, Head]:
    """Return the same, and what each says."""
    rows = session.execute(head_and_texts(actor), {"ids": ids}) if ids else ()
    return {row[0]: Head(*row) for row in rows}


@cache_statement
def head(actor: Actor) -> Select[*tuple[Any, ...]]:
    wanted = select(
        Activity.id,
        Activity.slug,
        Activity.title,
        Activity.summary,
        func.coalesce(Term.label, Activity.led_by_name),
        Activity.place_words,
        Activity.started,
        Activity.ended,
        Activity.is_ongoing,
        Activity.review_by,
        Source.name,
        func.coalesce(Activity.published_at, Activity.changed_at, type_=Activity.changed_at.type),
    )
    wanted = wanted.outerjoin(Term, Term.id == Activity.led_by_id)
    wanted = wanted.outerjoin(Source, Source.activity_id == Activity.id)
    return wanted.where(readable(actor), Activity.id.in_(IDS))


@cache_statement
def head_and_texts(actor: Actor) -> Select[*tuple[Any, ...]]:
    cut = (func.substr(c, 1, LONGEST_READ) for c in (ActivityText.learned, ActivityText.body))
    wanted = head(actor).join(ActivityText, ActivityText.activity_id == Activity.id)
    return wanted.add_columns(*cut)


def lines(heads: Mapping[int, Head]) -> dict[int, Line]:
    """Return the lines of entries that the asker may read, in one question."""
    found = {number: Line(head) for number, head in heads.items()}
    rows = session.execute(promised_and_places(), {"ids": list(heads)}) if heads else ()
    for number, rung, place in rows:
        if place is None:
            found[number].promised.append(Rung(rung))
        else:
            found[number].places.append(place)
    return found


@cache_statement
def promised_and_places() -> Select[*tuple[Any, ...]]:
    """Select the levels of entries, and the names of their places in the curators’ order."""
    levels = select(
        PromisedRung.activity_id, PromisedRung.rung, literal(None, Term.label.type).label("place")
    )
    places = select(ActivityTerm.activity_id, Term.position, Term.label)
    places = places.join(Term, Term.id == ActivityTerm.term_id)
    both = union_all(
        levels.where(PromisedRung.activity_id.in_(IDS)),
        places.where(ActivityTerm.activity_id.in_(IDS), Term.listing == ListKind.LOCALITY),
    ).subquery()
    return select(both).order_by(both.c.activity_id, both.c.rung, both.c.place)
