"""Who keeps chains. Everybody reads them."""

from coprod.core.values.actor import Actor, Role


def can_keep_chains(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)
