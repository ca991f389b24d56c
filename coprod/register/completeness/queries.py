"""Finding activities that look like one being logged, and reading many activities at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.text import fold
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity, ActivityText
from coprod.register.activities.queries import select_visible_activities
from coprod.register.completeness.enums import Requirement
from coprod.register.completeness.models import NotTheSame
from coprod.register.completeness.rules import ActivityCard, Remark, compute_likeness, is_alike
from coprod.register.sections.models import ActivityCost, ActivityDetail
from coprod.register.sections.queries import build_sections, load_details
from coprod.register.sections.rules import ActivitySections

MOST_COMPARED, MOST_SHOWN = 300, 3
LONG_WORD = 4


def list_alike(actor: Actor, activity: Activity) -> Sequence[Activity]:
    """Return the visible activities that may be the same as this one, the most alike first."""
    statement = select_visible_activities(actor).where(
        Activity.id != activity.id,
        Activity.status.not_in(GONE),
        has_like_title(activity.title),
        ~exists().where(NotTheSame.activity_id == activity.id, NotTheSame.other_id == Activity.id),
    )
    statement = statement.options(joinedload(Activity.led_by), selectinload(Activity.terms))
    candidates = session.scalars(statement.order_by(Activity.id.desc()).limit(MOST_COMPARED)).all()
    own_card = build_card(activity)
    alike = [each for each in candidates if is_alike(own_card, build_card(each))]
    return sorted(alike, key=lambda each: -compute_likeness(own_card.title, each.title))[
        :MOST_SHOWN
    ]


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


def build_card(activity: Activity) -> ActivityCard:
    places: set[object] = {term.id for term in activity.get_terms(ListKind.LOCALITY)}
    words = fold(activity.place_words)
    return ActivityCard(
        activity.title,
        frozenset(places | {words} if words else places),
        activity.led_by_id or fold(activity.led_by_name),
    )


def read_sections_of(activities: Sequence[Activity]) -> Mapping[int, ActivitySections]:
    """Return the sections of listed activities, in the same few queries however many they are."""
    ids = [activity.id for activity in activities]
    with_text = select(Activity).where(Activity.id.in_(ids)).options(joinedload(Activity.text))
    session.scalars(with_text).all()
    details = load_details(ids)
    return {each.id: build_sections(each, details.get(each.id)) for each in activities}


def is_marked_different(activity: Activity, other: Activity) -> bool:
    is_marked = exists().where(
        NotTheSame.activity_id == activity.id, NotTheSame.other_id == other.id
    )
    return bool(session.scalar(select(is_marked)))


# What areas above know or ask of an activity


def has_costed_line() -> ColumnElement[bool]:
    """Return the condition that an activity has a line of money or time with an amount."""
    return exists().where(
        ActivityDetail.activity_id == Activity.id,
        ActivityCost.detail_id == ActivityDetail.id,
        ActivityCost.hundredths.is_not(None),
    )


Condition = Callable[[], ColumnElement[bool]]
CONDITIONS: dict[Requirement, Condition] = {Requirement.COSTED: has_costed_line}


def add_condition(requirement: Requirement, condition: Condition) -> None:
    """Let an area above tell, as a condition on ``Activity``, what meets a requirement."""
    CONDITIONS[requirement] = condition


def meets(requirement: Requirement) -> ColumnElement[bool]:
    return CONDITIONS[requirement]()


RemarkSource = Callable[[Activity], Iterable[Remark]]
REMARK_SOURCES: list[RemarkSource] = []


def add_remark_source(source: RemarkSource) -> None:
    """Let an area above add to what is looked at before an activity is sent."""
    if source not in REMARK_SOURCES:
        REMARK_SOURCES.append(source)


def list_remarks_from_above(activity: Activity) -> list[Remark]:
    return [remark for source in REMARK_SOURCES for remark in source(activity)]
