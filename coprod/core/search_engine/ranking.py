"""Finding what matches words best: they are ranked and not all required; nothing is a command."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tantivy import DocAddress, Index, Occur, Query, Searcher
from tantivy import Document as Kept

from coprod.core.search_engine.lookups import find_stems, gist, heaviest, hit, place
from coprod.core.search_engine.models import Asked, Found, Hit, Sort
from coprod.core.search_engine.parsing import Reading, reading
from coprod.core.search_engine.queries import any_of, everything, filters, narrow, term

LEARN_FROM = 10
LEARN_WORDS = 20
LEARN_FROM_EACH = 30
LEARNT = 0.1
ALIKE = 3
"""Words learnt from the best hits count little; ``docs/search.md`` has what was tried."""
ORDERS = {Sort.NEWEST: "day", Sort.USEFUL: "useful"}
"""The field by which hits are sorted, when not by how well they match."""


class Scored(NamedTuple):
    """A document that was found, and how well it fits."""

    score: float
    kept: Kept


def find(index: Index, asked: Asked) -> Found:
    """Return one page of what was asked for, the best first.

    When fewer than a page have the words, the page is filled with some that are like those.
    """
    searcher = index.searcher()
    read = reading(searcher, asked)
    narrowed = filters(asked)
    if read.is_empty or asked.sort is not Sort.BEST:
        query = everything(narrowed) if read.is_empty else ranked(read, (), narrowed)
        return sorted_page(searcher, query, read, asked)
    return best_page(searcher, read, narrowed, asked)


def sorted_page(searcher: Searcher, query: Query, read: Reading, asked: Asked) -> Found:
    """Return a page that is in the order of a number, the largest first."""
    order = ORDERS.get(asked.sort, "day")
    found: Any = searcher.search(query, asked.most, offset=asked.first, order_by_field=order)
    return page(searcher, read, [address for _number, address in found.hits], found.count)


def best_page(searcher: Searcher, read: Reading, narrowed: Sequence[Query], asked: Asked) -> Found:
    """Return a page in the order of how well each hit matches.

    The index is asked twice: for the best hits, to learn words from, and for the page, with these.
    """
    best = best_documents(searcher, ranked(read, (), narrowed), LEARN_FROM)
    learnt = learnt_from(searcher, read, best)
    query = ranked(read, learnt, narrowed)
    found: Any = searcher.search(query, asked.most, offset=asked.first)
    hits = page(searcher, read, [address for _score, address in found.hits], found.count)
    missing = asked.most - found.count
    if missing <= 0 or asked.first or not read.has_words_alone:
        return hits
    similar = similar_hits(searcher, read, learnt, narrowed, missing)
    return replace(hits, hits=(*hits.hits, *similar))


def page(searcher: Searcher, read: Reading, found: Sequence[DocAddress], total: int) -> Found:
    hits = {place(address): hit(searcher.doc(address)) for address in found}
    has = find_stems(searcher, hits, read.stems) if read.stems else {}
    return Found(tuple(hits.values()), total, read.marks, has)


def similar_hits(
    searcher: Searcher,
    read: Reading,
    learnt: Sequence[Query],
    narrowed: Sequence[Query],
    most: int,
) -> list[Hit]:
    """Return what has none of the words, and enough of those that were learnt."""
    if not learnt:
        return []
    like = narrow(any_of(learnt, min(ALIKE, len(learnt))), narrowed)
    without = [(Occur.MustNot, query) for query in read.words()]
    query = Query.boolean_query([(Occur.Must, like), *without])
    return [
        replace(hit(document.kept), is_like=True)
        for document in best_documents(searcher, query, most)
    ]


def best_documents(searcher: Searcher, query: Query, most: int) -> list[Scored]:
    found = searcher.search(query, most, count=False).hits
    return [Scored(score, searcher.doc(address)) for score, address in found]


def ranked(read: Reading, learnt: Sequence[Query], narrowed: Sequence[Query]) -> Query:
    """Return the query for what has enough of the words, and every phrase in quotes."""
    must = [(Occur.Must, each) for each in read.phrases]
    if read.own:
        must.append((Occur.Must, read.enough_words()))
    may = [(Occur.Should, each) for each in (*read.raises, *learnt)]
    return narrow(Query.boolean_query([*must, *may]), narrowed)


def learnt_from(searcher: Searcher, read: Reading, best: Sequence[Scored]) -> list[Query]:
    """Return the words that the best hits share and few others have, by their weight.

    So a question finds what tells of the same in other words. All of them together weigh in
    proportion to what was asked.
    """
    weights: dict[str, float] = {}
    whole = sum(each.score for each in best) or 1.0
    for each in best:
        for stem, share in gist(each.kept)[:LEARN_FROM_EACH]:
            weights[stem] = weights.get(stem, 0.0) + share * each.score / whole
    told = heaviest(searcher, weights, LEARN_WORDS)
    most = max((weight for _stem, weight in told), default=1.0)
    unit = LEARNT * len(read.stems) / most
    return [Query.boost_query(term("text", stem), unit * weight) for stem, weight in told]
