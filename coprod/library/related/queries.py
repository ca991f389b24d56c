"""Finding what is like something public: asked of the index, and looked up in the database once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute
from tantivy import Document, Index, Occur, Query, Searcher

from coprod.core.database import session
from coprod.core.search_engine.lookups import (
    TOO_COMMON,
    build_hit,
    list_heaviest_stems,
    read_stored_bytes,
    read_term_vector,
)
from coprod.core.search_engine.models import build_key
from coprod.core.search_engine.queries import build_term_query
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import is_current
from coprod.intelligence.campaigns.models import Campaign
from coprod.intelligence.reports.models import Report
from coprod.learning.adoption.models import Adoption
from coprod.learning.collections.models import Collection
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.library.index.enums import ACTIVITY, CAMPAIGN, COLLECTION, DECISION, RECORD, REPORT
from coprod.library.index.tasks import Callback, search_index
from coprod.library.related.enums import (
    COPY,
    HOLDS,
    INSIGNIFICANT_WORDS,
    SOURCE,
    STATEMENT,
    WEIGHTS,
)
from coprod.library.related.rules import (
    ALLOWED_WITH_UNNAMED,
    IndexedThing,
    Overlap,
    find_overlap,
    may_be_related,
)
from coprod.outcomes.i_statements.models import Statement
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity

MOST_CANDIDATES = 20
MOST_FOUND = 8
"""A few more than are shown, for some may not be public any more."""
SHORTEST = 4
FEWEST_COMMON = 5
MOST_WORDS = 20
LABEL_KEYS = "keys"
BORROWER = "borrower"
WORDS_WEIGHT = 6.0
COLLECTION_WEIGHT = 10.0


@dataclass(frozen=True)
class PublicThing:
    """A public thing as the database has it now: what it is called, and its name in addresses.

    ``is_unnamed`` for a learning record whose team chose not to be known.
    """

    title: str
    name: str
    is_unnamed: bool = False


@dataclass(frozen=True)
class BorrowedThing:
    """A public activity that this one was made from, or that was made from it."""

    number: int
    title: str
    name: str
    is_source: bool


@dataclass(frozen=True)
class Names:
    """What the database says: public things by kind and number, and what keys are called."""

    things: "PublicThings"
    labels: Mapping[tuple[str, str], str]
    borrowed: Sequence[BorrowedThing] = ()


PublicThings = Mapping[tuple[str, int], PublicThing]


def find_related(kind: str, number: int, when_behind: Callback) -> list[Overlap] | None:
    """Return what is most like a public thing, the most alike first; None while nobody can tell.

    Who can see what the index finds is asked of the database, so that a withdrawal which it has not
    heard of leads to nothing. If it does not know the thing itself, it looks for news again.
    """
    replica = search_index()
    cache_key = ("alike", kind, number)
    overlaps = replica.ask_cached(
        cache_key, lambda index: search_related(index, kind, number), when_behind
    )
    return (
        replica.ask(lambda index: search_related(index, kind, number))
        if overlaps is None
        else overlaps
    )


def search_related(index: Index, kind: str, number: int) -> list[Overlap] | None:
    searcher = index.searcher()
    hits = searcher.search(build_term_query("key", build_key(kind, number)), 1, count=False).hits
    if not hits:
        return None
    document = searcher.doc(hits[0][1])
    own = read_document(document)
    counts = {stem: n for stem, n in read_term_vector(document) if is_significant(own, stem)}
    weighted_stems = list_heaviest_stems(searcher, counts, MOST_WORDS)
    own = replace(
        own,
        facets={facet: list_distinctive_keys(searcher, facet, own) for facet in (*WEIGHTS, HOLDS)},
    )
    result = searcher.search(build_query(own, weighted_stems), MOST_CANDIDATES, count=False)
    others = (read_document(searcher.doc(address)) for _score, address in result.hits)
    overlaps = (find_overlap(own, other, tuple(WEIGHTS)) for other in others)
    return [each for each in overlaps if each][:MOST_FOUND]


def is_significant(own: IndexedThing, stem: str) -> bool:
    word = own.words.get(stem, "")
    return len(word) >= SHORTEST and word not in INSIGNIFICANT_WORDS


def list_distinctive_keys(searcher: Searcher, facet: str, own: IndexedThing) -> list[str]:
    """Return what it is about, but for what nearly everything is about."""
    keys = own.facets.get(facet, ())
    most = max(searcher.num_docs * TOO_COMMON, FEWEST_COMMON)
    return [
        key
        for key in keys
        if facet == HOLDS
        or searcher.search(build_term_query(f"facets.{facet}", key), 1).count <= most  # type: ignore[attr-defined]  # it has one, its types do not
    ]


def read_document(document: Document) -> IndexedThing:
    itself = build_hit(document)
    facets: Any = document.get_first("facets")
    spelt = {stem: word for stem, _n, word in json.loads(read_stored_bytes(document))[1]}
    return IndexedThing(itself.kind, itself.number, facets, spelt)


def build_query(own: IndexedThing, weighted_stems: Sequence[tuple[str, float]]) -> Query:
    """Return the query for what shares a facet with something, and may be beside it.

    Of what shares as much, that comes first which shares telling words too.
    """
    alternatives = [*build_facet_queries(own), *build_collection_queries(own)]
    ranking = [(Occur.Should, each) for each in build_word_queries(weighted_stems)]
    must_not = [(Occur.MustNot, build_term_query("key", own.key))]
    if own.kind not in ALLOWED_WITH_UNNAMED:
        must_not.append((Occur.MustNot, build_term_query("facets.unnamed", "yes")))
    any_of = Query.boolean_query([(Occur.Should, each) for each in alternatives])
    of_kinds = restrict_to_kinds(ALLOWED_WITH_UNNAMED) if own.is_unnamed else []
    return Query.boolean_query([(Occur.Must, any_of), *ranking, *must_not, *of_kinds])


def restrict_to_kinds(kinds: Sequence[str]) -> list[tuple[Occur, Query]]:
    any_of = Query.boolean_query(
        [(Occur.Should, build_term_query("facets.kind", kind)) for kind in kinds]
    )
    return [(Occur.Must, Query.const_score_query(any_of, 0.0))]


def build_word_queries(weighted_stems: Sequence[tuple[str, float]]) -> list[Query]:
    """Return queries for telling words, which weigh together as much however many they are."""
    total = sum(weight for _stem, weight in weighted_stems) or 1.0
    return [
        Query.boost_query(build_term_query("text", s), WORDS_WEIGHT * w / total)
        for s, w in weighted_stems
    ]


def build_facet_queries(own: IndexedThing) -> list[Query]:
    """Return what it is about; what few others are about weighs more."""
    return [
        Query.boost_query(build_term_query(f"facets.{facet}", key), weight)
        for facet, weight in WEIGHTS.items()
        for key in own.facets.get(facet, ())
    ]


def build_collection_queries(own: IndexedThing) -> list[Query]:
    contents = [build_term_query("key", key) for key in own.facets.get(HOLDS, ())]
    terms = [build_term_query(f"facets.{HOLDS}", own.key), *contents]
    return [Query.const_score_query(each, COLLECTION_WEIGHT) for each in terms]


def look_up_names(kind: str, number: int, overlaps: Sequence[Overlap]) -> Names:
    """Look up by one query which of these are public now, and what they and their keys are called.

    What is no longer public is not in the answer, nor what may not stand beside this thing now.
    """
    parameters: dict[str, list[Any]] = {each: [] for each in PUBLIC_KINDS}
    parameters[kind].append(number)
    for each in overlaps:
        parameters[each.kind].append(each.number)
    keys = {key for each in overlaps for shared_keys in each.facets.values() for key in shared_keys}
    things: dict[tuple[str, int], PublicThing] = {}
    labels: dict[tuple[str, str], str] = {}
    borrowed: list[BorrowedThing] = []
    borrower = [number] if kind == ACTIVITY else []
    for sort, key, title, name, is_named in session.execute(
        LOOK_UP, {**parameters, LABEL_KEYS: list(keys), BORROWER: borrower}
    ):
        if sort in PUBLIC_KINDS:
            things[sort, key] = PublicThing(title, name, is_unnamed=not is_named)
        elif sort in {SOURCE, COPY}:
            borrowed.append(BorrowedThing(key, title, name, is_source=sort == SOURCE))
        else:
            labels[sort, name] = title
    own = things.pop((kind, number), None)
    return Names(drop_forbidden(kind, own, things), labels, borrowed if own else ())


def drop_forbidden(
    kind: str, own: PublicThing | None, things: dict[tuple[str, int], PublicThing]
) -> PublicThings:
    """Leave out what may not stand side by side, whatever the index has heard yet."""
    if own is None:
        return {}
    return {
        (other, number): place
        for (other, number), place in things.items()
        if may_be_related(kind, other, is_unnamed=own.is_unnamed)
        and may_be_related(other, kind, is_unnamed=place.is_unnamed)
    }


PUBLIC_KINDS: dict[str, tuple[Any, Any, Any, tuple[Any, ...]]] = {
    ACTIVITY: (Activity.id, Activity.title, Activity.slug, (is_public_activity(),)),
    RECORD: (
        LearningRecord.id,
        LearningRecord.next_team,
        LearningRecord.slug,
        (is_public_record(),),
    ),
    DECISION: (
        DecisionRecord.id,
        DecisionRecord.title,
        DecisionRecord.slug,
        (is_signed(), is_current()),
    ),
    COLLECTION: (Collection.id, Collection.title, Collection.slug, (Collection.is_public,)),
    REPORT: (Report.id, Report.title, Report.slug, (Report.is_public,)),
    CAMPAIGN: (Campaign.id, Campaign.name, Campaign.slug, (Campaign.is_public,)),
}
"""Where each kind keeps its number, title and name, and when everybody may see it."""


def build_look_up() -> CompoundSelect[Any]:
    """Return the one question, for any numbers of each kind and any keys."""
    things = [
        select(literal(kind), number, title, name, select_is_named(kind)).where(
            number.in_(bind_values(kind)), *conditions
        )
        for kind, (number, title, name, conditions) in PUBLIC_KINDS.items()
    ]
    term_columns: tuple[Any, ...] = (Term.listing, Term.id, Term.label, Term.key, true())
    statement_columns: tuple[Any, ...] = (literal(STATEMENT), Statement.version_id)
    statement_columns = (*statement_columns, Statement.domain, Statement.domain_key, true())
    return union_all(
        *things,
        select_borrowed(SOURCE, Adoption.parent_id, Adoption.child_id),
        select_borrowed(COPY, Adoption.child_id, Adoption.parent_id),
        select(*term_columns).where(
            Term.listing.in_(tuple(WEIGHTS)), Term.key.in_(bind_values(LABEL_KEYS))
        ),
        select(*statement_columns).where(Statement.domain_key.in_(bind_values(LABEL_KEYS))),
    )


def select_borrowed(
    sort: str, other_end: InstrumentedAttribute[int], own_end: InstrumentedAttribute[int]
) -> Select[*tuple[Any, ...]]:
    """Select the public activities at the other end of what was borrowed."""
    columns = (literal(sort), Activity.id, Activity.title, Activity.slug, true())
    statement = select(*columns).join(Adoption, other_end == Activity.id)
    return statement.where(own_end.in_(bind_values(BORROWER)), is_public_activity())


def select_is_named(kind: str) -> ColumnElement[bool]:
    return LearningRecord.showing == TeamVisibility.SHOWN if kind == RECORD else true()


def bind_values(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


LOOK_UP = build_look_up()
"""Made once: to make it takes longer than to ask it."""
