"""Who may read who did what."""

from coprod.core.values.actor import Actor, Role


def can_read(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.ADMINISTRATOR)
