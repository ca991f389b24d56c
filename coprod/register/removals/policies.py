"""Who asks that a public entry is taken away, and who puts one back."""

from coprod.core.values.actor import Actor
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.review.policies import can_review


def can_ask(actor: Actor, activity: Activity) -> bool:
    """Those who look after it. Others of the organisation that leads it do not ask for them."""
    return is_owner(actor, activity) and activity.status is Status.PUBLISHED


def can_decide(actor: Actor, activity: Activity) -> bool:
    """A curator who never looked after it, while it is public."""
    return can_review(actor, activity) and activity.status is Status.PUBLISHED


def can_restore(actor: Actor, activity: Activity) -> bool:
    """Put back what readers saw once: a curator who never looked after it."""
    was_public = activity.status in GONE and activity.published_at is not None
    return actor.id is not None and can_review(actor, activity) and was_public
