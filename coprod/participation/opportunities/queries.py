"""Sessions to come of entries that the reader may see."""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.participation.groups.queries import staying
from coprod.participation.opportunities.models import OpenSession
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to

MOST = 500


def visible(actor: Actor) -> Select[OpenSession]:
    wanted = select(OpenSession).join(OpenSession.activity)
    of = contains_eager(OpenSession.activity)
    wanted = wanted.options(of, of.selectinload(Activity.co_owners))
    return wanted.where(visible_to(actor), is_public_activity())


def to_come(actor: Actor, activity: Activity | None = None) -> Sequence[OpenSession]:
    """Return sessions from today on, of all entries or of one, the next one first.

    One that was today stays until midnight: the page is then the same all day long.
    """
    today = datetime.combine(clock.today(), time.min, clock.LONDON)
    wanted = visible(actor).where(OpenSession.ends_at >= today)
    if activity is not None:
        wanted = wanted.where(OpenSession.activity_id == activity.id)
    return session.scalars(wanted.order_by(OpenSession.starts_at, OpenSession.id).limit(MOST)).all()


def for_calendars(actor: Actor, activity: Activity | None = None) -> Sequence[OpenSession]:
    """Return the same for programs elsewhere that copy them."""
    stays = staying()
    return [each for each in to_come(actor, activity) if each.activity_id not in stays]


def open_session(actor: Actor, open_id: int, *, to_change: bool = False) -> OpenSession:
    wanted = visible(actor).where(OpenSession.id == open_id)
    if to_change:
        wanted = wanted.with_for_update(of=OpenSession)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found
