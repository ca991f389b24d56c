"""Finding entries to read, and counting them. Only what is published is found or counted here.

The index answers what is found and how many; the database says again whether a reader may see each
thing, before it is shown. While there is no index, the database gives a plain list.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased
from tantivy import Index

from coprod.assessment.confirmation.queries import select_confirmed_rung
from coprod.assessment.honest_labels.models import WordJustification
from coprod.assessment.self_assessment.queries import select_latest_rung
from coprod.core import content_version
from coprod.core.database import cache_statement, select_together, session
from coprod.core.search_engine.cache import IndexCache, get_or_compute
from coprod.core.search_engine.facets import count_facets_once
from coprod.core.search_engine.models import SearchRequest, SearchResults, SortOrder
from coprod.core.search_engine.ranking import search
from coprod.core.search_engine.spelling import correct_spelling, suggest_words
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import Message
from coprod.core.values.text import fold
from coprod.learning.records.enums import LearningOutcome
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import has_record
from coprod.learning.stage_gates.queries import is_at_stage
from coprod.library.accessible_formats.models import FormatVersion
from coprod.library.index.enums import ENTRY, LEAVES, NOT_TOLD, YES
from coprod.library.index.queries import phrases
from coprod.library.index.tasks import search_index
from coprod.library.stories.enums import FACET_LABELS, FIXED, OF_A_LIST, Facet
from coprod.participation.groups.models import GroupStatement
from coprod.participation.groups.policies import is_shareable
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity, ActivityTerm, ActivityText, PromisedRung
from coprod.register.activities.queries import LIST_COLUMNS, is_readable_by
from coprod.register.sections.enums import SpreadStage
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.queries import SHARED_COLUMNS

A_PAGE = 20
MOST_WORDS = 12
MOST_OPTIONS = 40
LEAVING = {LEAVES: (YES,)}

Labels = Mapping[tuple[str, str], str]
same_meanings = content_version.cached(phrases)


@dataclass(frozen=True)
class Wanted:
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
        return (self.page - 1) * A_PAGE


@dataclass(frozen=True)
class Counted:
    """One value of a facet: how it stands in addresses, its label, and how many things have it."""

    value: str
    label: str | Message
    count: int


@dataclass(frozen=True)
class Answer:
    """What the index says. ``meant`` puts words right; ``near`` leads on where nothing is found."""

    found: SearchResults
    counts: Mapping[str, Mapping[str, int]]
    meant: str = ""
    near: tuple[str, ...] = ()
    unfiltered: int = 0


def answer(wanted: Wanted, when_behind: Callable[[], object]) -> Answer | None:
    """Ask the index; nothing comes back while there is none."""
    asked, copy = as_asked(wanted), search_index()
    return copy.ask_in_edition(lambda index: answered(index, asked, copy.memory()), when_behind)


def as_asked(wanted: Wanted) -> SearchRequest:
    """Return a search as the index is asked for it, with words that mean the same."""
    chosen = {facet.value: values for facet, values in wanted.chosen.items() if values}
    if wanted.is_elsewhere and list_confined_activity_ids():
        chosen |= LEAVING
    same = same_meanings() if wanted.words else ()
    return SearchRequest(wanted.words, chosen, same, wanted.sort, wanted.first, A_PAGE)


def answered(index: Index, asked: SearchRequest, known: IndexCache) -> Answer:
    found = find_page(index, asked, known)
    told = counted(index, asked, known)
    meant = correct_spelling(index, asked.text, known) if asked.text else ""
    meant = meant if may_suggest(index, asked, meant) else ""
    if found.total:
        return Answer(found, told, meant)
    limits = LEAVING if is_elsewhere(asked) else {}
    freed = search(index, SearchRequest(asked.text, limits, asked.meanings, most=1)).total
    near = (word for word in suggest_words(index, asked.text) if may_suggest(index, asked, word))
    return Answer(found, told, meant, tuple(near), freed)


def find_page(index: Index, asked: SearchRequest, cache: IndexCache) -> SearchResults:
    """Find a page of hits. Pages of the whole list are cached until the index changes."""
    if asked.text or asked.chosen:
        return search(index, asked)
    key = ("page of the whole list", asked.sort, asked.first, asked.most)
    return get_or_compute(cache, key, lambda: search(index, asked))


def is_elsewhere(asked: SearchRequest) -> bool:
    return LEAVES in asked.chosen


def may_suggest(index: Index, asked: SearchRequest, words: str) -> bool:
    """Suggest no words to readers elsewhere that stand only in what may not leave."""
    if not words or not is_elsewhere(asked):
        return bool(words)
    return search(index, SearchRequest(words, LEAVING, most=1, has_most=True)).total > 0


def entries(actor: Actor, ids: Sequence[int]) -> dict[int, Activity]:
    """Return those of these entries that the actor may read now, whatever the index said."""
    if not ids:
        return {}
    wanted = (
        select(Activity).where(is_readable_by(actor), Activity.id.in_(ids)).options(*LIST_COLUMNS)
    )
    return {each.id: each for each in session.scalars(wanted)}


def public_number(slug: str) -> int | None:
    """Return the number of an entry that every visitor may read now."""
    return session.scalar(by_slug(), {"slug": slug})


def counted(
    index: Index, asked: SearchRequest, known: IndexCache
) -> Mapping[str, Mapping[str, int]]:
    """Count the values of each facet. A zone is its rungs together, and not counted again."""
    facets = [each for each in Facet if each is not Facet.ZONE]
    if asked.chosen.get(Facet.RUNG) or asked.chosen.get(Facet.ZONE):
        return count_facets_once(index, asked, list(Facet), known)
    told = count_facets_once(index, asked, facets, known)
    zones = Counter[str]()
    for rung in Rung:
        zones[rung.zone.value] += told[Facet.RUNG].get(rung.key, 0)
    return {**told, Facet.ZONE: +zones}


@cache_statement
def by_slug() -> Select[int]:
    return select(Activity.id).where(is_readable_by(VISITOR), Activity.slug == bindparam("slug"))


def readable_ids(actor: Actor, ids: Sequence[int]) -> frozenset[int]:
    """Return those of these entries that the actor may read now, and nothing of them."""
    if not ids:
        return frozenset()
    wanted = select(Activity.id).where(is_readable_by(actor), Activity.id.in_(ids))
    return frozenset(session.scalars(wanted))


def facets(wanted: Wanted, told: Mapping[str, Mapping[str, int]]) -> dict[Facet, list[Counted]]:
    """Return the values of every facet with their labels, in the order that readers expect."""
    known = labels() if any(told.get(facet) for facet in OF_A_LIST) else {}
    chosen = {facet: wanted.chosen.get(facet, ()) for facet in Facet}
    return {
        facet: in_order(facet, {**dict.fromkeys(chosen[facet], 0), **told.get(facet, {})}, known)
        for facet in FACET_LABELS
    }


def in_order(facet: Facet, told: Mapping[str, int], known: Labels) -> list[Counted]:
    if facet in FIXED:
        fixed = FIXED[facet]
        return [Counted(v, fixed[v], told[v]) for v in fixed if v in told]
    if facet is Facet.YEAR:
        return [Counted(value, value, told[value]) for value in sorted(told, reverse=True)]
    listed = OF_A_LIST[facet]
    named = [Counted(v, known.get((listed, v), v), n) for v, n in told.items()]
    if facet is Facet.ORGANISATION:
        return sorted(named, key=lambda each: (-each.count, str(each.label)))[:MOST_OPTIONS]
    places = {key: place for place, (listing, key) in enumerate(known) if listing == listed}
    return sorted(named, key=lambda each: places.get(each.value, len(known)))


@content_version.cached
def labels() -> dict[tuple[str, str], str]:
    """Return the names of the values that come from the curators' lists, in their order."""
    wanted = select(Term.listing, Term.key, Term.label).where(Term.listing.in_(OF_A_LIST.values()))
    rows = session.execute(wanted.order_by(Term.position, Term.label, Term.id))
    return {(listing, key): label for listing, key, label in rows}


def plain_list(actor: Actor, wanted: Wanted) -> Sequence[int]:
    """Return one page of entries without the index, the one published last first."""
    found = select(Activity.id).where(*conditions(actor, wanted))
    found = found.order_by(Activity.published_at.desc(), Activity.id.desc())
    return session.scalars(found.limit(A_PAGE).offset(wanted.first)).all()


def plain_count(actor: Actor, wanted: Wanted) -> int:
    return session.scalar(select(func.count(Activity.id)).where(*conditions(actor, wanted))) or 0


def conditions(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    told = [is_readable_by(actor), *(contains(word) for word in words_of(wanted.words))]
    told += [is_shareable()] if wanted.is_elsewhere else []
    return [*told, *(has(facet, values) for facet, values in wanted.chosen.items() if values)]


def words_of(text: str) -> list[str]:
    return fold(text).split()[:MOST_WORDS]


def contains(word: str) -> ColumnElement[bool]:
    has_word = ActivityText.search_words.contains(word, autoescape=True)
    return exists().where(ActivityText.activity_id == Activity.id, has_word)


def has(facet: Facet, values: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that an entry has one of the values of a facet."""
    if facet is Facet.ORGANISATION:
        return leader_key().in_(values)
    if facet in OF_A_LIST:
        return tagged(OF_A_LIST[facet]).where(IN_USE.key.in_(values)).exists()
    return or_(*(HAS[facet](value) for value in values))


def rung_of(key: str) -> int:
    return next((int(rung) for rung in Rung if rung.key == key), 0)


def was_promised(key: str) -> ColumnElement[bool]:
    promise = exists().where(PromisedRung.activity_id == Activity.id)
    return ~promise if key == NOT_TOLD else promise.where(PromisedRung.rung == rung_of(key))


def named(kind: type[StrEnum], key: str) -> list[Any]:
    return [each for each in kind if each.value == key]


def shares(key: str) -> ColumnElement[bool]:
    columns = [
        getattr(ActivityDetail, SHARED_COLUMNS[stage]) for stage in CycleStage if stage.value == key
    ]
    return exists().where(ActivityDetail.activity_id == Activity.id, or_(*columns))


HAS: dict[Facet, Callable[[str], ColumnElement[bool]]] = {
    Facet.KIND: lambda key: Activity.id.is_not(None) if key == ENTRY else Activity.id.is_(None),
    Facet.PROMISED: was_promised,
    Facet.RUNG: lambda key: (
        select_latest_rung().is_(None) if key == NOT_TOLD else select_latest_rung() == rung_of(key)
    ),
    Facet.ZONE: lambda key: select_latest_rung().in_([int(r) for r in Rung if r.zone.value == key]),
    Facet.CONFIRMED: lambda key: select_confirmed_rung() == rung_of(key),
    Facet.STAGE: lambda key: exists().where(
        ActivityDetail.activity_id == Activity.id, ActivityDetail.stage.in_(named(SpreadStage, key))
    ),
    Facet.GATE: lambda key: is_at_stage(named(SpreadStage, key)),
    Facet.OUTCOME: lambda key: has_record(LearningRecord.outcome.in_(named(LearningOutcome, key))),
    Facet.CO_STAGE: shares,
    Facet.YEAR: lambda key: func.substr(Activity.started, 1, 4, type_=String) == key,
}
IN_USE = aliased(Term, name="in_use")


def tagged(listing: ListKind) -> Select[int]:
    """Select, for an entry, its terms of one list under the names that are in use today."""
    return (
        select(ActivityTerm.id)
        .join(Term, Term.id == ActivityTerm.term_id)
        .join(IN_USE, IN_USE.id == Term.in_use_id)
        .where(ActivityTerm.activity_id == Activity.id, Term.listing == listing)
        .correlate(Activity)
    )


def leader_key() -> ColumnElement[str]:
    old, now = aliased(Term), aliased(Term)
    wanted = select(now.key).select_from(old).join(now, now.id == old.in_use_id)
    return wanted.where(old.id == Activity.led_by_id).correlate(Activity).scalar_subquery()


@dataclass(frozen=True)
class Beside:
    """What several packages keep beside an entry, for its page."""

    words: Sequence[WordJustification]
    voices: Sequence[GroupStatement]
    versions: Sequence[FormatVersion]


def beside(activity: Activity) -> Beside:
    """Read all of it in one statement. Who may see what of it, each package says itself."""
    kinds = (WordJustification, GroupStatement, FormatVersion)
    return Beside(*select_together([(kind, kind.activity_id == activity.id) for kind in kinds]))
