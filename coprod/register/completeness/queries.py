"""Finding entries that look like one being logged, and reading many entries at once."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.text import fold
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity, ActivityText
from coprod.register.activities.queries import visible
from coprod.register.completeness.models import NotTheSame
from coprod.register.completeness.rules import Card, is_alike, likeness
from coprod.register.sections.queries import details, told_with
from coprod.register.sections.rules import Told

MOST_COMPARED, MOST_SHOWN = 300, 3
LONG_WORD = 4


def alike(actor: Actor, activity: Activity) -> Sequence[Activity]:
    """Return the entries the actor may see that may be the same as this one, the likest first."""
    wanted = visible(actor).where(
        Activity.id != activity.id,
        Activity.status.not_in(GONE),
        has_like_title(activity.title),
        ~exists().where(NotTheSame.activity_id == activity.id, NotTheSame.other_id == Activity.id),
    )
    wanted = wanted.options(joinedload(Activity.led_by), selectinload(Activity.terms))
    found = session.scalars(wanted.order_by(Activity.id.desc()).limit(MOST_COMPARED)).all()
    here = card(activity)
    same = [each for each in found if is_alike(here, card(each))]
    return sorted(same, key=lambda each: -likeness(here.title, each.title))[:MOST_SHOWN]


def has_like_title(title: str) -> ColumnElement[bool]:
    """Return what narrows the search: a long word in common, or the same beginning."""
    whole = fold(title)
    words = [word for word in whole.split() if len(word) >= LONG_WORD and word.isascii()]
    longest = sorted(set(words), key=len, reverse=True)[:LONG_WORD]
    begins = exists().where(
        ActivityText.activity_id == Activity.id,
        ActivityText.search_words.startswith(whole, autoescape=True),
    )
    shares = [func.lower(Activity.title).contains(word, autoescape=True) for word in longest]
    return or_(begins, *shares)


def card(activity: Activity) -> Card:
    places: set[object] = {term.id for term in activity.listed(ListKind.LOCALITY)}
    words = fold(activity.place_words)
    return Card(
        activity.title,
        frozenset(places | {words} if words else places),
        activity.led_by_id or fold(activity.led_by_name),
    )


def told_by_each(activities: Sequence[Activity]) -> Mapping[int, Told]:
    """Return everything that each of some listed entries tells, in the same few queries."""
    ids = [activity.id for activity in activities]
    with_text = select(Activity).where(Activity.id.in_(ids)).options(joinedload(Activity.text))
    session.scalars(with_text).all()
    kept = details(ids)
    return {each.id: told_with(each, kept.get(each.id)) for each in activities}


def is_said_to_differ(activity: Activity, other: Activity) -> bool:
    wanted = exists().where(NotTheSame.activity_id == activity.id, NotTheSame.other_id == other.id)
    return bool(session.scalar(select(wanted)))
