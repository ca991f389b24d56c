"""Writing documents into the index. One writer at a time: whoever calls sees to it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from operator import itemgetter

import tantivy
from tantivy import Index

from coprod.core.search_engine.analysis import (
    MAX_INDEXED_CHARS,
    append_joined_words,
    get_content_stem,
    list_joined_words,
    list_words,
    normalize,
)
from coprod.core.search_engine.models import Document
from coprod.core.search_engine.schema import STATE_KEY, get_schema

FILL_MEMORY = 50_000_000
UPDATE_MEMORY = 15_000_000

TERM_VECTOR_SIZE = 60
"""How many of its words stand for a document when others like it are looked for."""

MAX_DAY = 10**15
MAX_USEFUL = 9_000
"""No time is later than this, and nothing more useful: what an index field can hold."""


def update_index(
    index: Index, documents: Iterable[Document], removed_keys: Iterable[str], state: str
) -> None:
    """Put documents in, in place of older ones; take others out; note how far this brings us.

    All of it is seen at once, or none.
    """
    writer = index.writer(heap_size=UPDATE_MEMORY, num_threads=1)
    try:
        for key in removed_keys:
            writer.delete_documents_by_term("key", key)
        for document in documents:
            writer.delete_documents_by_term("key", document.key)
            writer.add_document(build_document(document))
        writer.delete_documents_by_term("key", STATE_KEY)
        writer.add_document(build_state_document(state))
        writer.commit()
        writer.wait_merging_threads()
    except BaseException:
        writer.rollback()
        raise
    index.reload()


def fill_index(index: Index, documents: Iterable[Document], state: str) -> None:
    """Fill an index that is empty: quicker than ``write``, for there is nothing to replace."""
    writer = index.writer(heap_size=FILL_MEMORY, num_threads=1)
    for document in documents:
        writer.add_document(build_document(document))
    writer.add_document(build_state_document(state))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def build_state_document(state: str) -> tantivy.Document:
    return tantivy.Document.from_dict({"key": STATE_KEY, "gist": state.encode()}, get_schema())


def build_document(document: Document) -> tantivy.Document:
    """Return what is kept of a document: its parts one by one, so that no phrase spans two."""
    parts = [document.title, document.summary, *document.labels, document.text]
    text = [append_joined_words(part) for part in parts if part]
    return tantivy.Document.from_dict(
        {
            "key": document.key,
            "title": normalize(document.title[:MAX_INDEXED_CHARS]),
            "text": text,
            "spelt": text,
            "facets": {**document.facets, "kind": [document.kind]},
            "gist": build_term_vector(
                " ".join(text), list_joined_words(normalize(" ".join(parts)))
            ),
            "day": max(-MAX_DAY, min(document.day, MAX_DAY)),
            "useful": build_usefulness_key(document.useful, document.day),
        },
        get_schema(),
    )


def build_term_vector(text: str, joined: set[str]) -> bytes:
    """Return of how many words a text is, and which it uses most, how often and how spelt.

    Words that we ``joined`` ourselves count, but are nobody's spelling.
    """
    ours = set(list_words(" ".join(joined)))
    counts: dict[str, int] = {}
    usual: dict[str, tuple[int, str]] = {}
    for word, number in Counter(list_words(text)).items():
        stem = get_content_stem(word)
        if stem:
            way = (number, "" if word in ours else word)
            if stem not in counts:
                counts[stem], usual[stem] = number, way
            else:
                counts[stem] += number
                usual[stem] = max(usual[stem], way)
    entries = [(stem, number, usual[stem][1]) for stem, number in list_most_used(counts)]
    return json.dumps([sum(counts.values()), entries]).encode()


def list_most_used(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return nlargest(TERM_VECTOR_SIZE, counts.items(), key=itemgetter(1))


def build_usefulness_key(useful: int, day: int) -> int:
    """Return the number to sort by: of two that are as useful, the newer comes first."""
    return min(useful, MAX_USEFUL) * MAX_DAY + max(0, min(day, MAX_DAY - 1))
