"""Who may import a spreadsheet, and undo the import."""

from coprod.core.values.actor import Actor
from coprod.register.review.policies import can_import_activities


def can_import(actor: Actor) -> bool:
    """Curators see all imports, and any of them may go on with one that another began."""
    return can_import_activities(actor)
