"""Who may add a file to an entry, and who may take one away."""

from coprod.kit.actor import Actor, Role
from coprod.register.models import Activity
from coprod.register.policies import can_edit, is_owner


def can_add(actor: Actor, activity: Activity) -> bool:
    """Owners add files while they write: what is published was read by a curator as it is."""
    return can_edit(actor, activity)


def can_remove(actor: Actor, activity: Activity) -> bool:
    """Owners and curators take a file away at any time: somebody in it may have second thoughts."""
    return is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
