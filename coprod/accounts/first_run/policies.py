"""Who confirms what people will rely on, and who is reminded of it."""

from coprod.core.values.actor import Actor, Role


def can_confirm(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_reminded(actor: Actor) -> bool:
    """Staff, and nobody who only reads: they could do nothing about it."""
    return actor.is_at_least(Role.TEAM_MEMBER)
