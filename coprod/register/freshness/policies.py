"""Who may say that an activity is still true."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner


def can_confirm(actor: Actor, activity: Activity) -> bool:
    """The owner knows; a curator may have asked the owner."""
    knows = is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and knows and activity.status is Status.PUBLISHED
