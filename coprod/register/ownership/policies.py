"""Who may say who looks after an activity."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity, CoOwner
from coprod.register.activities.policies import is_owner


def can_see(actor: Actor, activity: Activity) -> bool:
    return is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)


def can_share(actor: Actor, activity: Activity) -> bool:
    """Everybody who looks after it may ask others in, and curators may."""
    return can_see(actor, activity) and activity.status not in GONE


def can_hand_over(actor: Actor, activity: Activity) -> bool:
    """The first owner gives it away; a curator does when that person is gone."""
    is_first = actor.id is not None and activity.owner_id == actor.id
    return can_share(actor, activity) and (is_first or actor.is_at_least(Role.CURATOR))


def can_remove(actor: Actor, activity: Activity, co_owner: CoOwner) -> bool:
    """People leave when they like. The first owner and curators may end it for them."""
    return co_owner.person_id == actor.id or can_hand_over(actor, activity)
