"""Who marks an entry as checked, and who unlocks it. ``is_locked_to`` says what that forbids."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import was_ever_owner


def can_set_lock(actor: Actor, activity: Activity) -> bool:
    """Curators, and nobody for an entry that they had a hand in."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    is_public = activity.status is Status.PUBLISHED
    return is_curator and is_public and not was_ever_owner(actor, activity)
