"""Finding entries to read, and counting them. Only what is published is found or counted here.

The index answers what is found and how many; the database says again whether a reader may see each
thing, before it is shown. While there is no index, the database gives a plain list.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from tantivy import Index

from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.honest_labels.models import WordJustification
from coprod.assessment.resident_rating.models import ResidentRound
from coprod.assessment.resident_rating.queries import select_open_round_ids
from coprod.assessment.self_assessment.queries import select_latest_rung
from coprod.core import content_version
from coprod.core.database import assign_to_owners, cache_statement, select_together, session
from coprod.core.search_engine.cache import IndexCache, get_or_compute
from coprod.core.search_engine.facets import count_facets, count_facets_once
from coprod.core.search_engine.models import SearchRequest, SearchResults, SortOrder, build_key
from coprod.core.search_engine.ranking import search
from coprod.core.search_engine.spelling import correct_spelling, suggest_words
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import Message
from coprod.core.values.text import fold
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.learning.records.enums import LearningOutcome
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import has_record
from coprod.learning.stage_gates.queries import is_at_stage
from coprod.library.accessible_formats.models import FormatVersion
from coprod.library.index.enums import ACTIVITY, MAY_LEAVE, NOT_STATED, YES
from coprod.library.index.queries import list_names_left_alone, list_synonyms
from coprod.library.index.tasks import search_index
from coprod.library.stories.enums import (
    FACET_LABELS,
    FIXED_VALUES,
    INDEXED_FACETS,
    LIST_FACETS,
    Facet,
    Opening,
)
from coprod.participation.groups.models import GroupStatement
from coprod.participation.groups.policies import is_shareable
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.participation.opportunities.queries import select_joinable_ids
from coprod.participation.quotations.models import Quotation
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import (
    Activity,
    ActivityTerm,
    ActivityText,
    PendingPart,
    PromisedRung,
)
from coprod.register.activities.queries import LIST_COLUMNS, is_readable_by
from coprod.register.sections.enums import SpreadStage
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.queries import SHARED_COLUMNS

PAGE_SIZE = 20
MOST_WORDS = 12
MOST_OPTIONS = 40
MAY_LEAVE_ONLY = {MAY_LEAVE: (YES,)}

Labels = Mapping[tuple[str, str], str]
load_synonyms = content_version.cached(list_synonyms)
load_names_left_alone = content_version.cached(list_names_left_alone)


@dataclass(frozen=True)
class LibrarySearch:
    """What a reader asked for: words, and the values chosen in each facet.

    ``is_elsewhere`` for programs, sites and mailboxes outside this place: they are given only what
    may leave it.
    """

    words: str = ""
    chosen: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    sort: SortOrder = SortOrder.BEST
    is_elsewhere: bool = False

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE_SIZE


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: how it stands in addresses, its label, and how many things have it."""

    value: str
    label: str | Message
    count: int


@dataclass(frozen=True)
class SearchResult:
    """What the index says. ``correction`` puts words right; ``suggestions`` lead on from nothing.

    ``kind_counts`` says how many things of each kind have the words, whatever else is chosen.
    """

    found: SearchResults
    counts: Mapping[str, Mapping[str, int]]
    kind_counts: Mapping[str, int] = field(default_factory=dict)
    correction: str = ""
    suggestions: tuple[str, ...] = ()
    unfiltered_total: int = 0


def run_search(search: LibrarySearch, when_behind: Callable[[], object]) -> SearchResult | None:
    """Ask the index; nothing comes back while there is none."""
    query, replica = build_query(search), search_index()
    return replica.ask_for_version(
        lambda index: query_index(index, query, replica.get_cache()), when_behind
    )


def build_query(search: LibrarySearch) -> SearchRequest:
    """Return a search as the index is asked for it, with words that mean the same."""
    chosen = {f.value: search.chosen[f] for f in INDEXED_FACETS if search.chosen.get(f)}
    if search.is_elsewhere and list_confined_activity_ids():
        chosen |= MAY_LEAVE_ONLY
    synonyms = load_synonyms() if search.words else ()
    request = SearchRequest(search.words, chosen, synonyms, search.sort, search.first, PAGE_SIZE)
    openings = search.chosen.get(Facet.NOW, ())
    if not openings:
        return request
    open_ids = load_open_ids()
    return replace(
        request, keys=build_keys(n for each in openings for n in open_ids[Opening(each)])
    )


@content_version.cached
def load_open_ids() -> Mapping[Opening, frozenset[int]]:
    """Return the activities in which one can take part today, for each way to do so.

    Each way has few at a time: the index is asked for all of them by name.
    """
    selections = {Opening.PEOPLE: select_joinable_ids(), Opening.VIEWS: select_open_round_ids()}
    rows = session.execute(
        union_all(*(s.add_columns(literal(way.value)) for way, s in selections.items()))
    ).all()
    return {way: frozenset(id_ for id_, name in rows if name == way) for way in selections}


def build_keys(ids: Iterable[int]) -> frozenset[str]:
    return frozenset(build_key(ACTIVITY, each) for each in ids)


def query_index(index: Index, query: SearchRequest, cache: IndexCache) -> SearchResult:
    page = find_page(index, query, cache)
    counts = {**count_library_facets(index, query, cache), Facet.NOW: count_openings(index, query)}
    kind_counts = get_kind_counts(index, query, cache, counts)
    correction = find_better_words(index, query, page.total, cache) if query.text else ""
    if page.total:
        return SearchResult(page, counts, kind_counts, correction)
    unfiltered_total = search(
        index, SearchRequest(query.text, keep_scope(query), query.meanings, most=1)
    ).total
    suggestions = (
        word for word in suggest_words(index, query.text) if can_suggest(index, query, word)
    )
    return SearchResult(page, counts, kind_counts, correction, tuple(suggestions), unfiltered_total)


def count_kinds(when_behind: Callable[[], object]) -> Mapping[str, int] | None:
    """Return how many things of each kind there are; nothing while there is no index."""
    replica = search_index()
    return replica.ask_for_version(
        lambda index: count_facets_once(index, SearchRequest(), [Facet.KIND], replica.get_cache())[
            Facet.KIND
        ],
        when_behind,
    )


def keep_scope(query: SearchRequest) -> dict[str, tuple[str, ...]]:
    """Return what of a search stays when its filters go: the kind, and what may leave."""
    return {name: query.chosen[name] for name in (Facet.KIND, MAY_LEAVE) if name in query.chosen}


def get_kind_counts(
    index: Index, query: SearchRequest, cache: IndexCache, counts: Mapping[str, Mapping[str, int]]
) -> Mapping[str, int]:
    """Count the things of each kind that have the words, whatever filters one kind is narrowed by.

    Without filters the facet of the kinds has been counted so already.
    """
    scope = keep_scope(query)
    if scope == query.chosen and query.keys is None:
        return counts[Facet.KIND]
    request = SearchRequest(query.text, scope, query.meanings)
    return count_facets_once(index, request, [Facet.KIND], cache)[Facet.KIND]


def find_better_words(index: Index, query: SearchRequest, total: int, cache: IndexCache) -> str:
    """Return what was probably meant, if it finds more than the words that were typed."""
    # What has no slip is not asked whether the slip is a name, which the database knows.
    if not correct_spelling(index, query.text, cache):
        return ""
    words = correct_spelling(index, query.text, cache, load_names_left_alone())
    if not words or not can_suggest(index, query, words):
        return ""
    request = SearchRequest(words, query.chosen, query.meanings, most=1, keys=query.keys)
    return words if search(index, request).total > total else ""


def find_page(index: Index, query: SearchRequest, cache: IndexCache) -> SearchResults:
    """Find a page of hits. Pages of the whole list are cached until the index changes."""
    if not query.is_whole_list:
        return search(index, query)
    key = ("page of the whole list", query.scope, query.sort, query.first, query.most)
    return get_or_compute(cache, key, lambda: search(index, query))


def is_for_elsewhere(query: SearchRequest) -> bool:
    return MAY_LEAVE in query.chosen


def can_suggest(index: Index, query: SearchRequest, words: str) -> bool:
    """Suggest no words to readers elsewhere that stand only in what may not leave."""
    if not words or not is_for_elsewhere(query):
        return bool(words)
    return search(index, SearchRequest(words, MAY_LEAVE_ONLY, most=1, has_most=True)).total > 0


def load_activities(actor: Actor, ids: Sequence[int]) -> dict[int, Activity]:
    """Return those of these entries that the actor may read now, whatever the index said."""
    if not ids:
        return {}
    statement = (
        select(Activity).where(is_readable_by(actor), Activity.id.in_(ids)).options(*LIST_COLUMNS)
    )
    return {each.id: each for each in session.scalars(statement)}


def find_public_id(slug: str) -> int | None:
    """Return the number of an entry that every visitor may read now."""
    return session.scalar(select_by_slug(), {"slug": slug})


def count_library_facets(
    index: Index, query: SearchRequest, cache: IndexCache
) -> Mapping[str, Mapping[str, int]]:
    """Count the values of each facet. A zone is its rungs together, and not counted again."""
    facets = [each for each in INDEXED_FACETS if each is not Facet.ZONE]
    if query.chosen.get(Facet.RUNG) or query.chosen.get(Facet.ZONE):
        return count_facets_once(index, query, INDEXED_FACETS, cache)
    counts = count_facets_once(index, query, facets, cache)
    zones = Counter[str]()
    for rung in Rung:
        zones[rung.zone.value] += counts[Facet.RUNG].get(rung.key, 0)
    return {**counts, Facet.ZONE: +zones}


def count_openings(index: Index, query: SearchRequest) -> Mapping[str, int]:
    """Count for each way to take part what was found, whichever of them was chosen."""
    if query.scope and ACTIVITY not in query.scope:
        return {}
    requests = {
        opening.value: replace(query, keys=build_keys(ids))
        for opening, ids in load_open_ids().items()
        if ids
    }
    counts = {
        value: count_facets(index, request, [Facet.KIND])[Facet.KIND].get(ACTIVITY, 0)
        for value, request in requests.items()
    }
    return {value: count for value, count in counts.items() if count}


def load_open_to_change(ids: Sequence[int]) -> dict[int, str]:
    """Return what people could change in activities that a reader was given already."""
    column = ActivityDetail.open_to_change
    statement = select(ActivityDetail.activity_id, column).where(
        ActivityDetail.activity_id.in_(ids), column != ""
    )
    rows = session.execute(statement).all() if ids else ()
    return {row.activity_id: row.open_to_change for row in rows}


@cache_statement
def select_by_slug() -> Select[int]:
    return select(Activity.id).where(is_readable_by(VISITOR), Activity.slug == bindparam("slug"))


def list_readable_ids(actor: Actor, ids: Sequence[int]) -> frozenset[int]:
    """Return those of these entries that the actor may read now, and nothing of them."""
    if not ids:
        return frozenset()
    statement = select(Activity.id).where(is_readable_by(actor), Activity.id.in_(ids))
    return frozenset(session.scalars(statement))


def list_facet_values(
    search: LibrarySearch, counts: Mapping[str, Mapping[str, int]]
) -> dict[Facet, list[FacetValue]]:
    """Return the values of every facet with their labels, in the order that readers expect."""
    known_labels = load_labels() if any(counts.get(facet) for facet in LIST_FACETS) else {}
    chosen = {facet: search.chosen.get(facet, ()) for facet in Facet}
    return {
        facet: sort_values(
            facet, {**dict.fromkeys(chosen[facet], 0), **counts.get(facet, {})}, known_labels
        )
        for facet in FACET_LABELS
    }


def sort_values(facet: Facet, counts: Mapping[str, int], known_labels: Labels) -> list[FacetValue]:
    if facet in FIXED_VALUES:
        labels_by_value = FIXED_VALUES[facet]
        return [
            FacetValue(v, labels_by_value[v], counts[v]) for v in labels_by_value if v in counts
        ]
    if facet is Facet.YEAR:
        return [FacetValue(value, value, counts[value]) for value in sorted(counts, reverse=True)]
    list_kind = LIST_FACETS[facet]
    values = [FacetValue(v, known_labels.get((list_kind, v), v), n) for v, n in counts.items()]
    if facet is Facet.ORGANISATION:
        return sorted(values, key=lambda each: (-each.count, str(each.label)))[:MOST_OPTIONS]
    positions = {
        key: place for place, (listing, key) in enumerate(known_labels) if listing == list_kind
    }
    return sorted(values, key=lambda each: positions.get(each.value, len(known_labels)))


@content_version.cached
def load_labels() -> dict[tuple[str, str], str]:
    """Return the names of the values that come from the curators' lists, in their order."""
    statement = select(Term.listing, Term.key, Term.label).where(
        Term.listing.in_(LIST_FACETS.values())
    )
    rows = session.execute(statement.order_by(Term.position, Term.label, Term.id))
    return {(listing, key): label for listing, key, label in rows}


def list_ids_without_index(actor: Actor, search: LibrarySearch) -> Sequence[int]:
    """Return one page of entries without the index, the one published last first."""
    statement = select(Activity.id).where(*build_conditions(actor, search))
    statement = statement.order_by(Activity.published_at.desc(), Activity.id.desc())
    return session.scalars(statement.limit(PAGE_SIZE).offset(search.first)).all()


def count_without_index(actor: Actor, search: LibrarySearch) -> int:
    return (
        session.scalar(select(func.count(Activity.id)).where(*build_conditions(actor, search))) or 0
    )


def build_conditions(actor: Actor, search: LibrarySearch) -> list[ColumnElement[bool]]:
    conditions = [
        is_readable_by(actor),
        *(contains_word(word) for word in split_words(search.words)),
    ]
    conditions += [is_shareable()] if search.is_elsewhere else []
    return [
        *conditions,
        *(has_value(facet, values) for facet, values in search.chosen.items() if values),
    ]


def split_words(text: str) -> list[str]:
    return fold(text).split()[:MOST_WORDS]


def contains_word(word: str) -> ColumnElement[bool]:
    has_word = ActivityText.search_words.contains(word, autoescape=True)
    return exists().where(ActivityText.activity_id == Activity.id, has_word)


def has_value(facet: Facet, values: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that an entry has one of the values of a facet."""
    if facet is Facet.ORGANISATION:
        return select_leader_key().in_(values)
    if facet in LIST_FACETS:
        return select_terms(LIST_FACETS[facet]).where(TERM_IN_USE.key.in_(values)).exists()
    return or_(*(FACET_CONDITIONS[facet](value) for value in values))


def get_rung_number(key: str) -> int:
    return next((int(rung) for rung in Rung if rung.key == key), 0)


def was_promised(key: str) -> ColumnElement[bool]:
    promise = exists().where(PromisedRung.activity_id == Activity.id)
    return (
        ~promise if key == NOT_STATED else promise.where(PromisedRung.rung == get_rung_number(key))
    )


def list_members(kind: type[StrEnum], key: str) -> list[Any]:
    return [each for each in kind if each.value == key]


def shares_stage(key: str) -> ColumnElement[bool]:
    columns = [
        getattr(ActivityDetail, SHARED_COLUMNS[stage]) for stage in CycleStage if stage.value == key
    ]
    return exists().where(ActivityDetail.activity_id == Activity.id, or_(*columns))


FACET_CONDITIONS: dict[Facet, Callable[[str], ColumnElement[bool]]] = {
    Facet.NOW: lambda key: Activity.id.in_(load_open_ids()[Opening(key)]),
    Facet.KIND: lambda key: Activity.id.is_not(None) if key == ACTIVITY else Activity.id.is_(None),
    Facet.PROMISED: was_promised,
    Facet.RUNG: lambda key: (
        select_latest_rung().is_(None)
        if key == NOT_STATED
        else select_latest_rung() == get_rung_number(key)
    ),
    Facet.ZONE: lambda key: select_latest_rung().in_([int(r) for r in Rung if r.zone.value == key]),
    Facet.CONFIRMED: lambda key: select_confirmed_rung() == get_rung_number(key),
    Facet.STAGE: lambda key: exists().where(
        ActivityDetail.activity_id == Activity.id,
        ActivityDetail.stage.in_(list_members(SpreadStage, key)),
    ),
    Facet.GATE: lambda key: is_at_stage(list_members(SpreadStage, key)),
    Facet.OUTCOME: lambda key: has_record(
        LearningRecord.outcome.in_(list_members(LearningOutcome, key))
    ),
    Facet.CO_STAGE: shares_stage,
    Facet.YEAR: lambda key: func.substr(Activity.started, 1, 4, type_=String) == key,
}
TERM_IN_USE = aliased(Term, name="in_use")


def select_terms(listing: ListKind) -> Select[int]:
    """Select, for an entry, its terms of one list under the names that are in use today."""
    return (
        select(ActivityTerm.id)
        .join(Term, Term.id == ActivityTerm.term_id)
        .join(TERM_IN_USE, TERM_IN_USE.id == Term.in_use_id)
        .where(ActivityTerm.activity_id == Activity.id, Term.listing == listing)
        .correlate(Activity)
    )


def select_leader_key() -> ColumnElement[str]:
    old, now = aliased(Term), aliased(Term)
    statement = select(now.key).select_from(old).join(now, now.id == old.in_use_id)
    return statement.where(old.id == Activity.led_by_id).correlate(Activity).scalar_subquery()


@dataclass(frozen=True)
class ActivityContext:
    """What several packages know of an activity, for its page."""

    own_words: Sequence[WordJustification]
    group_statements: Sequence[GroupStatement]
    quotations: Sequence[Quotation]
    format_versions: Sequence[FormatVersion]
    rounds: Sequence[ResidentRound]
    commitments: Sequence[Commitment]
    has_unsent_changes: bool

    def find_open_round(self, today: date) -> ResidentRound | None:
        """Return the round in which residents can rate it today."""
        return next((each for each in self.rounds if each.closes_on >= today), None)


def load_context(activity: Activity, *, for_owner: bool = False) -> ActivityContext:
    """Read all of it in one statement. Who may see what of it, each package says itself.

    Of its promises it is those that readers see, the first one first. Only ``for_owner`` is it
    looked up whether changes were written and not sent.
    """
    commitments = [Commitment.activity_id == activity.id, Commitment.published_at.is_not(None)]
    parts: list[tuple[type[Any], ColumnElement[bool]]] = [
        (kind, kind.activity_id == activity.id)
        for kind in (WordJustification, GroupStatement, Quotation, FormatVersion)
    ]
    parts += [
        (ResidentRound, ResidentRound.open_activity_id == activity.id),
        (Commitment, and_(*commitments)),
        (
            CommitmentStep,
            CommitmentStep.commitment_id.in_(select(Commitment.id).where(*commitments)),
        ),
    ]
    if for_owner:
        is_unsent = PendingPart.sent_at.is_(None)
        parts.append((PendingPart, and_(PendingPart.activity_id == activity.id, is_unsent)))
    own_words, statements, quoted, formats, rounds, promised, steps, *unsent = select_together(
        parts
    )
    assign_to_owners(promised, Commitment.steps.property, steps)
    return ActivityContext(own_words, statements, quoted, formats, rounds, promised, any(unsent))
