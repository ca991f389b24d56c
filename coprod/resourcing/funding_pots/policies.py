"""Who keeps the pots. Everybody may read them."""

from coprod.core.values.actor import Actor, Role


def can_keep_pots(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)
