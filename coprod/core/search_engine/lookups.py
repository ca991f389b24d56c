"""What the index knows: how far it is, which words are in a document, and in how many."""

import json
import math
from collections.abc import Iterable, Mapping

from tantivy import DocAddress, Index, Occur, Query, Searcher
from tantivy import Document as Kept

from coprod.core.search_engine.models import Hit, key_of
from coprod.core.search_engine.queries import any_of, term
from coprod.core.search_engine.schema import STATE

TOO_COMMON = 0.25
COUNTED_ONE_BY_ONE = 2_000

Place = tuple[int, int]
"""Where a document lies in an index that is as it is: the part, and the number in it."""


def state(index: Index) -> str:
    """Return what the last writer noted, or nothing for an index that was never filled."""
    searcher = index.searcher()
    hits = searcher.search(term("key", STATE), 1, count=False).hits
    return noted(searcher.doc(hits[0][1])).decode() if hits else ""


def noted(kept: Kept) -> bytes:
    """Return what ``indexing`` wrote beside the fields that are looked in."""
    return bytes(kept.get_first("gist") or b"")


def place(address: DocAddress) -> Place:
    return address.segment_ord, address.doc


def hit(kept: Kept) -> Hit:
    kind, _, number = str(kept.get_first("key")).partition(":")
    return Hit(kind, int(number))


def find_stems(
    searcher: Searcher, places: Mapping[Place, Hit], stems: Iterable[str]
) -> dict[Hit, frozenset[str]]:
    """Return which stems are in each of a few documents, with one question for each stem.

    A single term is looked up in these documents alone: for several in one query, the index would
    read all that have any of them.
    """
    if not places:
        return {}
    keys = any_of([term("key", key_of(e.kind, e.number)) for e in places.values()])
    these = (Occur.Must, Query.const_score_query(keys, 0.0))
    found: dict[Hit, set[str]] = {hit: set() for hit in places.values()}
    for stem in stems:
        query = Query.boolean_query([these, (Occur.Must, term("text", stem))])
        for _score, address in searcher.search(query, len(places), count=False).hits:
            found[places[place(address)]].add(stem)
    return {hit: frozenset(stems) for hit, stems in found.items()}


def is_there(searcher: Searcher, field: str, text: str) -> bool:
    """Tell whether a document that is still in the index has this word."""
    if not searcher.doc_freq(field, text):
        return False
    return bool(searcher.search(term(field, text), 1, count=False).hits)


def gist(kept: Kept) -> list[tuple[str, float]]:
    """Return the words that a document uses most, the most used first, and its share of each."""
    size, counts = json.loads(noted(kept))
    return [(stem, number / size) for stem, number, _word in counts]


def heaviest(
    searcher: Searcher, weights: Mapping[str, float], most: int
) -> list[tuple[str, float]]:
    """Return the words that tell most: used often here, and in few documents in all."""
    everyone = searcher.num_docs
    told: dict[str, float] = {}
    for stem, weight in weights.items():
        number = documents_with(searcher, stem)
        if 2 <= number <= max(everyone * TOO_COMMON, 2):
            told[stem] = weight * math.log(1 + (everyone - number + 0.5) / (number + 0.5))
    return sorted(told.items(), key=lambda each: (-each[1], each[0]))[:most]


def documents_with(searcher: Searcher, stem: str) -> int:
    """Return in how many documents a word is; in a large index, about how many.

    The index’s own figure counts what was taken out too, until its parts are put together anew. A
    few changes to one of a dozen documents would make each of its words look common.
    """
    if searcher.num_docs > COUNTED_ONE_BY_ONE:
        return searcher.doc_freq("text", stem)
    return int(searcher.search(term("text", stem), 1).count)  # type: ignore[attr-defined]  # it has one, its types do not
