"""Finding entries to read, and counting them. Only what is published is found or counted here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, exists, func, literal_column, select
from sqlalchemy.orm import aliased

from coprod.assessment.queries import latest_rung
from coprod.db import session
from coprod.kit.actor import Actor
from coprod.kit.text import folded
from coprod.library.words import Facet
from coprod.reference.models import Term
from coprod.reference.words import Listing
from coprod.register import policies
from coprod.register.models import Activity, ActivityTerm, ActivityText, Promise
from coprod.register.queries import IN_A_LIST

A_PAGE = 20
MOST_WORDS = 12
MOST_OPTIONS = 40

Value = str | int
OF_A_LIST = {Facet.WORKSTREAM: Listing.WORKSTREAM, Facet.LOCALITY: Listing.LOCALITY}


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for: words, and the values chosen in each facet."""

    words: str = ""
    chosen: dict[Facet, tuple[Value, ...]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True)
class Counted:
    """One value of a facet: how it stands in addresses, its label, and how many entries have it."""

    value: Value
    label: str
    count: int


def readable(actor: Actor) -> ColumnElement[bool]:
    return and_(policies.visible_to(actor), policies.published())


def entries(actor: Actor, wanted: Wanted) -> Sequence[Activity]:
    """Return one page of entries, the one published last first."""
    found = select(Activity).where(*conditions(actor, wanted)).options(*IN_A_LIST)
    found = found.order_by(Activity.published_at.desc(), Activity.id.desc())
    return session.scalars(found.limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)).all()


def count(actor: Actor, wanted: Wanted) -> int:
    counted = select(func.count(Activity.id)).where(*conditions(actor, wanted))
    return session.scalar(counted) or 0


def conditions(actor: Actor, wanted: Wanted, but: Facet | None = None) -> list[ColumnElement[bool]]:
    """Return what an entry must be like; ``but`` leaves one facet out, to count its values."""
    told = [readable(actor), *(contains(word) for word in words_of(wanted.words))]
    chosen = {facet: values for facet, values in wanted.chosen.items() if facet is not but}
    return [*told, *(has(facet, values) for facet, values in chosen.items() if values)]


def words_of(text: str) -> list[str]:
    return folded(text).split()[:MOST_WORDS]


def contains(word: str) -> ColumnElement[bool]:
    has_word = ActivityText.search_words.contains(word, autoescape=True)
    return exists().where(ActivityText.activity_id == Activity.id, has_word)


def has(facet: Facet, values: tuple[Value, ...]) -> ColumnElement[bool]:
    """Return the condition that an entry has one of the values of a facet."""
    if facet in OF_A_LIST:
        return tagged(OF_A_LIST[facet]).where(IN_USE.key.in_(values)).exists()
    if facet is Facet.PROMISED:
        return exists().where(Promise.activity_id == Activity.id, Promise.rung.in_(values))
    columns = {Facet.ORGANISATION: leader_key(), Facet.RUNG: latest_rung(), Facet.YEAR: year()}
    return columns[facet].in_(values)


IN_USE = aliased(Term, name="in_use")


def tagged(listing: Listing) -> Select[int]:
    """Select, for an entry, its terms of one list under the names that are in use today."""
    return (
        select(ActivityTerm.id)
        .join(Term, Term.id == ActivityTerm.term_id)
        .join(IN_USE, IN_USE.id == Term.in_use_id)
        .where(ActivityTerm.activity_id == Activity.id, Term.listing == listing)
        .correlate(Activity)
    )


def leader_key() -> ColumnElement[str]:
    old, now = aliased(Term), aliased(Term)
    wanted = select(now.key).select_from(old).join(now, now.id == old.in_use_id)
    return wanted.where(old.id == Activity.led_by_id).correlate(Activity).scalar_subquery()


def year() -> ColumnElement[str]:
    """The four digits of the year, its numbers written out so that PostgreSQL can group by it."""
    return func.substr(Activity.started, literal_column("1"), literal_column("4"), type_=String)


def facets(actor: Actor, wanted: Wanted) -> dict[Facet, list[Counted]]:
    """Count the values of every facet among the entries that the other choices leave."""
    return {facet: counted(actor, wanted, facet) for facet in Facet}


def counted(actor: Actor, wanted: Wanted, facet: Facet) -> list[Counted]:
    asked = COUNTERS[facet]().where(*conditions(actor, wanted, but=facet))
    rows: Sequence[Any] = session.execute(asked).all()
    return [Counted(value, str(label), number) for value, label, number in rows]


def by_list(listing: Listing) -> Select[str, str, int]:
    return (
        select(IN_USE.key, IN_USE.label, func.count(func.distinct(Activity.id)))
        .select_from(Activity)
        .join(ActivityTerm, ActivityTerm.activity_id == Activity.id)
        .join(Term, and_(Term.id == ActivityTerm.term_id, Term.listing == listing))
        .join(IN_USE, IN_USE.id == Term.in_use_id)
        .group_by(IN_USE.key, IN_USE.label, IN_USE.position)
        .order_by(IN_USE.position, IN_USE.label)
    )


def by_leader() -> Select[str, str, int]:
    number = func.count(Activity.id)
    return (
        select(IN_USE.key, IN_USE.label, number)
        .select_from(Activity)
        .join(Term, Term.id == Activity.led_by_id)
        .join(IN_USE, IN_USE.id == Term.in_use_id)
        .group_by(IN_USE.key, IN_USE.label)
        .order_by(number.desc(), IN_USE.label)
        .limit(MOST_OPTIONS)
    )


def by_promise() -> Select[int, int, int]:
    return (
        select(Promise.rung, Promise.rung, func.count(Activity.id))
        .select_from(Activity)
        .join(Promise, Promise.activity_id == Activity.id)
        .group_by(Promise.rung)
        .order_by(Promise.rung)
    )


def by_rung() -> Select[int, int, int]:
    rung = latest_rung()
    wanted = select(rung, rung, func.count(Activity.id)).select_from(Activity)
    return wanted.where(rung.is_not(None)).group_by(rung).order_by(rung)


def by_year() -> Select[str, str, int]:
    wanted = select(year(), year(), func.count(Activity.id)).select_from(Activity)
    return wanted.where(Activity.started.is_not(None)).group_by(year()).order_by(year().desc())


COUNTERS: dict[Facet, Callable[[], Select[Any, Any, int]]] = {
    Facet.LOCALITY: lambda: by_list(Listing.LOCALITY),
    Facet.WORKSTREAM: lambda: by_list(Listing.WORKSTREAM),
    Facet.ORGANISATION: by_leader,
    Facet.PROMISED: by_promise,
    Facet.RUNG: by_rung,
    Facet.YEAR: by_year,
}
