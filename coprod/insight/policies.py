"""Who is asked for advice."""

from coprod.kit.actor import Actor, Role


def can_advise(actor: Actor) -> bool:
    """Lay members advise; curators see the same list as they do."""
    return actor.role is Role.LAY_MEMBER or actor.is_at_least(Role.CURATOR)
