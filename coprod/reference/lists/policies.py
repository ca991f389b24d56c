"""Who may keep the lists."""

from coprod.core.values.actor import Actor, Role


def can_keep_lists(actor: Actor) -> bool:
    """Curators keep the lists and the place's own names; so does a command on the machine."""
    return actor.is_at_least(Role.CURATOR)
