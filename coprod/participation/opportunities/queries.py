"""Sessions to come of activities that the reader may see."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.participation.opportunities.models import OpenSession
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to

MAX_SESSIONS = 500


def select_visible(actor: Actor) -> Select[OpenSession]:
    statement = select(OpenSession).join(OpenSession.activity)
    load_activity = contains_eager(OpenSession.activity)
    statement = statement.options(load_activity, load_activity.selectinload(Activity.co_owners))
    return statement.where(visible_to(actor), is_public_activity())


def list_upcoming(actor: Actor, activity: Activity | None = None) -> Sequence[OpenSession]:
    """Return sessions from today on, of all activities or of one, the next one first.

    One that was today stays until midnight: the page is then the same all day long.
    """
    today = clock.get_midnight(clock.today())
    statement = select_visible(actor).where(OpenSession.ends_at >= today)
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


def get_open_session(actor: Actor, open_id: int, *, to_change: bool = False) -> OpenSession:
    statement = select_visible(actor).where(OpenSession.id == open_id)
    if to_change:
        statement = statement.with_for_update(of=OpenSession)
    return require_found(session.scalars(statement).one_or_none())
