"""Who may bring in a spreadsheet, and take back what it brought."""

from coprod.curation.policies import can_take_in
from coprod.kit.actor import Actor


def can_import(actor: Actor) -> bool:
    """Curators see all imports, and any of them may go on with one that another began."""
    return can_take_in(actor)
