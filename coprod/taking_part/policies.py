"""Who tells who took part. The exact totals are for them and for curators."""

from coprod.kit.actor import Actor, Role
from coprod.register.models import Activity
from coprod.register.policies import can_edit, can_propose
from coprod.register.words import GONE


def can_tell(actor: Actor, activity: Activity) -> bool:
    if activity.status in GONE:
        return False
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return is_curator or can_edit(actor, activity) or can_propose(actor, activity)


def can_load(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)
