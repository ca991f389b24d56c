"""What search engines and other sites may know of: public things, and when each was changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.search_engine.models import SearchResults, SortOrder
from coprod.core.search_engine.ranking import search
from coprod.core.values.actor import VISITOR
from coprod.decisions.records import policies as decisions
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.queries import is_current
from coprod.learning.collections import policies as shelves
from coprod.learning.collections.models import Collection
from coprod.learning.records import policies as learning
from coprod.learning.records.models import LearningRecord
from coprod.library.index.rules import milliseconds
from coprod.library.index.tasks import search_index
from coprod.library.stories.queries import Wanted, as_asked
from coprod.participation.groups.policies import is_shareable
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import is_readable_by

MOST_NEWS = 50
A_PART = 10_000
"""How many addresses one part of the map of the site takes; 50,000 is the most there may be."""


@dataclass(frozen=True)
class Place:
    """Something public: its name in addresses, and the last step in its life that was public."""

    slug: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Span:
    """A time, from after one moment up to another; without an end, all of it."""

    since: datetime | None = None
    until: datetime | None = None


def news(wanted: Wanted, span: Span, when_behind: Callable[[], object]) -> SearchResults | None:
    """Return what came out in a time and has what a search asks for, the newest first.

    The search page ranks, so one word is enough there. Here nothing is ranked: more than half of
    the words are wanted. Nothing comes back while there is no index to ask.
    """
    asked = replace(
        as_asked(wanted),
        sort=SortOrder.NEWEST,
        first=0,
        most=MOST_NEWS,
        since=milliseconds(span.since),
        until=milliseconds(span.until),
        has_most=True,
    )
    return search_index().ask(lambda index: search(index, asked), when_behind)


def count_entries() -> int:
    wanted = select(func.count(Activity.id)).where(is_readable_by(VISITOR), is_shareable())
    return session.scalar(wanted) or 0


def entries(part: int) -> Sequence[Place]:
    """Return one part of the public entries, the first being 1."""
    changed = last_public_step("activity", Activity.id)
    wanted = select(Activity.slug, changed).where(is_readable_by(VISITOR), is_shareable())
    wanted = wanted.order_by(Activity.id)
    rows = session.execute(wanted.limit(A_PART).offset((part - 1) * A_PART))
    return [Place(slug, at) for slug, at in rows]


def last_public_step(kind: str, key: InstrumentedAttribute[int]) -> ScalarSelect[datetime]:
    wanted = select(func.max(Event.at)).where(Event.is_public, Event.subject_kind == kind)
    return wanted.where(Event.subject_id == key).scalar_subquery()


def records() -> Sequence[Place]:
    wanted = select(LearningRecord.slug, LearningRecord.published_at).where(
        learning.is_public_record()
    )
    rows = session.execute(wanted.order_by(LearningRecord.id).limit(A_PART))
    return [Place(slug, at) for slug, at in rows]


def signed_decisions() -> Sequence[Place]:
    signed = (decisions.visible_to(VISITOR), decisions.is_signed(), is_current())
    wanted = select(DecisionRecord.slug, DecisionRecord.signed_at).where(*signed)
    rows = session.execute(wanted.order_by(DecisionRecord.id).limit(A_PART))
    return [Place(slug, at) for slug, at in rows]


def collections() -> Sequence[Place]:
    wanted = select(Collection.slug).where(shelves.visible_to(VISITOR)).order_by(Collection.id)
    return [Place(slug, None) for slug in session.scalars(wanted.limit(A_PART))]
