"""Counting the values of facets among what was found, as the index has it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tantivy import Index, Query, Searcher

from coprod.core.search_engine.cache import Known, once
from coprod.core.search_engine.models import Asked
from coprod.core.search_engine.parsing import Reading, reading
from coprod.core.search_engine.queries import everything, filters, narrow
from coprod.core.search_engine.ranking import ranked

MOST_VALUES = 400
WHOLE_LIST = "counts of the whole list"
Counts = Mapping[str, Mapping[str, int]]


def known_counts(index: Index, asked: Asked, facets: Sequence[str], known: Known) -> Counts:
    """Count, but on the pages of the whole list once for all: ``known`` is of this index."""
    if asked.text or asked.chosen:
        return counts(index, asked, facets)
    return once(known, WHOLE_LIST, lambda: counts(index, asked, facets))


def counts(index: Index, asked: Asked, facets: Sequence[str]) -> dict[str, dict[str, int]]:
    """Count the values of each facet among what the other facets leave."""
    searcher = index.searcher()
    read = reading(searcher, asked)
    free = [facet for facet in facets if not asked.chosen.get(facet)]
    told = counted(searcher, read, filters(asked), free)
    for facet in facets:
        if facet not in free:
            told |= counted(searcher, read, filters(asked, but=facet), [facet])
    return told


def counted(
    searcher: Searcher, read: Reading, narrowed: list[Query], facets: Sequence[str]
) -> dict[str, dict[str, int]]:
    if not facets:
        return {}
    wanted: dict[str, Any] = {
        facet: {"terms": {"field": f"facets.{facet}", "size": MOST_VALUES}} for facet in facets
    }
    told = searcher.aggregate(that_fits(read, narrowed), wanted)
    return {
        facet: {str(each["key"]): int(each["doc_count"]) for each in told[facet]["buckets"]}
        for facet in facets
    }


def that_fits(read: Reading, narrowed: list[Query]) -> Query:
    if read.is_empty:
        return everything(narrowed)
    if read.has_words_alone:
        return narrow(read.any_word(), narrowed)
    return ranked(replace(read, raises=()), [], narrowed)
