"""Who announces sessions, and to which activities somebody may write."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner


def can_announce(actor: Actor, activity: Activity) -> bool:
    is_responsible = is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and is_responsible and activity.status is Status.PUBLISHED


def can_write_to_team(activity: Activity) -> bool:
    return activity.status is Status.PUBLISHED
