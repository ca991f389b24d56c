"""What the pages of the library are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.assessment.resident_rating.queries import list_closing_days
from coprod.core.search_engine.models import Hit, SearchResults, SortOrder
from coprod.core.values.actor import Actor
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.narrowing import Chip, Filter, Option
from coprod.core.values.phrases import Message
from coprod.library.index.enums import ACTIVITY
from coprod.library.index.presenters import DocumentRow, MatchReasons, build_document_rows
from coprod.library.index.rules import Piece
from coprod.library.stories import queries
from coprod.library.stories.enums import (
    FACET_LABELS,
    FILTER_FOLDS,
    FIXED_VALUES,
    LIST_ENDPOINTS,
    OPEN_FILTERS,
    SORT_LABELS,
    TAB_LABELS,
    Facet,
)
from coprod.library.stories.queries import (
    PAGE_SIZE,
    FacetValue,
    LibrarySearch,
    SearchResult,
    list_facet_values,
    list_readable_ids,
    load_open_to_change,
)
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.reference.outlines.presenters import AreaMap, build_area_map
from coprod.reference.outlines.queries import load_outlines_in_use
from coprod.register.activities.queries import (
    ActivityHead,
    ActivityRow,
    load_heads,
    load_heads_with_texts,
    load_rows,
)
from coprod.register.covers.queries import Cover, Covers
from coprod.web.page_cache import skip_caching

MOST_CHOSEN = 20
MOST_LIKES = 5
LONGEST_WORDS = 300


class ActivityLines:
    """The entries of one page of a list, read together when one is asked for.

    A visitor's list often asks for none: its lines are cached from another list. ``heads`` are what
    was read of them already.
    """

    def __init__(
        self, actor: Actor, ids: Sequence[int], heads: Mapping[int, ActivityHead] | None = None
    ) -> None:
        self.actor = actor
        self.ids = ids
        self.loaded_heads = heads

    @cached_property
    def heads(self) -> Mapping[int, ActivityHead]:
        return load_heads(self.actor, self.ids) if self.loaded_heads is None else self.loaded_heads

    @cached_property
    def by_id(self) -> Mapping[int, ActivityRow]:
        return load_rows(self.heads)

    @cached_property
    def ratings(self) -> Mapping[int, FourRatings]:
        return get_four_ratings(self.actor, list(self.by_id.values()))

    @cached_property
    def covers(self) -> Covers:
        return Covers(self.actor, self.heads)

    @cached_property
    def open_to_change(self) -> Mapping[int, str]:
        return load_open_to_change(list(self.heads))

    @cached_property
    def closing_days(self) -> Mapping[int, date]:
        return list_closing_days(list(self.heads))


@dataclass(frozen=True)
class ActivityListRow:
    """An entry in a list, with its four ratings.

    ``snippet`` is some of its text with the words marked, ``marked_title`` its title;
    ``matched_words`` and ``missing_words`` are those that were typed and are in it or not.
    ``is_similar`` when it has none of them, and is like those that have.
    """

    number: int
    lines: ActivityLines
    snippet: tuple[Piece, ...] = ()
    marked_title: tuple[Piece, ...] = ()
    matched_words: tuple[str, ...] = ()
    missing_words: tuple[str, ...] = ()
    is_similar: bool = False
    kind: str = ACTIVITY

    @property
    def is_readable(self) -> bool:
        """It was a moment ago, when its number was read: a curator may have been quicker."""
        return self.number in self.lines.heads

    @property
    def line(self) -> ActivityRow:
        return self.lines.by_id[self.number]

    @property
    def head(self) -> ActivityHead:
        return self.lines.heads[self.number]

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def name(self) -> str:
        return self.head.slug

    @property
    def summary(self) -> str:
        return self.head.summary

    @property
    def at(self) -> datetime:
        """When it came out."""
        return self.head.at

    @property
    def ratings(self) -> FourRatings:
        return self.lines.ratings[self.number]

    @property
    def cover(self) -> Cover:
        return self.lines.covers[self.number]

    @property
    def open_to_change(self) -> str:
        """What people could change."""
        return self.lines.open_to_change.get(self.number, "")

    @property
    def open_until(self) -> date | None:
        """Until when residents are asked how it was for them, while they are."""
        return self.lines.closing_days.get(self.number)


@dataclass(frozen=True)
class Tab:
    """The list of one kind of thing. ``count`` is missing while the index is being made."""

    kind: str
    label: Message
    count: int | None
    endpoint: str
    parameters: Mapping[str, object]
    is_current: bool


@dataclass(frozen=True)
class FilterGroup:
    """Filters below one heading; without a heading they are always in sight."""

    filters: Sequence[Filter]
    label: Message | None = None

    @property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.filters)


@dataclass(frozen=True)
class ActivityListPage:
    """The list. ``answer`` is missing while the index is being made.

    ``likes`` have none of the words, and are like those in ``rows`` that do.
    """

    search: LibrarySearch
    rows: Sequence[ActivityListRow | DocumentRow]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    result: SearchResult | None = None
    similar_rows: Sequence[ActivityListRow | DocumentRow] = ()

    @cached_property
    def filters(self) -> list[Filter]:
        return build_filters(self.search, list_facet_values(self.search, self.counts))

    @property
    def filter_groups(self) -> list[FilterGroup]:
        """Return what most people narrow by, and the rest in folds."""
        return build_filter_groups(self.filters)

    @property
    def has_map(self) -> bool:
        """Stories have places; whether the place has outlines of them is for it to say."""
        return self.kind == ACTIVITY and self.total > 0 and bool(load_outlines_in_use().areas)

    @cached_property
    def map(self) -> AreaMap | None:
        return build_area_map(self.counts.get(Facet.LOCALITY, {}))

    def build_place_address(self, key: str) -> dict[str, object]:
        """Return the address of the same list in one place."""
        chosen = {**self.search.chosen, Facet.LOCALITY: (key,)}
        return build_page_parameters(replace(self.search, page=1, chosen=chosen))

    @property
    def kind(self) -> str:
        """The kind of things that the page lists, on a page of one kind."""
        return next(iter(self.search.chosen.get(Facet.KIND, ())), ACTIVITY)

    @property
    def kind_label(self) -> Message:
        return TAB_LABELS[self.kind]

    @cached_property
    def tabs(self) -> list[Tab]:
        """Return one tab for each kind: that of this page counts what it lists."""
        counts = self.result.kind_counts if self.result else None
        if counts is not None:
            counts = {**counts, self.kind: self.total}
        return build_tabs(self.kind, counts, self.search.words)

    @property
    def activity_ids(self) -> list[int]:
        """The rows that are entries: what programs are given that ask for entries alone."""
        return [row.number for row in self.rows if isinstance(row, ActivityListRow)]

    @property
    def page_count(self) -> int:
        return count_pages(self.total, PAGE_SIZE)

    @property
    def first(self) -> int:
        return self.search.first + 1

    @property
    def last(self) -> int:
        return min(self.total, self.search.page * PAGE_SIZE)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search.words) or has_filters(self.search)

    @property
    def sorts(self) -> list[tuple[SortOrder, Message]]:
        """Return the orders to choose from; without words nothing matches better than another."""
        orders = SORT_LABELS.items()
        return [each for each in orders if self.search.words or each[0] is not SortOrder.BEST]

    @property
    def sort(self) -> SortOrder:
        requested = self.search.sort
        return (
            requested if self.search.words or requested is not SortOrder.BEST else SortOrder.NEWEST
        )

    @property
    def chips(self) -> list[Chip]:
        """Return what the page is narrowed by. Its kind is its tab, and no filter."""
        filters = [each for each in self.filters if each.name != Facet.KIND]
        return build_chips(self.search, filters) if has_filters(self.search) else []

    def build_page_address(self, number: int) -> dict[str, object]:
        return build_page_parameters(replace(self.search, page=number))

    def build_sort_address(self, sort: str) -> dict[str, object]:
        return build_page_parameters(replace(self.search, page=1, sort=SortOrder(sort)))

    def build_words_address(self, words: str) -> dict[str, object]:
        return build_page_parameters(replace(self.search, page=1, words=words))

    @property
    def address(self) -> dict[str, object]:
        """The address of its first page."""
        return self.build_page_address(1)

    @property
    def follow_address(self) -> dict[str, object]:
        """The same for letters and feeds, which are of all kinds where none is named."""
        return {**self.address, "kind": self.kind}

    @property
    def words_only_address(self) -> dict[str, object]:
        return build_page_parameters(LibrarySearch(self.search.words, {Facet.KIND: (self.kind,)}))


def build_chips(search: LibrarySearch, filters: Sequence[Filter]) -> list[Chip]:
    """Return what is chosen, each with the address of the list without it."""
    return [
        Chip(
            option.label,
            each.label,
            build_page_parameters(remove_value(search, Facet(each.name), option.value)),
        )
        for each in filters
        for option in each.options
        if option.is_chosen
    ]


def has_filters(search: LibrarySearch) -> bool:
    return any(values for facet, values in search.chosen.items() if facet is not Facet.KIND)


def build_page_parameters(search: LibrarySearch) -> dict[str, object]:
    """Return the parts of the address of a page of one kind: stories need not be named."""
    parts = build_address(search)
    if parts.get(Facet.KIND) == [ACTIVITY]:
        del parts[Facet.KIND]
    return parts


def build_tabs(current: str, counts: Mapping[str, int] | None, words: str = "") -> list[Tab]:
    """Return a tab for each kind. Words that were typed go along, filters of a list do not."""
    return [
        Tab(
            kind=kind,
            label=label,
            count=None if counts is None else counts.get(kind, 0),
            endpoint=LIST_ENDPOINTS[ACTIVITY if words else kind],
            parameters=build_page_parameters(LibrarySearch(words, {Facet.KIND: (kind,)}))
            if words
            else {},
            is_current=kind == current,
        )
        for kind, label in TAB_LABELS.items()
    ]


def build_activity_list_page(actor: Actor, search: LibrarySearch) -> ActivityListPage:
    """Return the list that was asked for. Without an index the page is not kept."""
    result = queries.run_search(search, skip_caching)
    if result is None:
        skip_caching()
    return (
        build_result_page(actor, search, result)
        if result
        else build_page_without_index(actor, search)
    )


def build_result_page(
    actor: Actor, search: LibrarySearch, result: SearchResult
) -> ActivityListPage:
    """Return the list as the index answers it."""
    rows = build_rows(actor, search, result.found)
    return ActivityListPage(
        search=search,
        rows=[row for row in rows if not row.is_similar],
        similar_rows=[row for row in rows if row.is_similar][:MOST_LIKES],
        total=result.found.total,
        counts=result.counts,
        result=result,
    )


def build_page_without_index(actor: Actor, search: LibrarySearch) -> ActivityListPage:
    """Return the list as it is while the index is being made: every word required, no counts."""
    return ActivityListPage(
        search=search,
        rows=build_rows_without_reasons(actor, queries.list_ids_without_index(actor, search)),
        total=queries.count_without_index(actor, search),
        counts={},
    )


def parse_search(arguments: Mapping[str, Sequence[str]]) -> LibrarySearch:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    chosen = {facet: parse_values(facet, arguments.get(facet, ())) for facet in Facet}
    words = " ".join(arguments.get("q", ()))[:LONGEST_WORDS]
    page = parse_page_number(next(iter(arguments.get("page", ())), ""))
    sort = next((each for each in SortOrder if each in arguments.get("sort", ())), SortOrder.BEST)
    return LibrarySearch(words, chosen, page, sort)


def parse_values(facet: Facet, given: Sequence[str]) -> tuple[str, ...]:
    values = [value for value in given[:MOST_CHOSEN] if value.isprintable() and len(value) < 100]
    return tuple(
        value for value in values if facet not in FIXED_VALUES or value in FIXED_VALUES[facet]
    )


def build_address(search: LibrarySearch) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {"q": search.words} if search.words else {}
    parts |= {facet.value: list(values) for facet, values in search.chosen.items() if values}
    if search.sort is not SortOrder.BEST:
        parts["sort"] = search.sort.value
    return {**parts, "page": search.page} if search.page > 1 else parts


def remove_value(search: LibrarySearch, facet: Facet, dropped: str) -> LibrarySearch:
    left = tuple(value for value in search.chosen[facet] if value != dropped)
    return replace(search, page=1, chosen={**search.chosen, facet: left})


def build_filters(
    search: LibrarySearch, values_by_facet: Mapping[Facet, list[FacetValue]]
) -> list[Filter]:
    """Return the facets that tell things apart, and those in which something is chosen."""
    filters = [
        Filter(
            facet.value,
            label,
            [Option(c.value, c.label, c.count, c.value in search.chosen[facet]) for c in values],
        )
        for facet, label in FACET_LABELS.items()
        if (values := values_by_facet[facet])
    ]
    return [e for e in filters if e.name != Facet.KIND or len(e.options) > 1 or e.is_open]


def build_filter_groups(filters: Sequence[Filter]) -> list[FilterGroup]:
    by_name = {each.name: each for each in filters}
    groups = [
        FilterGroup([by_name[facet] for facet in facets if facet in by_name], label)
        for label, facets in ((None, OPEN_FILTERS), *FILTER_FOLDS)
    ]
    return [group for group in groups if group.filters]


def build_rows(
    actor: Actor, search: LibrarySearch, found: SearchResults
) -> list[ActivityListRow | DocumentRow]:
    """Return what was found as the database has it now: what may not be read is not there."""
    reasons = MatchReasons(found, search.words)
    rows: dict[Hit, ActivityListRow | DocumentRow] = {
        **build_activity_rows(actor, search, found, reasons),
        **build_document_rows(found, reasons),
    }
    return [rows[hit] for hit in found.hits if hit in rows]


def build_activity_rows(
    actor: Actor, search: LibrarySearch, found: SearchResults, reasons: MatchReasons
) -> dict[Hit, ActivityListRow]:
    unshareable_ids = list_confined_activity_ids() if search.is_elsewhere else ()
    hits = [hit for hit in found.hits if hit.kind == ACTIVITY and hit.number not in unshareable_ids]
    ids = [hit.number for hit in hits]
    heads = load_heads_with_texts(actor, ids) if reasons.words else None
    lines = ActivityLines(actor, ids, heads)
    readable = list_readable_ids(actor, ids) if heads is None else heads
    return {
        hit: reasons.explain(
            ActivityListRow(hit.number, lines, is_similar=hit.is_similar),
            hit,
            heads[hit.number].texts if heads else (),
            heads[hit.number].title if heads else "",
        )
        for hit in hits
        if hit.number in readable
    }


def build_rows_without_reasons(actor: Actor, ids: Sequence[int]) -> list[ActivityListRow]:
    lines = ActivityLines(actor, ids)
    return [ActivityListRow(number, lines) for number in ids]


def restrict_to_shareable(search: LibrarySearch) -> LibrarySearch:
    """Ask the same for readers outside this place."""
    return replace(search, is_elsewhere=True)


def restrict_to_activities(search: LibrarySearch) -> LibrarySearch:
    """Ask the same of entries alone, so that pages and counts are of entries."""
    return restrict_to_kind(search, ACTIVITY)


def restrict_to_kind(search: LibrarySearch, kind: str) -> LibrarySearch:
    return replace(search, chosen={**search.chosen, Facet.KIND: (kind,)})


def choose_kind(search: LibrarySearch) -> LibrarySearch:
    """Ask for one kind of things, as a page of the list shows them: stories, if not another."""
    chosen = search.chosen.get(Facet.KIND, ())
    return restrict_to_kind(search, chosen[0] if len(chosen) == 1 else ACTIVITY)
