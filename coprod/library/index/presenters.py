"""What was found besides entries, and which words of a search a thing has."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from coprod.core.search_engine.analysis import get_stop_stems, list_stems, normalize
from coprod.core.search_engine.models import Document, Hit, SearchResults
from coprod.core.values.phrases import Message
from coprod.library.index.enums import COLLECTION, DECISION, KIND_LABELS, RECORD
from coprod.library.index.queries import documents
from coprod.library.index.rules import Marker, Piece, moment

PUNCTUATION = "\"'“”‘’.,;:!?()[]"
ENTRY_ADDRESS = ("library.stories.activity", "slug")
ADDRESSES = {
    RECORD: ("learning.records.record", "lesson"),
    DECISION: ("decisions.records.decision", "decision"),
    COLLECTION: ("learning.collections.shelf", "shelf"),
}
"""The page of each kind, and what it calls the name in its address."""


def place_of(kind: str, name: str) -> tuple[str, dict[str, str]]:
    """Return the page of a thing, and the part of its address that names it."""
    page, called = ADDRESSES.get(kind, ENTRY_ADDRESS)
    return page, {called: name}


R = TypeVar("R", bound=Any)


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
    def label(self) -> Message:
        return KIND_LABELS[self.kind]

    @property
    def page(self) -> str:
        return ADDRESSES[self.kind][0]

    @property
    def address(self) -> dict[str, str]:
        return {ADDRESSES[self.kind][1]: self.name}


class Why:
    """Why things were found: some of their text with the words marked, and which words they have.

    ``words`` are what was typed; without any, nothing needs a reason.
    """

    def __init__(self, found: SearchResults, words: str) -> None:
        self.words = words
        self.has = found.stems_of
        self.typed = telling_words(words)
        self.marker = Marker(found.highlighted_stems)

    def told(self, row: R, hit: Hit, texts: Sequence[str]) -> R:
        """Return a row with its reason. What is only like the others has none of the words."""
        if not self.words or hit.is_similar:
            return row
        has, lacks = typed_words(self.typed, self.has.get(hit, frozenset()))
        return replace(row, snippet=best_snippet(self.marker, texts), has=has, lacks=lacks)


def things(asked: SearchResults, why: Why) -> dict[Hit, ThingRow]:
    """Return rows for what was found besides entries, as the database has it now.

    What is no longer public has no document, and so no row, whatever the index said.
    """
    found: dict[Hit, ThingRow] = {}
    for kind in ADDRESSES:
        of_kind = {hit.number: hit for hit in asked.hits if hit.kind == kind}
        for told in documents(kind, sorted(of_kind)) if of_kind else ():
            hit = of_kind[told.number]
            found[hit] = why.told(row(told, hit), hit, (told.summary, told.text))
    return found


def row(told: Document, hit: Hit) -> ThingRow:
    return ThingRow(
        kind=told.kind,
        title=told.title,
        name=told.name,
        summary=told.summary,
        at=moment(told.day),
        is_like=hit.is_similar,
    )


def best_snippet(marker: Marker, texts: Sequence[str]) -> tuple[Piece, ...]:
    """Return the part of the texts that has most of the words; the earlier text if several do."""
    parts = [marker.snippet(text) for text in texts]
    best = max(parts, key=lambda pieces: len({p.lower() for p, is_marked in pieces if is_marked}))
    return tuple(best)


def telling_words(words: str) -> dict[str, frozenset[str]]:
    """Return the words that were typed and say something, each with its stems."""
    typed = {word: frozenset(list_stems(word)) for word in normalize(words).split()}
    return {w.strip(PUNCTUATION): each for w, each in typed.items() if each - get_stop_stems()}


def typed_words(
    telling: Mapping[str, frozenset[str]], there: Set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of which all stems are there, and those that lack one."""
    return (
        tuple(word for word, each in telling.items() if each <= there),
        tuple(word for word, each in telling.items() if not each <= there),
    )
