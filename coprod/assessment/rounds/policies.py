"""Who may ask for a round."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import was_ever_owner

ASKERS = frozenset({Role.RESIDENT, Role.LAY_MEMBER})


def can_ask(actor: Actor, activity: Activity) -> bool:
    """Residents and lay members ask about what is public, and not about their own activity."""
    is_asker = actor.id is not None and actor.role in ASKERS
    return is_asker and activity.status is Status.PUBLISHED and not was_ever_owner(actor, activity)
