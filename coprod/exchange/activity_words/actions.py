"""Saving what the words in a file of activities count as, and having its rows checked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coprod.core.audit_trail.actions import record_event
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.exchange.activity_words.enums import NEW
from coprod.exchange.imports.actions import check_can_import, choose_columns
from coprod.exchange.imports.enums import LEVEL_TARGET, ColumnChoices
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.word_matching.rules import WordsByColumn, get_key
from coprod.reference.lists.actions import CHANGED_MEANWHILE, TermDetails, add_term
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import map_names_to_terms

LONGEST_NAME = 200


def match_words(
    actor: Actor,
    sheet_import: SheetImport,
    words: WordsByColumn,
    headings: Sequence[str],
    *,
    seen: str,
) -> None:
    """Save what the words count as, add the new names to the lists, and queue the rows."""
    check_can_import(actor)
    choices = sheet_import.choices
    if choices is None:
        raise RuleBrokenError(N_("First say what each column is"))
    if seen != compute_fingerprint(sheet_import.chosen):
        raise RuleBrokenError(CHANGED_MEANWHILE)
    matched = {column: add_names(actor, choices, column, words[column]) for column in words}
    choose_columns(actor, sheet_import, replace(choices, words=matched), headings)
    record_event(actor, "matched words of a spreadsheet", sheet_import)


def add_names(
    actor: Actor, choices: ColumnChoices, column: str, meanings: Mapping[str, str]
) -> dict[str, str]:
    """Add the names to the list that a curator chose to add, and return all by their own names."""
    target = choices.columns.get(column, LEVEL_TARGET)
    if target == LEVEL_TARGET or NEW not in meanings.values():
        return dict(meanings)
    listing = ListKind(target)
    known = map_names_to_terms(listing)
    new = {get_key(word): word[:LONGEST_NAME] for word, name in meanings.items() if name == NEW}
    for key, word in new.items():
        if key not in known:
            add_term(actor, listing, TermDetails(word))
    return {word: new[get_key(word)] if name == NEW else name for word, name in meanings.items()}
