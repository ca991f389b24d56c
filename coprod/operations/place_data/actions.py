"""Loading all that is known of a place: what is missing is added, and nothing else changes."""

from coprod.core.values.actor import Actor
from coprod.library.index.actions import load_synonym_groups
from coprod.operations.place_data.rules import PlaceFiles
from coprod.outcomes.i_statements.actions import load_statements
from coprod.participation.participants.actions import load_populations
from coprod.reference.lists.actions import load_place
from coprod.reference.outlines.actions import load_outlines
from coprod.resourcing.rate_card.actions import load_rates


def load_files(actor: Actor, files: PlaceFiles) -> dict[str, int]:
    """Add what is missing, and return how much that was of each kind.

    A line that was loaded once is never loaded again: what curators changed, renamed or took away
    since stays as they left it.
    """
    return {
        "names and lists": len(load_place(actor, files.place)),
        "outlines": load_outlines(actor, files.outlines),
        "words that mean the same": load_synonym_groups(actor, files.meanings),
        "rates": load_rates(actor, files.rates),
        "statements": load_statements(actor, files.statements) if files.statements else 0,
        "numbers of people": load_populations(actor, files.population),
    }
