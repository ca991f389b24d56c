"""Who nominates an activity, who chooses, and who sees a spotlight."""

from sqlalchemy import ColumnElement, and_, true

from coprod.board.spotlights.models import Spotlight
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.policies import visible_to as is_visible_activity
from coprod.register.review.policies import can_review


def can_keep_spotlights(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_nominate(actor: Actor, activity: Activity) -> bool:
    return actor.id is not None and activity.is_public


def can_choose(actor: Actor, activity: Activity) -> bool:
    """A curator who had no hand in the activity."""
    is_curator = actor.id is not None and activity.is_public
    return is_curator and can_review(actor, activity)


def is_running() -> ColumnElement[bool]:
    """Return the condition that the activity is public for everybody: nothing else is shown."""
    return and_(is_visible_activity(VISITOR), is_public_activity())


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for spotlights carries; it needs the activity."""
    has_begun = Spotlight.starts_on <= clock.today()
    return and_(is_running(), true() if can_keep_spotlights(actor) else has_begun)
