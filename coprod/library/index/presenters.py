"""What was found besides entries, and which words of a search a thing has."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from coprod.core.search_engine.analysis import get_stop_stems, list_stems, normalize
from coprod.core.search_engine.models import Document, Hit, SearchResults
from coprod.core.values.phrases import Message
from coprod.library.index.enums import CAMPAIGN, COLLECTION, DECISION, KIND_LABELS, RECORD, REPORT
from coprod.library.index.queries import build_documents
from coprod.library.index.rules import Marker, Piece, from_milliseconds
from coprod.register.covers.queries import Cover, build_drawn_cover

PUNCTUATION = "\"'“”‘’.,;:!?()[]"
ACTIVITY_PAGE = ("library.stories.activity", "slug")
PAGES = {
    RECORD: ("learning.records.record", "record_slug"),
    DECISION: ("decisions.records.decision", "decision"),
    COLLECTION: ("learning.collections.collection_page", "collection_slug"),
    REPORT: ("intelligence.reports.report", "report"),
    CAMPAIGN: ("intelligence.campaigns.campaign", "campaign"),
}
"""The page of each kind, and what it calls the name in its address."""


def get_page_address(kind: str, name: str) -> tuple[str, dict[str, str]]:
    """Return the page of a thing, and the part of its address that names it."""
    page, parameter = PAGES.get(kind, ACTIVITY_PAGE)
    return page, {parameter: name}


R = TypeVar("R", bound=Any)


@dataclass(frozen=True)
class DocumentRow:
    """Something in a list that is no activity, as ``stories.presenters.ActivityListRow`` is one."""

    kind: str
    number: int
    title: str
    name: str
    summary: str
    at: datetime
    snippet: tuple[Piece, ...] = ()
    marked_title: tuple[Piece, ...] = ()
    matched_words: tuple[str, ...] = ()
    missing_words: tuple[str, ...] = ()
    is_similar: bool = False

    @property
    def label(self) -> Message:
        return KIND_LABELS[self.kind]

    @property
    def cover(self) -> Cover:
        return build_drawn_cover(self.kind, self.number)

    @property
    def page(self) -> str:
        return PAGES[self.kind][0]

    @property
    def address(self) -> dict[str, str]:
        return {PAGES[self.kind][1]: self.name}


class MatchReasons:
    """Why things were found: some of their text with the words marked, and which words they have.

    ``words`` are what was typed; without any, nothing needs a reason.
    """

    def __init__(self, found: SearchResults, words: str) -> None:
        self.words = words
        self.stems_by_hit = found.stems_of
        self.stems_by_word = list_significant_words(words)
        self.marker = Marker(found.highlighted_stems)

    def explain(self, row: R, hit: Hit, texts: Sequence[str], title: str) -> R:
        """Return a row with its reason. What is only like the others has none of the words."""
        if not self.words or hit.is_similar:
            return row
        matched, missing = split_by_presence(
            self.stems_by_word, self.stems_by_hit.get(hit, frozenset())
        )
        return replace(
            row,
            snippet=choose_snippet(self.marker, texts),
            marked_title=tuple(self.marker.mark(title)),
            matched_words=matched,
            missing_words=missing,
        )


def build_document_rows(result: SearchResults, reasons: MatchReasons) -> dict[Hit, DocumentRow]:
    """Return rows for what was found besides entries, as the database has it now.

    What is no longer public has no document, and so no row, whatever the index said.
    """
    rows: dict[Hit, DocumentRow] = {}
    for kind in PAGES:
        hits = {hit.number: hit for hit in result.hits if hit.kind == kind}
        for document in build_documents(kind, sorted(hits)) if hits else ():
            hit = hits[document.number]
            rows[hit] = reasons.explain(
                build_document_row(document, hit),
                hit,
                (document.summary, document.text),
                document.title,
            )
    return rows


def build_document_row(document: Document, hit: Hit) -> DocumentRow:
    return DocumentRow(
        kind=document.kind,
        number=document.number,
        title=document.title,
        name=document.name,
        summary=document.summary,
        at=from_milliseconds(document.day),
        is_similar=hit.is_similar,
    )


def choose_snippet(marker: Marker, texts: Sequence[str]) -> tuple[Piece, ...]:
    """Return the part of the texts that has most of the words; the earlier text if several do."""
    parts = [marker.cut_snippet(text) for text in texts]
    best = max(parts, key=lambda pieces: len({p.lower() for p, is_marked in pieces if is_marked}))
    return tuple(best)


def list_significant_words(words: str) -> dict[str, frozenset[str]]:
    """Return the words that were typed and say something, each with its stems."""
    typed = {word: frozenset(list_stems(word)) for word in normalize(words).split()}
    return {w.strip(PUNCTUATION): each for w, each in typed.items() if each - get_stop_stems()}


def split_by_presence(
    stems_by_word: Mapping[str, frozenset[str]], present_stems: Set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of which all stems are there, and those that lack one."""
    return (
        tuple(word for word, each in stems_by_word.items() if each <= present_stems),
        tuple(word for word, each in stems_by_word.items() if not each <= present_stems),
    )
