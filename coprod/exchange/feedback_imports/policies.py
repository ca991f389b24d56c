"""Who imports files of comments, and reads and deletes them."""

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.feedback.policies import can_curate


def can_import(actor: Actor) -> bool:
    return can_curate(actor)


def can_delete_words(actor: Actor) -> bool:
    """Curators, and the scheduled job."""
    return actor.is_at_least(Role.CURATOR)
