"""Who brings in comments from another site."""

from coprod.core.values.actor import Actor, Role


def can_import_comments(actor: Actor) -> bool:
    """Curators, as with activities: what a source has published is shown with its source."""
    return actor.id is not None and actor.is_at_least(Role.CURATOR)
