"""The names on the lists that words of a file are matched to."""

from coprod.exchange.activity_words.rules import NamesByList
from coprod.exchange.imports.enums import LIST_FIELDS, ColumnChoices
from coprod.reference.lists.queries import map_names_to_terms


def map_names(choices: ColumnChoices) -> NamesByList:
    """Return the labels of terms by every name on the lists that a file has columns for."""
    return {
        listing: {name: term.label for name, term in map_names_to_terms(listing).items()}
        for listing in LIST_FIELDS
        if choices.list_columns(listing.value)
    }
