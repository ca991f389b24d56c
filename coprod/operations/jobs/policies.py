"""Who sees how the register is doing."""

from coprod.core.values.actor import Actor, Role


def can_see_jobs(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)
