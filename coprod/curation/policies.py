"""Who may send an entry in, decide about it, and take it out of sight."""

from coprod.kit.actor import Actor, Role
from coprod.register.models import Activity
from coprod.register.policies import can_edit, had_a_hand
from coprod.register.words import Status


def can_submit(actor: Actor, activity: Activity) -> bool:
    return can_edit(actor, activity)


def can_review(actor: Actor, activity: Activity) -> bool:
    """Curators decide, and nobody decides about an entry that they had a hand in."""
    return actor.is_at_least(Role.CURATOR) and not had_a_hand(actor, activity)


def can_decide(actor: Actor, activity: Activity) -> bool:
    """Publish it or send it back: only what waits."""
    return can_review(actor, activity) and activity.status is Status.SUBMITTED


def can_withdraw(actor: Actor, activity: Activity) -> bool:
    return actor.is_at_least(Role.CURATOR) and activity.status is Status.PUBLISHED


def can_take_in(actor: Actor) -> bool:
    """Curators bring in entries from a source elsewhere."""
    return actor.id is not None and actor.is_at_least(Role.CURATOR)
