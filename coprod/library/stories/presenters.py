"""What the pages of the library are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.core.search_engine.models import Hit, SearchResults, SortOrder
from coprod.core.values.actor import Actor
from coprod.core.values.narrowing import Chip, Filter, Option
from coprod.core.values.phrases import Message
from coprod.library.index.enums import ENTRY
from coprod.library.index.presenters import ThingRow, Why, things
from coprod.library.index.rules import Piece
from coprod.library.stories import queries
from coprod.library.stories.enums import FACET_LABELS, FIXED, SORT_LABELS, Facet
from coprod.library.stories.queries import A_PAGE, Answer, Counted, Wanted, facets, readable_ids
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.register.activities.queries import (
    ActivityHead,
    ActivityRow,
    load_heads,
    load_heads_with_texts,
    load_rows,
)
from coprod.web.page_cache import not_this_time

MOST_CHOSEN = 20
MOST_LIKES = 5
LONGEST_WORDS = 300
LAST_PAGE = 10_000


class Lines:
    """The entries of one page of a list, read together when one is asked for.

    A visitor's list often asks for none: its lines are kept from another list. ``heads`` are what
    was read of them already.
    """

    def __init__(
        self, actor: Actor, ids: Sequence[int], heads: Mapping[int, ActivityHead] | None = None
    ) -> None:
        self.actor = actor
        self.ids = ids
        self.read = heads

    @cached_property
    def heads(self) -> Mapping[int, ActivityHead]:
        return load_heads(self.actor, self.ids) if self.read is None else self.read

    @cached_property
    def told(self) -> Mapping[int, ActivityRow]:
        return load_rows(self.heads)

    @cached_property
    def ratings(self) -> Mapping[int, FourRatings]:
        return get_four_ratings(self.actor, list(self.told.values()))


@dataclass(frozen=True)
class Row:
    """An entry in a list, with its four ratings.

    ``snippet`` is some of its text with the words marked; ``has`` and ``lacks`` are the words that
    were typed and are in it or not. ``is_like`` when it has none, and is like those that have.
    """

    number: int
    lines: Lines
    snippet: tuple[Piece, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    is_like: bool = False
    kind: str = ENTRY

    @property
    def is_there(self) -> bool:
        """It was a moment ago, when its number was read: a curator may have been quicker."""
        return self.number in self.lines.heads

    @property
    def line(self) -> ActivityRow:
        return self.lines.told[self.number]

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
class EntriesPage:
    """The list. ``answer`` is missing while the index is being made.

    ``likes`` have none of the words, and are like those in ``rows`` that do.
    """

    wanted: Wanted
    rows: Sequence[Row | ThingRow]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    answer: Answer | None = None
    likes: Sequence[Row | ThingRow] = ()

    @cached_property
    def filters(self) -> list[Filter]:
        return filters(self.wanted, facets(self.wanted, self.counts))

    @property
    def numbers(self) -> list[int]:
        """The rows that are entries: what programs are given that ask for entries alone."""
        return [row.number for row in self.rows if isinstance(row, Row)]

    @property
    def can_compare(self) -> bool:
        """Only entries have a box to tick."""
        return any(isinstance(row, Row) for row in [*self.rows, *self.likes])

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def has_entries_alone(self) -> bool:
        chosen = self.wanted.chosen.get(Facet.KIND)
        told = self.answer.counts.get(Facet.KIND, {}) if self.answer else {}
        return {kind for kind in told if not chosen or kind in chosen} <= {ENTRY}

    @property
    def first(self) -> int:
        return self.wanted.first + 1

    @property
    def last(self) -> int:
        return min(self.total, self.wanted.page * A_PAGE)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted.words or any(self.wanted.chosen.values()))

    @property
    def sorts(self) -> list[tuple[SortOrder, Message]]:
        """Return the orders to choose from; without words nothing matches better than another."""
        orders = SORT_LABELS.items()
        return [each for each in orders if self.wanted.words or each[0] is not SortOrder.BEST]

    @property
    def sort(self) -> SortOrder:
        asked = self.wanted.sort
        return asked if self.wanted.words or asked is not SortOrder.BEST else SortOrder.NEWEST

    @property
    def chips(self) -> list[Chip]:
        if not any(self.wanted.chosen.values()):
            return []
        return [
            Chip(option.label, shown.label, without(self.wanted, Facet(shown.name), option.value))
            for shown in self.filters
            for option in shown.options
            if option.is_chosen
        ]

    def to_page(self, number: int) -> dict[str, object]:
        return address(replace(self.wanted, page=number))

    def sorted_by(self, sort: str) -> dict[str, object]:
        return address(replace(self.wanted, page=1, sort=SortOrder(sort)))

    def with_words(self, words: str) -> dict[str, object]:
        return address(replace(self.wanted, page=1, words=words))

    @property
    def words_alone(self) -> dict[str, object]:
        return address(Wanted(self.wanted.words))


def entries_page(actor: Actor, wanted: Wanted) -> EntriesPage:
    """Return the list that was asked for. Without an index the page is not kept."""
    found = queries.answer(wanted, not_this_time)
    if found is None:
        not_this_time()
    return list_found(actor, wanted, found) if found else list_without_index(actor, wanted)


def list_found(actor: Actor, wanted: Wanted, answer: Answer) -> EntriesPage:
    """Return the list as the index answers it."""
    found = rows(actor, wanted, answer.found)
    return EntriesPage(
        wanted=wanted,
        rows=[row for row in found if not row.is_like],
        likes=[row for row in found if row.is_like][:MOST_LIKES],
        total=answer.found.total,
        counts=answer.counts,
        answer=answer,
    )


def list_without_index(actor: Actor, wanted: Wanted) -> EntriesPage:
    """Return the list as it is while the index is being made: every word required, no counts."""
    return EntriesPage(
        wanted=wanted,
        rows=plain_rows(actor, queries.plain_list(actor, wanted)),
        total=queries.plain_count(actor, wanted),
        counts={},
    )


def wanted(asked: Mapping[str, Sequence[str]]) -> Wanted:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    chosen = {facet: read(facet, asked.get(facet, ())) for facet in Facet}
    words = " ".join(asked.get("q", ()))[:LONGEST_WORDS]
    page = whole(next(iter(asked.get("page", ())), ""))
    sort = next((each for each in SortOrder if each in asked.get("sort", ())), SortOrder.BEST)
    return Wanted(words, chosen, min(max(page or 1, 1), LAST_PAGE), sort)


def read(facet: Facet, given: Sequence[str]) -> tuple[str, ...]:
    values = [value for value in given[:MOST_CHOSEN] if value.isprintable() and len(value) < 100]
    return tuple(value for value in values if facet not in FIXED or value in FIXED[facet])


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def address(wanted: Wanted) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {"q": wanted.words} if wanted.words else {}
    parts |= {facet.value: list(values) for facet, values in wanted.chosen.items() if values}
    if wanted.sort is not SortOrder.BEST:
        parts["sort"] = wanted.sort.value
    return {**parts, "page": wanted.page} if wanted.page > 1 else parts


def without(wanted: Wanted, facet: Facet, shown: str) -> dict[str, object]:
    left = tuple(value for value in wanted.chosen[facet] if value != shown)
    return address(replace(wanted, page=1, chosen={**wanted.chosen, facet: left}))


def filters(wanted: Wanted, counted: Mapping[Facet, list[Counted]]) -> list[Filter]:
    """Return the facets that tell things apart, and those in which something is chosen."""
    shown = [
        Filter(
            facet.value,
            label,
            [Option(c.value, c.label, c.count, c.value in wanted.chosen[facet]) for c in told],
        )
        for facet, label in FACET_LABELS.items()
        if (told := counted[facet])
    ]
    return [e for e in shown if e.name != Facet.KIND or len(e.options) > 1 or e.is_open]


def rows(actor: Actor, wanted: Wanted, found: SearchResults) -> list[Row | ThingRow]:
    """Return what was found as the database has it now: what may not be read is not there."""
    why = Why(found, wanted.words)
    here: dict[Hit, Row | ThingRow] = {
        **entry_rows(actor, wanted, found, why),
        **things(found, why),
    }
    return [here[hit] for hit in found.hits if hit in here]


def entry_rows(actor: Actor, wanted: Wanted, found: SearchResults, why: Why) -> dict[Hit, Row]:
    stays = list_confined_activity_ids() if wanted.is_elsewhere else ()
    hits = [hit for hit in found.hits if hit.kind == ENTRY and hit.number not in stays]
    ids = [hit.number for hit in hits]
    told = load_heads_with_texts(actor, ids) if why.words else None
    lines = Lines(actor, ids, told)
    here = readable_ids(actor, ids) if told is None else told
    return {
        hit: why.told(
            Row(hit.number, lines, is_like=hit.is_similar),
            hit,
            told[hit.number].texts if told else (),
        )
        for hit in hits
        if hit.number in here
    }


def plain_rows(actor: Actor, ids: Sequence[int]) -> list[Row]:
    lines = Lines(actor, ids)
    return [Row(number, lines) for number in ids]


def for_elsewhere(wanted: Wanted) -> Wanted:
    """Ask the same for readers outside this place."""
    return replace(wanted, is_elsewhere=True)


def only_entries(wanted: Wanted) -> Wanted:
    """Ask the same of entries alone, so that pages and counts are of entries."""
    return replace(wanted, chosen={**wanted.chosen, Facet.KIND: (ENTRY,)})
