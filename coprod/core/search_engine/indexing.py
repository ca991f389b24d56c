"""Writing documents into the index. One writer at a time: whoever calls sees to it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from operator import itemgetter

from tantivy import Document as Kept
from tantivy import Index

from coprod.core.search_engine.analysis import (
    LONGEST_INDEXED,
    even,
    joined_words,
    spelt,
    telling_stem,
    with_joined,
)
from coprod.core.search_engine.models import Document
from coprod.core.search_engine.schema import STATE, schema

MEMORY = 50_000_000
LESS_MEMORY = 15_000_000

GIST = 60
"""How many of its words stand for a document when others like it are looked for."""

SHARPEST = 10**15
MOST_USEFUL = 9_000
"""No time is later than this, and nothing more useful: what an index field can hold."""


def write(index: Index, documents: Iterable[Document], gone: Iterable[str], state: str) -> None:
    """Put documents in, in place of older ones; take others out; note how far this brings us.

    All of it is seen at once, or none.
    """
    writer = index.writer(heap_size=LESS_MEMORY, num_threads=1)
    try:
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for document in documents:
            writer.delete_documents_by_term("key", document.key)
            writer.add_document(kept(document))
        writer.delete_documents_by_term("key", STATE)
        writer.add_document(state_kept(state))
        writer.commit()
        writer.wait_merging_threads()
    except BaseException:
        writer.rollback()
        raise
    index.reload()


def fill(index: Index, documents: Iterable[Document], state: str) -> None:
    """Fill an index that is empty: quicker than ``write``, for there is nothing to replace."""
    writer = index.writer(heap_size=MEMORY, num_threads=1)
    for document in documents:
        writer.add_document(kept(document))
    writer.add_document(state_kept(state))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def state_kept(state: str) -> Kept:
    return Kept.from_dict({"key": STATE, "gist": state.encode()}, schema())


def kept(document: Document) -> Kept:
    """Return what is kept of a document: its parts one by one, so that no phrase spans two."""
    parts = [document.title, document.summary, *document.labels, document.text]
    text = [with_joined(part) for part in parts if part]
    return Kept.from_dict(
        {
            "key": document.key,
            "title": even(document.title[:LONGEST_INDEXED]),
            "text": text,
            "spelt": text,
            "facets": {**document.facets, "kind": [document.kind]},
            "gist": gist(" ".join(text), joined_words(even(" ".join(parts)))),
            "day": max(-SHARPEST, min(document.day, SHARPEST)),
            "useful": by_use(document.useful, document.day),
        },
        schema(),
    )


def gist(text: str, joined: set[str]) -> bytes:
    """Return of how many words a text is, and which it uses most, how often and how spelt.

    Words that we ``joined`` ourselves count, but are nobody's spelling.
    """
    ours = set(spelt(" ".join(joined)))
    counts: dict[str, int] = {}
    usual: dict[str, tuple[int, str]] = {}
    for word, number in Counter(spelt(text)).items():
        stem = telling_stem(word)
        if stem:
            way = (number, "" if word in ours else word)
            if stem not in counts:
                counts[stem], usual[stem] = number, way
            else:
                counts[stem] += number
                usual[stem] = max(usual[stem], way)
    told = [(stem, number, usual[stem][1]) for stem, number in most_used(counts)]
    return json.dumps([sum(counts.values()), told]).encode()


def most_used(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return nlargest(GIST, counts.items(), key=itemgetter(1))


def by_use(useful: int, day: int) -> int:
    """Return the number to sort by: of two that are as useful, the newer comes first."""
    return min(useful, MOST_USEFUL) * SHARPEST + max(0, min(day, SHARPEST - 1))
