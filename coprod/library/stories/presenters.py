"""What the pages of the library are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.core.search_engine.models import Hit, SearchResults, SortOrder
from coprod.core.values.actor import Actor
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.narrowing import Chip, Filter, Option
from coprod.core.values.phrases import Message
from coprod.library.index.enums import ACTIVITY
from coprod.library.index.presenters import DocumentRow, MatchReasons, build_document_rows
from coprod.library.index.rules import Piece
from coprod.library.stories import queries
from coprod.library.stories.enums import FACET_LABELS, FIXED_VALUES, SORT_LABELS, Facet
from coprod.library.stories.queries import (
    PAGE_SIZE,
    FacetValue,
    LibrarySearch,
    SearchResult,
    list_facet_values,
    list_readable_ids,
)
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.register.activities.queries import (
    ActivityHead,
    ActivityRow,
    load_heads,
    load_heads_with_texts,
    load_rows,
)
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


@dataclass(frozen=True)
class ActivityListRow:
    """An entry in a list, with its four ratings.

    ``snippet`` is some of its text with the words marked; ``has`` and ``lacks`` are the words that
    were typed and are in it or not. ``is_like`` when it has none, and is like those that have.
    """

    number: int
    lines: ActivityLines
    snippet: tuple[Piece, ...] = ()
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
    def activity_ids(self) -> list[int]:
        """The rows that are entries: what programs are given that ask for entries alone."""
        return [row.number for row in self.rows if isinstance(row, ActivityListRow)]

    @property
    def can_compare(self) -> bool:
        """Only entries have a box to tick."""
        return any(isinstance(row, ActivityListRow) for row in [*self.rows, *self.similar_rows])

    @property
    def page_count(self) -> int:
        return count_pages(self.total, PAGE_SIZE)

    @property
    def has_only_activities(self) -> bool:
        chosen = self.search.chosen.get(Facet.KIND)
        counts = self.result.counts.get(Facet.KIND, {}) if self.result else {}
        return {kind for kind in counts if not chosen or kind in chosen} <= {ACTIVITY}

    @property
    def first(self) -> int:
        return self.search.first + 1

    @property
    def last(self) -> int:
        return min(self.total, self.search.page * PAGE_SIZE)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search.words or any(self.search.chosen.values()))

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
        if not any(self.search.chosen.values()):
            return []
        return [
            Chip(
                option.label,
                facet_filter.label,
                build_address_without(self.search, Facet(facet_filter.name), option.value),
            )
            for facet_filter in self.filters
            for option in facet_filter.options
            if option.is_chosen
        ]

    def build_page_address(self, number: int) -> dict[str, object]:
        return build_address(replace(self.search, page=number))

    def build_sort_address(self, sort: str) -> dict[str, object]:
        return build_address(replace(self.search, page=1, sort=SortOrder(sort)))

    def build_words_address(self, words: str) -> dict[str, object]:
        return build_address(replace(self.search, page=1, words=words))

    @property
    def words_only_address(self) -> dict[str, object]:
        return build_address(LibrarySearch(self.search.words))


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


def build_address_without(search: LibrarySearch, facet: Facet, dropped: str) -> dict[str, object]:
    left = tuple(value for value in search.chosen[facet] if value != dropped)
    return build_address(replace(search, page=1, chosen={**search.chosen, facet: left}))


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
    return replace(search, chosen={**search.chosen, Facet.KIND: (ACTIVITY,)})
