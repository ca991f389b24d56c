"""Who may take words out of everything that was ever public or kept."""

from coprod.core.values.actor import Actor, Role


def can_take_out(actor: Actor) -> bool:
    """Curators protect people at once, also in an entry of their own: the audit tells who did."""
    return actor.is_at_least(Role.CURATOR)
