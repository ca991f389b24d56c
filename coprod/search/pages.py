"""What was found besides entries, and which words of a search a thing has."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from coprod.catalogue.rules import moment
from coprod.catalogue.words import COLLECTION, DECISION, KIND_LABELS, RECORD
from coprod.kit.phrases import Phrase
from coprod.search.queries import documents
from coprod.search.rules import Marker, Piece
from coprod.text_index.models import stems, stop_stems
from coprod.text_index.rules import Document, Hit, even

PUNCTUATION = "\"'“”‘’.,;:!?()[]"
ENTRY_ADDRESS = ("library.activity", "slug")
ADDRESSES = {
    RECORD: ("learning.record", "lesson"),
    DECISION: ("decisions.decision", "decision"),
    COLLECTION: ("shelves.shelf", "shelf"),
}
"""The page of each kind, and what it calls the name in its address."""


def place_of(kind: str, name: str) -> tuple[str, dict[str, str]]:
    """Return the page of a thing, and the part of its address that names it."""
    page, called = ADDRESSES.get(kind, ENTRY_ADDRESS)
    return page, {called: name}


@dataclass(frozen=True)
class ThingRow:
    """Something in a list that is no entry, as ``library.pages.Row`` is one that is."""

    kind: str
    title: str
    name: str
    summary: str
    at: datetime
    snippet: tuple[Piece, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    is_like: bool = False

    @property
    def label(self) -> Phrase:
        return KIND_LABELS[self.kind]

    @property
    def page(self) -> str:
        return ADDRESSES[self.kind][0]

    @property
    def address(self) -> dict[str, str]:
        return {ADDRESSES[self.kind][1]: self.name}


def things(hits: Sequence[Hit], words: str, marker: Marker) -> dict[Hit, ThingRow]:
    """Return rows for what was found besides entries, as the database has it now.

    What is no longer public has no document, and so no row, whatever the index said.
    """
    found: dict[Hit, ThingRow] = {}
    for kind in ADDRESSES:
        of_kind = {hit.number: hit for hit in hits if hit.kind == kind}
        for told in documents(kind, sorted(of_kind)) if of_kind else ():
            hit = of_kind[told.number]
            found[hit] = row(told, words if not hit.is_like else "", marker, hit)
    return found


def row(told: Document, words: str, marker: Marker, hit: Hit) -> ThingRow:
    there = marker.found_in(told.title, told.summary, told.text, *told.labels) if words else set()
    has, lacks = typed_words(telling_words(words), there)
    return ThingRow(
        kind=told.kind,
        title=told.title,
        name=told.name,
        summary=told.summary,
        at=moment(told.day),
        snippet=best_snippet(marker, (told.summary, told.text)) if words else (),
        has=has,
        lacks=lacks,
        is_like=hit.is_like,
    )


def best_snippet(marker: Marker, texts: Sequence[str]) -> tuple[Piece, ...]:
    """Return the part of the texts that has most of the words; the earlier text if several do."""
    parts = [marker.snippet(text) for text in texts]
    best = max(parts, key=lambda pieces: len({p.lower() for p, is_marked in pieces if is_marked}))
    return tuple(best)


def telling_words(words: str) -> dict[str, frozenset[str]]:
    """Return the words that were typed and say something, each with its stems."""
    typed = {word: frozenset(stems(word)) for word in even(words).split()}
    return {w.strip(PUNCTUATION): each for w, each in typed.items() if each - stop_stems()}


def typed_words(
    telling: Mapping[str, frozenset[str]], there: Set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of which all stems are there, and those that lack one."""
    return (
        tuple(word for word, each in telling.items() if each <= there),
        tuple(word for word, each in telling.items() if not each <= there),
    )
