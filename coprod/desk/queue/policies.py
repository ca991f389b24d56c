"""Who is asked for advice."""

from coprod.core.values.actor import Actor, Role


def can_advise(actor: Actor) -> bool:
    """Lay members advise; curators see the same list as they do."""
    return actor.role is Role.LAY_MEMBER or actor.is_at_least(Role.CURATOR)


def can_see_mail(actor: Actor) -> bool:
    """Curators see which mail did not go out, and to whom: they put a wrong address right."""
    return actor.is_at_least(Role.CURATOR)
