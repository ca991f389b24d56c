"""Who keeps indicators, and who links activities to them. Everybody reads them."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner


def can_keep_indicators(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_begin_link(actor: Actor) -> bool:
    """Teams say themselves what their activities mean to move."""
    return actor.id is not None and actor.is_at_least(Role.TEAM_MEMBER)


def can_link(actor: Actor, activity: Activity) -> bool:
    """Curators, and who looks after the activity; only what is public already."""
    is_public = activity.status is Status.PUBLISHED
    return is_public and (can_keep_indicators(actor) or is_owner(actor, activity))
