"""Who reads comments and sorts them into themes."""

from coprod.core.values.actor import Actor
from coprod.intelligence.feedback.policies import can_curate


def can_sort_comments(actor: Actor) -> bool:
    return can_curate(actor)
