"""Who brings in a file of comments and reads them."""

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.feedback.policies import can_curate


def can_import(actor: Actor) -> bool:
    return can_curate(actor)


def can_forget(actor: Actor) -> bool:
    """Curators, and the machine's own timetable."""
    return actor.is_at_least(Role.CURATOR)
