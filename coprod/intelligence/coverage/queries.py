"""Counting public activities by what they are about, and finding those without an answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from coprod.assessment.self_assessment.queries import select_latest_rung
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.clock import get_midnight
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.core.values.text import fold
from coprod.intelligence.coverage.enums import LISTS_OF_ACTIVITIES, MOST_ACTIVITIES
from coprod.intelligence.coverage.rules import AnswerCounts, is_gap
from coprod.intelligence.feedback.enums import Window
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity, ActivityTerm, ActivityText, PromisedRung
from coprod.register.activities.policies import is_public_activity
from coprod.register.sections.models import ActivityDetail

DAY = timedelta(days=1)
AT_ONCE = 100
"""So many names are looked up in one question: SQLite takes no more than 500."""


@dataclass(frozen=True)
class ActivityLink:
    """A public activity for a link: plain values."""

    slug: str
    title: str


def is_unanswered() -> ColumnElement[bool]:
    """The activity says neither what was done nor what was not."""
    return and_(
        func.coalesce(ActivityDetail.did, "") == "",
        func.coalesce(ActivityDetail.not_doing, "") == "",
    )


def is_shared() -> ColumnElement[bool]:
    promised = exists().where(
        PromisedRung.activity_id == Activity.id, PromisedRung.rung >= Rung.CO_DESIGN
    )
    return or_(promised, select_latest_rung() >= Rung.CO_DESIGN)


def select_latest_unanswered(name: int, term_ids: Sequence[int]) -> Select[Any]:
    """Select some public activities about one name that never gave an answer.

    Read from the newest end of the index of the term and no further than is shown: most activities
    behind such a gap fit. An activity may stand under several terms that are one name today.
    """
    some = (
        select(literal(name).label("name"), Activity.slug, Activity.title)
        .select_from(ActivityTerm)
        .join(Activity, Activity.id == ActivityTerm.activity_id)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(ActivityTerm.term_id.in_(term_ids), is_public_activity(), is_unanswered())
        .order_by(ActivityTerm.id.desc())
        .limit(MOST_ACTIVITIES * len(term_ids))
    )
    return select(some.subquery())


def is_counted_once() -> ColumnElement[bool]:
    """An activity counts once for a name, also where two of its terms were made one since."""
    other, its = aliased(ActivityTerm), aliased(Term)
    before = exists().where(
        other.activity_id == ActivityTerm.activity_id,
        its.id == other.term_id,
        its.in_use_id == Term.in_use_id,
        or_(its.id == Term.in_use_id, its.id < Term.id),
    )
    return or_(Term.id == Term.in_use_id, ~before.correlate(ActivityTerm, Term))


def count_answers_by_term() -> dict[int, AnswerCounts]:
    """Count the public activities about each name in use, loading each activity once."""
    entry = (
        select(Activity.id, is_unanswered().label("unanswered"))
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(is_public_activity())
        .cte("entry")
        .prefix_with("MATERIALIZED")
    )
    unanswered = func.sum(case((entry.c.unanswered, 1), else_=0))
    statement = (
        select(Term.in_use_id, func.count(), unanswered)
        .select_from(entry)
        .join(ActivityTerm, ActivityTerm.activity_id == entry.c.id)
        .join(Term, and_(Term.id == ActivityTerm.term_id, Term.listing.in_(LISTS_OF_ACTIVITIES)))
        .where(Term.in_use_id.is_not(None), is_counted_once())
        .group_by(Term.in_use_id)
    )
    return {int(key): AnswerCounts(*numbers) for key, *numbers in session.execute(statement)}


@content_version.cached
def count_answers_by_quarter() -> Mapping[tuple[int, Quarter], AnswerCounts]:
    """Count the public activities added in each quarter of the grid, by the name in use."""
    quarters = list_grid_quarters()
    added = case(
        *(
            (Activity.published_at < get_midnight(quarter.ends + DAY), position)
            for position, quarter in enumerate(quarters)
        )
    )
    entry = (
        select(Activity.id, added.label("added"), is_unanswered().label("unanswered"))
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(is_public_activity(), Activity.published_at >= get_midnight(quarters[0].starts))
        .where(Activity.published_at < get_midnight(quarters[-1].ends + DAY))
        .cte("entry")
        .prefix_with("MATERIALIZED")
    )
    unanswered = func.sum(case((entry.c.unanswered, 1), else_=0))
    statement = (
        select(Term.in_use_id, entry.c.added, func.count(), unanswered)
        .select_from(entry)
        .join(ActivityTerm, ActivityTerm.activity_id == entry.c.id)
        .join(Term, and_(Term.id == ActivityTerm.term_id, Term.listing.in_(LISTS_OF_ACTIVITIES)))
        .where(Term.in_use_id.is_not(None), is_counted_once())
        .group_by(Term.in_use_id, entry.c.added)
    )
    return {
        (int(key), quarters[position]): AnswerCounts(*numbers)
        for key, position, *numbers in session.execute(statement)
    }


def list_grid_quarters() -> tuple[Quarter, ...]:
    """Return the last four quarters that are over, the oldest first."""
    return Window.FOUR_QUARTERS.list_quarters(get_last_whole_quarter(clock.today()))


@content_version.cached
def list_unanswered_by_term() -> dict[int, tuple[AnswerCounts, list[ActivityLink]]]:
    """Return the names of which much was never answered, each with some of those activities."""
    counts_by_term = {key: done for key, done in count_answers_by_term().items() if is_gap(done)}
    entries = list_some_unanswered(counts_by_term)
    return {key: (done, entries[key]) for key, done in counts_by_term.items()}


def list_some_unanswered(names: Collection[int]) -> dict[int, list[ActivityLink]]:
    links_by_name: dict[int, dict[ActivityLink, None]] = {name: {} for name in names}
    parts = [
        select_latest_unanswered(name, term_ids)
        for name, term_ids in get_term_ids_by_name(names).items()
    ]
    for first in range(0, len(parts), AT_ONCE):
        for name, slug, title in session.execute(union_all(*parts[first : first + AT_ONCE])):
            links_by_name[name][ActivityLink(slug, title)] = None
    shown_links = {name: list(entries)[:MOST_ACTIVITIES] for name, entries in links_by_name.items()}
    return {
        name: sorted(each, key=lambda e: (e.title, e.slug)) for name, each in shown_links.items()
    }


def get_term_ids_by_name(names: Collection[int]) -> dict[int, list[int]]:
    """Return, for each name in use, the terms that are it today."""
    statement = select(Term.in_use_id, Term.id).where(Term.in_use_id.in_(names)).order_by(Term.id)
    term_ids_by_name: dict[int, list[int]] = {name: [] for name in names}
    for name, term_id in session.execute(statement):
        term_ids_by_name[int(name or 0)].append(term_id)
    return term_ids_by_name


def find_shared_terms(names: Collection[int]) -> set[int]:
    """Return which of these names a shared public activity is about."""
    of_entry = and_(Activity.id == ActivityTerm.activity_id, is_public_activity(), is_shared())
    about = exists().where(of_entry, ActivityTerm.term_id == Term.id)
    return evaluate_conditions(
        {
            name: about.where(Term.in_use_id == name, Term.listing.in_(LISTS_OF_ACTIVITIES))
            for name in names
        }
    )


def find_shared_names(names: Mapping[int, str]) -> set[int]:
    """Return which of these things a shared public activity calls by name.

    Activities are not listed by service or practice, so their words are looked through.
    """
    of_entry = and_(Activity.id == ActivityText.activity_id, is_public_activity(), is_shared())
    words = ActivityText.search_words
    return evaluate_conditions(
        {
            key: exists().where(of_entry, words.contains(fold(name), autoescape=True))
            for key, name in names.items()
        }
    )


def evaluate_conditions(conditions: Mapping[int, ColumnElement[bool]]) -> set[int]:
    """Return the keys of those conditions that hold, by one question."""
    if not conditions:
        return set()
    answers: Sequence[bool] = session.execute(select(*conditions.values())).one()
    return {key for key, holds in zip(conditions, answers, strict=True) if holds}


def list_terms() -> Sequence[Term]:
    """Return the names in use by which activities are found."""
    statement = select(Term).where(Term.listing.in_(LISTS_OF_ACTIVITIES), Term.id == Term.in_use_id)
    return session.scalars(statement.order_by(Term.listing, Term.position, Term.label)).all()
