"""The queries that tantivy is given: terms, phrases and filters."""

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query

from coprod.core.search_engine.models import Asked
from coprod.core.search_engine.schema import STATE, schema


def term(field: str, text: str) -> Query:
    return Query.term_query(schema(), field, text)


def phrase(words: Sequence[str], slop: int = 0) -> Query:
    if len(words) == 1:
        return term("text", words[0])
    return Query.phrase_query(schema(), "text", list(words), slop)


def any_of(queries: Iterable[Query], least: int = 1) -> Query:
    """Return the query for what fits one of these, or more of them. The more fit, the better."""
    may = [(Occur.Should, each) for each in queries]
    return Query.boolean_query(may, least) if least > 1 else Query.boolean_query(may)


def filters(asked: Asked, but: str = "") -> list[Query]:
    """Return a condition for each facet: one of the values that were chosen in it."""
    chosen = [
        any_of(term(f"facets.{facet}", value) for value in values)
        for facet, values in asked.chosen.items()
        if values and facet != but
    ]
    return [*chosen, *([between(asked)] if asked.until else [])]


def between(asked: Asked) -> Query:
    days = (asked.since, asked.until)
    return Query.range_query(schema(), "day", FieldType.Integer, *days, include_lower=False)


def narrow(query: Query, narrowed: Sequence[Query]) -> Query:
    """Return the query with conditions that do not change the order."""
    quiet = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in narrowed]
    return Query.boolean_query([(Occur.Must, query), *quiet]) if quiet else query


def everything(narrowed: Sequence[Query]) -> Query:
    """Return the query for all documents. What the last writer noted is none: it has no words."""
    all_but = [(Occur.Must, Query.all_query()), (Occur.MustNot, term("key", STATE))]
    return narrow(Query.boolean_query(all_but), narrowed)
