"""What the index knows: how far it is, which words are in a document, and in how many."""

import json
import math
from collections.abc import Iterable, Mapping

import tantivy
from tantivy import DocAddress, Index, Occur, Query, Searcher

from coprod.core.search_engine.models import Hit, build_key
from coprod.core.search_engine.queries import build_any_query, build_term_query
from coprod.core.search_engine.schema import STATE_KEY

TOO_COMMON = 0.25
EXACT_COUNT_LIMIT = 2_000

DocumentPlace = tuple[int, int]
"""Where a document lies in an index that is as it is: the part, and the number in it."""


def read_state(index: Index) -> str:
    """Return what the last writer noted, or nothing for an index that was never filled."""
    searcher = index.searcher()
    hits = searcher.search(build_term_query("key", STATE_KEY), 1, count=False).hits
    return read_stored_bytes(searcher.doc(hits[0][1])).decode() if hits else ""


def read_stored_bytes(document: tantivy.Document) -> bytes:
    """Return what ``indexing`` wrote beside the fields that are looked in."""
    return bytes(document.get_first("gist") or b"")


def get_place(address: DocAddress) -> DocumentPlace:
    return address.segment_ord, address.doc


def build_hit(document: tantivy.Document) -> Hit:
    kind, _, number = str(document.get_first("key")).partition(":")
    return Hit(kind, int(number))


def find_stems(
    searcher: Searcher, places: Mapping[DocumentPlace, Hit], stems: Iterable[str]
) -> dict[Hit, frozenset[str]]:
    """Return which stems are in each of a few documents, with one question for each stem.

    A single term is looked up in these documents alone: for several in one query, the index would
    read all that have any of them.
    """
    if not places:
        return {}
    keys = build_any_query(
        [build_term_query("key", build_key(e.kind, e.number)) for e in places.values()]
    )
    is_one_of_them = (Occur.Must, Query.const_score_query(keys, 0.0))
    stems_of: dict[Hit, set[str]] = {hit: set() for hit in places.values()}
    for stem in stems:
        query = Query.boolean_query([is_one_of_them, (Occur.Must, build_term_query("text", stem))])
        for _score, address in searcher.search(query, len(places), count=False).hits:
            stems_of[places[get_place(address)]].add(stem)
    return {hit: frozenset(stems) for hit, stems in stems_of.items()}


def has_word(searcher: Searcher, field: str, text: str) -> bool:
    """Tell whether a document that is still in the index has this word."""
    if not searcher.doc_freq(field, text):
        return False
    return bool(searcher.search(build_term_query(field, text), 1, count=False).hits)


def read_term_vector(document: tantivy.Document) -> list[tuple[str, float]]:
    """Return the words that a document uses most, the most used first, and its share of each."""
    size, counts = json.loads(read_stored_bytes(document))
    return [(stem, number / size) for stem, number, _word in counts]


def list_heaviest_stems(
    searcher: Searcher, weights: Mapping[str, float], most: int
) -> list[tuple[str, float]]:
    """Return the words that tell most: used often here, and in few documents in all."""
    total = searcher.num_docs
    heavy: dict[str, float] = {}
    for stem, weight in weights.items():
        number = count_documents_with(searcher, stem)
        if 2 <= number <= max(total * TOO_COMMON, 2):
            heavy[stem] = weight * math.log(1 + (total - number + 0.5) / (number + 0.5))
    return sorted(heavy.items(), key=lambda each: (-each[1], each[0]))[:most]


def count_documents_with(searcher: Searcher, stem: str) -> int:
    """Return in how many documents a word is; in a large index, about how many.

    The index’s own figure counts what was taken out too, until its parts are put together anew. A
    few changes to one of a dozen documents would make each of its words look common.
    """
    if searcher.num_docs > EXACT_COUNT_LIMIT:
        return searcher.doc_freq("text", stem)
    return int(searcher.search(build_term_query("text", stem), 1).count)  # type: ignore[attr-defined]  # it has one, its types do not
