"""Who keeps the rate card."""

from coprod.core.values.actor import Actor, Role


def can_keep_rates(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)
