"""Sessions to come of activities that the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import require_found
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.participation.opportunities.models import OpenSession
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.activities.queries import is_readable_by
from coprod.register.sections.models import ActivityDetail

MAX_SESSIONS = 500


def select_visible(actor: Actor) -> Select[OpenSession]:
    statement = select(OpenSession).join(OpenSession.activity)
    load_activity = contains_eager(OpenSession.activity)
    statement = statement.options(load_activity, load_activity.selectinload(Activity.co_owners))
    return statement.where(visible_to(actor), is_public_activity())


def select_upcoming(actor: Actor) -> Select[OpenSession]:
    """Select sessions from today on.

    One that was today stays until midnight: the page is then the same all day long.
    """
    return select_visible(actor).where(OpenSession.ends_at >= clock.get_midnight(clock.today()))


def list_upcoming(actor: Actor, activity: Activity | None = None) -> Sequence[OpenSession]:
    """Return sessions from today on, of all activities or of one, the next one first."""
    statement = select_upcoming(actor)
    if activity is not None:
        statement = statement.where(OpenSession.activity_id == activity.id)
    return session.scalars(
        statement.order_by(OpenSession.starts_at, OpenSession.id).limit(MAX_SESSIONS)
    ).all()


def list_for_calendars(actor: Actor, activity: Activity | None = None) -> Sequence[OpenSession]:
    """Return the same for programs elsewhere that copy them."""
    confined_ids = list_confined_activity_ids()
    return [
        open_session
        for open_session in list_upcoming(actor, activity)
        if open_session.activity_id not in confined_ids
    ]


def count_upcoming() -> int:
    """Return how many sessions to come are announced and not called off."""
    statement = select_upcoming(VISITOR).where(OpenSession.cancelled_at.is_(None))
    return session.scalar(statement.with_only_columns(func.count(OpenSession.id))) or 0


def select_joinable_ids() -> Select[int]:
    """Select the activities that have a session to come: to narrow what a reader may see."""
    is_upcoming = OpenSession.ends_at >= clock.get_midnight(clock.today())
    return select(OpenSession.activity_id).where(is_upcoming, OpenSession.cancelled_at.is_(None))


def is_searching() -> ColumnElement[bool]:
    """Tell whether a group goes on, and says who is missing from it so far."""
    return and_(Activity.is_ongoing, ActivityDetail.missing != "")


def is_being_decided() -> ColumnElement[bool]:
    """Tell whether there is still something that people can change. Dates sort as their text."""
    today = clock.today()
    this_day = PartialDate.from_day(today)
    this_time = (PartialDate(today.year), PartialDate(today.year, today.month))
    is_ahead = or_(ActivityDetail.hear_back >= this_day, ActivityDetail.hear_back.in_(this_time))
    return and_(ActivityDetail.open_to_change != "", is_ahead)


@dataclass(frozen=True)
class OpenDecision:
    """What is being decided: what people can change, what is settled, and when they hear back."""

    slug: str
    title: str
    open_to_change: str
    not_open: str
    decided_by: str
    hear_back: PartialDate | None


def list_open_decisions() -> list[OpenDecision]:
    """Return what people can still change, the one that is decided first at the top."""
    columns = (
        Activity.slug,
        Activity.title,
        ActivityDetail.open_to_change,
        ActivityDetail.not_open,
        ActivityDetail.decided_by,
        ActivityDetail.hear_back,
    )
    statement = select(*columns).join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
    statement = statement.where(is_readable_by(VISITOR), is_being_decided())
    rows = session.execute(statement.order_by(ActivityDetail.hear_back, Activity.id))
    return [OpenDecision(*row) for row in rows]


@dataclass(frozen=True)
class SearchingGroup:
    """A group that goes on, and says who is missing from it so far."""

    slug: str
    title: str
    missing: str


def list_searching_groups(most: int) -> list[SearchingGroup]:
    """Return groups that go on and want people, the newest first."""
    statement = (
        select(Activity.slug, Activity.title, ActivityDetail.missing)
        .join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(is_readable_by(VISITOR), is_searching())
        .order_by(Activity.published_at.desc(), Activity.id.desc())
        .limit(most)
    )
    return [SearchingGroup(*row) for row in session.execute(statement)]


def get_open_session(actor: Actor, open_id: int, *, to_change: bool = False) -> OpenSession:
    statement = select_visible(actor).where(OpenSession.id == open_id)
    if to_change:
        statement = statement.with_for_update(of=OpenSession)
    return require_found(session.scalars(statement).one_or_none())
