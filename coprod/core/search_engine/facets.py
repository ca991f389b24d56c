"""Counting the values of facets among what was found, as the index has it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tantivy import Index, Query, Searcher

from coprod.core.search_engine.cache import IndexCache, get_or_compute
from coprod.core.search_engine.models import SearchRequest
from coprod.core.search_engine.parsing import ParsedRequest, parse_request
from coprod.core.search_engine.queries import apply_filters, build_all_query, build_filters
from coprod.core.search_engine.ranking import build_ranked_query

MOST_VALUES = 400
WHOLE_LIST = "counts of the whole list"
FacetCounts = Mapping[str, Mapping[str, int]]


def count_facets_once(
    index: Index, request: SearchRequest, facets: Sequence[str], cache: IndexCache
) -> FacetCounts:
    """Count, but on the pages of a whole list once for all: ``cache`` is of this index."""
    if not request.is_whole_list:
        return count_facets(index, request, facets)
    key = (WHOLE_LIST, request.scope, tuple(facets))
    return get_or_compute(cache, key, lambda: count_facets(index, request, facets))


def count_facets(
    index: Index, request: SearchRequest, facets: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Count the values of each facet among what the other facets leave."""
    searcher = index.searcher()
    parsed = parse_request(searcher, request)
    unfiltered = [facet for facet in facets if not request.chosen.get(facet)]
    counts = aggregate(searcher, parsed, build_filters(request), unfiltered)
    for facet in facets:
        if facet not in unfiltered:
            counts |= aggregate(
                searcher, parsed, build_filters(request, except_facet=facet), [facet]
            )
    return counts


def aggregate(
    searcher: Searcher, parsed: ParsedRequest, filters: list[Query], facets: Sequence[str]
) -> dict[str, dict[str, int]]:
    if not facets:
        return {}
    aggregations: dict[str, Any] = {
        facet: {"terms": {"field": f"facets.{facet}", "size": MOST_VALUES}} for facet in facets
    }
    answer = searcher.aggregate(build_counted_query(parsed, filters), aggregations)
    return {
        facet: {str(each["key"]): int(each["doc_count"]) for each in answer[facet]["buckets"]}
        for facet in facets
    }


def build_counted_query(parsed: ParsedRequest, filters: list[Query]) -> Query:
    if parsed.is_empty:
        return build_all_query(filters)
    if parsed.is_any_word:
        return apply_filters(parsed.build_any_word_query(), filters)
    return build_ranked_query(replace(parsed, boosts=()), [], filters)
