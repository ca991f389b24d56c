"""Who may see, send, approve and make changes to what is published."""

from collections.abc import Iterable

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_open, can_propose, is_owner


def can_see(actor: Actor, activity: Activity) -> bool:
    """What is not published is for those who may write it and for the curators."""
    return can_open(actor, activity)


def can_send(actor: Actor, activity: Activity) -> bool:
    """The owner sends changes to the curators, and takes them back."""
    return can_propose(actor, activity)


def can_decide(actor: Actor, activity: Activity, authors: Iterable[int]) -> bool:
    """Curators decide, and nobody about their own activity or about words that they wrote."""
    is_theirs = is_owner(actor, activity) or actor.id in set(authors)
    is_public = activity.status is Status.PUBLISHED
    return actor.is_at_least(Role.CURATOR) and is_public and not is_theirs


def can_read_history(actor: Actor, activity: Activity) -> bool:
    """What was public may be read while the activity may; of what is gone a marker is left."""
    return activity.status is Status.PUBLISHED or can_see(actor, activity)
