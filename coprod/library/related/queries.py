"""Finding what is like something public: asked of the index, and looked up in the database once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    bindparam,
    literal,
    select,
    true,
    union_all,
)
from tantivy import Document as Kept
from tantivy import Index, Occur, Query, Searcher

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
from coprod.learning.collections.models import Collection
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.library.index.enums import COLLECTION, DECISION, ENTRY, RECORD
from coprod.library.index.tasks import Call, search_index
from coprod.library.related.enums import HOLDS, SAY_LITTLE, STATEMENT, WEIGHTS
from coprod.library.related.rules import BESIDE_UNNAMED, Known, Shared, may_be_beside, shared
from coprod.outcomes.i_statements.models import Statement
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity

MOST_LOOKED_AT = 20
MOST_FOUND = 8
"""A few more than are shown, for some may not be public any more."""
SHORTEST = 4
FEW = 5
MOST_WORDS = 20
KEYS = "keys"
WORDS_WEIGH = 6.0
HELD_WEIGHS = 10.0


@dataclass(frozen=True)
class Place:
    """A public thing as the database has it now: what it is called, and its name in addresses.

    ``is_unnamed`` for a learning record whose team chose not to be known.
    """

    title: str
    name: str
    is_unnamed: bool = False


@dataclass(frozen=True)
class Names:
    """What the database says: public things by kind and number, and what keys are called."""

    places: "Places"
    labels: Mapping[tuple[str, str], str]


Places = Mapping[tuple[str, int], Place]


def alike(kind: str, number: int, when_behind: Call) -> list[Shared] | None:
    """Return what is most like a public thing, the most alike first; None while nobody can tell.

    Who can see what the index finds is asked of the database, so that a withdrawal which it has not
    heard of leads to nothing. If it does not know the thing itself, it looks for news again.
    """
    copy = search_index()
    asked = ("alike", kind, number)
    found = copy.ask_again(asked, lambda index: akin(index, kind, number), when_behind)
    return copy.ask(lambda index: akin(index, kind, number)) if found is None else found


def akin(index: Index, kind: str, number: int) -> list[Shared] | None:
    searcher = index.searcher()
    itself = searcher.search(build_term_query("key", build_key(kind, number)), 1, count=False).hits
    if not itself:
        return None
    kept = searcher.doc(itself[0][1])
    own = known(kept)
    counted = {stem: n for stem, n in read_term_vector(kept) if says_something(own, stem)}
    telling = list_heaviest_stems(searcher, counted, MOST_WORDS)
    own = replace(
        own,
        words={stem: own.words[stem] for stem, _weight in telling},
        facets={facet: telling_keys(searcher, facet, own) for facet in (*WEIGHTS, HOLDS)},
    )
    found = searcher.search(question(own, telling), MOST_LOOKED_AT, count=False)
    others = (known(searcher.doc(address)) for _score, address in found.hits)
    told = (shared(own, other, tuple(WEIGHTS)) for other in others)
    return [each for each in told if each][:MOST_FOUND]


def says_something(own: Known, stem: str) -> bool:
    word = own.words.get(stem, "")
    return len(word) >= SHORTEST and word not in SAY_LITTLE


def telling_keys(searcher: Searcher, facet: str, own: Known) -> list[str]:
    """Return what it is about, but for what nearly everything is about."""
    keys = own.facets.get(facet, ())
    most = max(searcher.num_docs * TOO_COMMON, FEW)
    return [
        key
        for key in keys
        if facet == HOLDS
        or searcher.search(build_term_query(f"facets.{facet}", key), 1).count <= most  # type: ignore[attr-defined]  # it has one, its types do not
    ]


def known(kept: Kept) -> Known:
    itself = build_hit(kept)
    facets: Any = kept.get_first("facets")
    spelt = {stem: word for stem, _n, word in json.loads(read_stored_bytes(kept))[1]}
    return Known(itself.kind, itself.number, facets, spelt)


def question(own: Known, telling: Sequence[tuple[str, float]]) -> Query:
    """Return the query for what shares a facet or words with something, and may be beside it."""
    may = [*words(telling), *facets(own), *held(own)]
    must_not = [(Occur.MustNot, build_term_query("key", own.key))]
    if own.kind not in BESIDE_UNNAMED:
        must_not.append((Occur.MustNot, build_term_query("facets.unnamed", "yes")))
    any_of = Query.boolean_query([(Occur.Should, each) for each in may])
    of_kinds = among(BESIDE_UNNAMED) if own.is_unnamed else []
    return Query.boolean_query([(Occur.Must, any_of), *must_not, *of_kinds])


def among(kinds: Sequence[str]) -> list[tuple[Occur, Query]]:
    any_of = Query.boolean_query(
        [(Occur.Should, build_term_query("facets.kind", kind)) for kind in kinds]
    )
    return [(Occur.Must, Query.const_score_query(any_of, 0.0))]


def words(telling: Sequence[tuple[str, float]]) -> list[Query]:
    """Return queries for telling words, which weigh together as much however many they are."""
    whole = sum(weight for _stem, weight in telling) or 1.0
    return [
        Query.boost_query(build_term_query("text", s), WORDS_WEIGH * w / whole) for s, w in telling
    ]


def facets(own: Known) -> list[Query]:
    """Return what it is about; what few others are about weighs more."""
    return [
        Query.boost_query(build_term_query(f"facets.{facet}", key), weight)
        for facet, weight in WEIGHTS.items()
        for key in own.facets.get(facet, ())
    ]


def held(own: Known) -> list[Query]:
    beside = [build_term_query("key", key) for key in own.facets.get(HOLDS, ())]
    both = [build_term_query(f"facets.{HOLDS}", own.key), *beside]
    return [Query.const_score_query(each, HELD_WEIGHS) for each in both]


def names(kind: str, number: int, found: Sequence[Shared]) -> Names:
    """Look up by one query which of these are public now, and what they and their keys are called.

    What is no longer public is not in the answer, nor what may not stand beside this thing now.
    """
    asked: dict[str, list[Any]] = {each: [] for each in PUBLIC}
    asked[kind].append(number)
    for each in found:
        asked[each.kind].append(each.number)
    keys = {key for each in found for shared_keys in each.facets.values() for key in shared_keys}
    places: dict[tuple[str, int], Place] = {}
    labels: dict[tuple[str, str], str] = {}
    for sort, key, title, name, shown in session.execute(LOOK_UP, {**asked, KEYS: list(keys)}):
        if sort in PUBLIC:
            places[sort, key] = Place(title, name, is_unnamed=not shown)
        else:
            labels[sort, name] = title
    return Names(fitting(kind, places.pop((kind, number), None), places), labels)


def fitting(kind: str, own: Place | None, places: dict[tuple[str, int], Place]) -> Places:
    """Leave out what may not stand side by side, whatever the index has heard yet."""
    if own is None:
        return {}
    return {
        (other, number): place
        for (other, number), place in places.items()
        if may_be_beside(kind, other, is_unnamed=own.is_unnamed)
        and may_be_beside(other, kind, is_unnamed=place.is_unnamed)
    }


PUBLIC: dict[str, tuple[Any, Any, Any, tuple[Any, ...]]] = {
    ENTRY: (Activity.id, Activity.title, Activity.slug, (is_public_activity(),)),
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
}
"""Where each kind keeps its number, title and name, and when everybody may see it."""


def look_up() -> CompoundSelect[Any]:
    """Return the one question, for any numbers of each kind and any keys."""
    things = [
        select(literal(kind), number, title, name, is_named(kind)).where(
            number.in_(given(kind)), *conditions
        )
        for kind, (number, title, name, conditions) in PUBLIC.items()
    ]
    listed: tuple[Any, ...] = (Term.listing, Term.id, Term.label, Term.key, true())
    parts: tuple[Any, ...] = (literal(STATEMENT), Statement.version_id)
    parts = (*parts, Statement.domain, Statement.domain_key, true())
    return union_all(
        *things,
        select(*listed).where(Term.listing.in_(tuple(WEIGHTS)), Term.key.in_(given(KEYS))),
        select(*parts).where(Statement.domain_key.in_(given(KEYS))),
    )


def is_named(kind: str) -> ColumnElement[bool]:
    return LearningRecord.showing == TeamVisibility.SHOWN if kind == RECORD else true()


def given(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


LOOK_UP = look_up()
"""Made once: to make it takes longer than to ask it."""
