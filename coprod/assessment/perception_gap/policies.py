"""Who writes down what was agreed about a gap."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner


def can_record(actor: Actor, activity: Activity) -> bool:
    """The team that talked with residents, or a curator who was there."""
    was_there = is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and was_there and activity.status is Status.PUBLISHED
