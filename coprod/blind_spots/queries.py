"""Counting public entries by what they are about, and finding those without an answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from coprod.assessment.queries import latest_rung
from coprod.blind_spots.rules import Done
from coprod.blind_spots.words import ENTRIES_BY, MOST_ENTRIES
from coprod.db import session
from coprod.kit.text import folded
from coprod.reference.models import Term
from coprod.register.models import Activity, ActivityTerm, ActivityText, Promise
from coprod.register.policies import published
from coprod.register.words import Rung
from coprod.sections.models import ActivityDetail

NOW = aliased(Term, name="now")


@dataclass(frozen=True)
class Entry:
    """A public entry for a link: plain values."""

    slug: str
    title: str


def is_unanswered() -> ColumnElement[bool]:
    """Neither what was done was told, nor what was not and why."""
    return and_(
        func.coalesce(ActivityDetail.did, "") == "",
        func.coalesce(ActivityDetail.not_doing, "") == "",
    )


def is_shared() -> ColumnElement[bool]:
    promised = exists().where(Promise.activity_id == Activity.id, Promise.rung >= Rung.CO_DESIGN)
    return or_(promised, latest_rung() >= Rung.CO_DESIGN)


def entries_by_term(*columns: Any) -> Select[Any]:
    """Select something of public entries, beside each name in use that they are about."""
    return (
        select(*columns)
        .select_from(Activity)
        .join(ActivityTerm, ActivityTerm.activity_id == Activity.id)
        .join(Term, and_(Term.id == ActivityTerm.term_id, Term.listing.in_(ENTRIES_BY)))
        .join(NOW, NOW.id == Term.in_use_id)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(published())
    )


def done_by_term() -> dict[int, Done]:
    """Count the public entries about each name in use."""
    how_many = [
        func.count(func.distinct(Activity.id)),
        func.count(func.distinct(case((is_unanswered(), Activity.id)))),
        func.count(func.distinct(case((is_shared(), Activity.id)))),
    ]
    rows = session.execute(entries_by_term(NOW.id, *how_many).group_by(NOW.id)).all()
    return {int(key): Done(*numbers) for key, *numbers in rows}


def unanswered(term_ids: Collection[int]) -> dict[int, list[Entry]]:
    """Return, for each of these names, some of the public entries that never gave an answer."""
    if not term_ids:
        return {}
    about = entries_by_term(NOW.id.label("name"), Activity.slug, Activity.title).distinct()
    about_these = about.where(NOW.id.in_(term_ids), is_unanswered()).subquery()
    by_title = (about_these.c.title, about_these.c.slug)
    place = func.row_number().over(partition_by=about_these.c.name, order_by=by_title)
    numbered = select(about_these, place.label("place")).subquery()
    first = select(numbered).where(numbered.c.place <= MOST_ENTRIES)
    found: dict[int, list[Entry]] = {}
    for key, slug, title, _place in session.execute(first.order_by(numbered.c.place)):
        found.setdefault(key, []).append(Entry(slug, title))
    return found


def named(names: Mapping[int, str]) -> set[int]:
    """Return which of these things a shared public entry calls by name.

    Entries are not listed by service or practice, so their words are looked through.
    """
    if not names:
        return set()
    asked = [
        exists()
        .where(Activity.id == ActivityText.activity_id, published(), is_shared())
        .where(ActivityText.search_words.contains(folded(name), autoescape=True))
        for name in names.values()
    ]
    answers: Sequence[bool] = session.execute(select(*asked)).one()
    return {key for key, is_there in zip(names, answers, strict=True) if is_there}


def terms() -> Sequence[Term]:
    """Return the names in use by which entries are found."""
    wanted = select(Term).where(Term.listing.in_(ENTRIES_BY), Term.id == Term.in_use_id)
    return session.scalars(wanted.order_by(Term.listing, Term.position, Term.label)).all()
