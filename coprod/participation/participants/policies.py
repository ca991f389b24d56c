"""Who tells who took part. The exact totals are for them and for curators."""

from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_write, is_owner


def can_enter_totals(actor: Actor, activity: Activity) -> bool:
    if activity.status in GONE:
        return False
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return is_curator or (is_owner(actor, activity) and can_write(actor, activity))


def can_load_populations(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)
