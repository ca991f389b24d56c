"""Who sees what comes."""

from coprod.core.values.actor import Actor, Role


def can_see_calendar(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)
