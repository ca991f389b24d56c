"""The queries that tantivy is given: terms, phrases and filters."""

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query

from coprod.core.search_engine.models import SearchRequest
from coprod.core.search_engine.schema import STATE_KEY, get_schema


def build_term_query(field: str, text: str) -> Query:
    return Query.term_query(get_schema(), field, text)


def build_phrase_query(words: Sequence[str], slop: int = 0) -> Query:
    if len(words) == 1:
        return build_term_query("text", words[0])
    return Query.phrase_query(get_schema(), "text", list(words), slop)


def build_any_query(queries: Iterable[Query], least: int = 1) -> Query:
    """Return the query for what fits one of these, or more of them. The more fit, the better."""
    alternatives = [(Occur.Should, each) for each in queries]
    return (
        Query.boolean_query(alternatives, least) if least > 1 else Query.boolean_query(alternatives)
    )


def build_filters(request: SearchRequest, except_facet: str = "") -> list[Query]:
    """Return a condition for each facet: one of the values that were chosen in it."""
    chosen = [
        build_any_query(build_term_query(f"facets.{facet}", value) for value in values)
        for facet, values in request.chosen.items()
        if values and facet != except_facet
    ]
    days = [build_day_filter(request)] if request.until else []
    return [*chosen, *days, *build_key_filter(request)]


def build_key_filter(request: SearchRequest) -> list[Query]:
    if request.keys is None:
        return []
    queries = [build_term_query("key", key) for key in sorted(request.keys)]
    return [build_any_query(queries) if queries else Query.empty_query()]


def build_day_filter(request: SearchRequest) -> Query:
    days = (request.since, request.until)
    return Query.range_query(get_schema(), "day", FieldType.Integer, *days, include_lower=False)


def apply_filters(query: Query, filters: Sequence[Query]) -> Query:
    """Return the query with conditions that do not change the order."""
    unscored = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
    return Query.boolean_query([(Occur.Must, query), *unscored]) if unscored else query


def build_all_query(filters: Sequence[Query]) -> Query:
    """Return the query for all documents. What the last writer noted is none: it has no words."""
    all_but = [(Occur.Must, Query.all_query()), (Occur.MustNot, build_term_query("key", STATE_KEY))]
    return apply_filters(Query.boolean_query(all_but), filters)
