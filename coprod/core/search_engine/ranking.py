"""Finding what matches words best: they are ranked and not all required; nothing is a command."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import tantivy
from tantivy import DocAddress, Index, Occur, Query, Searcher

from coprod.core.search_engine.lookups import (
    build_hit,
    find_stems,
    get_place,
    list_heaviest_stems,
    read_term_vector,
)
from coprod.core.search_engine.models import Hit, SearchRequest, SearchResults, SortOrder
from coprod.core.search_engine.parsing import ParsedRequest, parse_request
from coprod.core.search_engine.queries import (
    apply_filters,
    build_all_query,
    build_any_query,
    build_filters,
    build_term_query,
)

EXPANSION_DOCUMENTS = 10
EXPANSION_STEMS = 20
EXPANSION_STEMS_EACH = 30
EXPANSION_BOOST = 0.1
LEAST_SHARED_STEMS = 3
"""Words learnt from the best hits count little; ``docs/search.md`` has what was tried."""
SORT_FIELDS = {SortOrder.NEWEST: "day", SortOrder.USEFUL: "useful"}
"""The field by which hits are sorted, when not by how well they match."""


class ScoredDocument(NamedTuple):
    """A document that was found, and how well it fits."""

    score: float
    document: tantivy.Document


def search(index: Index, request: SearchRequest) -> SearchResults:
    """Return one page of what was asked for, the best first.

    When fewer than a page have the words, the page is filled with some that are like those.
    """
    searcher = index.searcher()
    parsed = parse_request(searcher, request)
    filters = build_filters(request)
    if parsed.is_empty or request.sort is not SortOrder.BEST:
        query = (
            build_all_query(filters) if parsed.is_empty else build_ranked_query(parsed, (), filters)
        )
        return find_sorted_page(searcher, query, parsed, request)
    return find_best_page(searcher, parsed, filters, request)


def find_sorted_page(
    searcher: Searcher, query: Query, parsed: ParsedRequest, request: SearchRequest
) -> SearchResults:
    """Return a page that is in the order of a number, the largest first."""
    order = SORT_FIELDS.get(request.sort, "day")
    answer: Any = searcher.search(query, request.most, offset=request.first, order_by_field=order)
    return build_results(
        searcher, parsed, [address for _number, address in answer.hits], answer.count
    )


def find_best_page(
    searcher: Searcher, parsed: ParsedRequest, filters: Sequence[Query], request: SearchRequest
) -> SearchResults:
    """Return a page in the order of how well each hit matches.

    The index is asked twice: for the best hits, to learn words from, and for the page, with these.
    """
    best = find_best_documents(
        searcher, build_ranked_query(parsed, (), filters), EXPANSION_DOCUMENTS
    )
    expansion = expand_query(searcher, parsed, best)
    query = build_ranked_query(parsed, expansion, filters)
    answer: Any = searcher.search(query, request.most, offset=request.first)
    results = build_results(
        searcher, parsed, [address for _score, address in answer.hits], answer.count
    )
    missing = request.most - answer.count
    if missing <= 0 or request.first or not parsed.is_any_word:
        return results
    similar = find_similar_hits(searcher, parsed, expansion, filters, missing)
    return replace(results, hits=(*results.hits, *similar))


def build_results(
    searcher: Searcher, parsed: ParsedRequest, addresses: Sequence[DocAddress], total: int
) -> SearchResults:
    hits = {get_place(address): build_hit(searcher.doc(address)) for address in addresses}
    stems_of = find_stems(searcher, hits, parsed.stems) if parsed.stems else {}
    return SearchResults(tuple(hits.values()), total, parsed.highlighted_stems, stems_of)


def find_similar_hits(
    searcher: Searcher,
    parsed: ParsedRequest,
    expansion: Sequence[Query],
    filters: Sequence[Query],
    most: int,
) -> list[Hit]:
    """Return what has none of the words, and enough of those that were learnt."""
    if not expansion:
        return []
    similar = apply_filters(
        build_any_query(expansion, min(LEAST_SHARED_STEMS, len(expansion))), filters
    )
    without = [(Occur.MustNot, query) for query in parsed.list_word_queries()]
    query = Query.boolean_query([(Occur.Must, similar), *without])
    return [
        replace(build_hit(document.document), is_similar=True)
        for document in find_best_documents(searcher, query, most)
    ]


def find_best_documents(searcher: Searcher, query: Query, most: int) -> list[ScoredDocument]:
    hits = searcher.search(query, most, count=False).hits
    return [ScoredDocument(score, searcher.doc(address)) for score, address in hits]


def build_ranked_query(
    parsed: ParsedRequest, expansion: Sequence[Query], filters: Sequence[Query]
) -> Query:
    """Return the query for what has enough of the words, and every phrase in quotes."""
    must = [(Occur.Must, each) for each in parsed.phrases]
    if parsed.word_stems:
        must.append((Occur.Must, parsed.build_enough_words_query()))
    may = [(Occur.Should, each) for each in (*parsed.boosts, *expansion)]
    return apply_filters(Query.boolean_query([*must, *may]), filters)


def expand_query(
    searcher: Searcher, parsed: ParsedRequest, best: Sequence[ScoredDocument]
) -> list[Query]:
    """Return the words that the best hits share and few others have, by their weight.

    So a question finds what tells of the same in other words. All of them together weigh in
    proportion to what was asked.
    """
    weights: dict[str, float] = {}
    total_score = sum(each.score for each in best) or 1.0
    for each in best:
        for stem, share in read_term_vector(each.document)[:EXPANSION_STEMS_EACH]:
            weights[stem] = weights.get(stem, 0.0) + share * each.score / total_score
    heaviest = list_heaviest_stems(searcher, weights, EXPANSION_STEMS)
    most = max((weight for _stem, weight in heaviest), default=1.0)
    unit = EXPANSION_BOOST * len(parsed.stems) / most
    return [
        Query.boost_query(build_term_query("text", stem), unit * weight)
        for stem, weight in heaviest
    ]
