"""What the pages of insight summaries and of trends are given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.keys import parse_day, parse_digits, parse_page_number
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.intelligence.feedback import policies, queries, rules
from coprod.intelligence.feedback.enums import (
    LISTS_BY_SIDE,
    NOT_ON_LIST_MESSAGES,
    Side,
    Theme,
    Window,
)
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import PAGE_SIZE, SummaryFilter, TrendData
from coprod.intelligence.feedback.rules import (
    Detail,
    DisclosedNumbers,
    Feelings,
    Key,
    Piece,
    build_unplaced,
    disclose,
    disclose_exactly,
)
from coprod.reference.lists.models import Term

LONGEST_NUMBER = 9
ARGUMENT_NAMES = frozenset({*(side.value for side in Side), "source", "since", "until"})
MOST_NARRATIVES = 10
MOST_QUARTERS_BACK = 20
"""How many quarters back one can choose to look from: five years."""


@dataclass(frozen=True)
class SummaryView:
    """One summary as this reader may see it."""

    insight: Insight
    about: tuple[str | Message, ...]
    disclosed: DisclosedNumbers


@dataclass(frozen=True)
class FilterChoice:
    """One way to narrow the list: a side, its label, and what can be chosen."""

    name: str
    label: Message
    options: tuple[tuple[str, str | Message], ...]
    chosen: str


@dataclass(frozen=True)
class SummariesPage:
    rows: tuple[SummaryView, ...]
    total: int
    summary_filter: SummaryFilter
    choices: tuple[FilterChoice, ...]
    arguments: Mapping[str, str]

    @property
    def pages(self) -> int:
        return ceil(self.total / PAGE_SIZE)

    def to_page(self, number: int) -> dict[str, str]:
        return {**self.arguments, "page": str(number)}


def build_summary_view(actor: Actor, insight: Insight) -> SummaryView:
    exact = policies.sees_exact_numbers(actor)
    disclosed = disclose_exactly(insight.numbers) if exact else disclose(insight.public_numbers)
    return SummaryView(insight, tuple(queries.list_subject_names(insight)), disclosed)


def build_summaries_page(actor: Actor, arguments: Mapping[str, str]) -> SummariesPage:
    summary_filter = parse_summary_filter(arguments)
    rows = [
        build_summary_view(actor, each) for each in queries.list_summaries(actor, summary_filter)
    ]
    known_arguments = {
        name: value for name, value in arguments.items() if value and name in ARGUMENT_NAMES
    }
    total = queries.count_summaries(actor, summary_filter)
    return SummariesPage(
        tuple(rows),
        total,
        summary_filter,
        build_filter_choices(actor, summary_filter),
        known_arguments,
    )


def build_filter_choices(actor: Actor, summary_filter: SummaryFilter) -> tuple[FilterChoice, ...]:
    by_side = build_options_by_side(list(queries.get_terms_by_id().values()))
    choices = [build_side_choice(side, by_side.get(side, []), summary_filter) for side in Side]
    sources = tuple((name, name) for name in queries.list_sources(actor))
    choices.append(FilterChoice("source", N_("Who collected it"), sources, summary_filter.source))
    return tuple(choice for choice in choices if choice.options)


def build_side_choice(
    side: Side, options: Sequence[tuple[int, str]], summary_filter: SummaryFilter
) -> FilterChoice:
    values: list[tuple[str, str | Message]] = [(str(key), label) for key, label in options]
    if side is Side.THEME:
        values = [(theme.value, label) for theme, label in Theme.labels().items()]
    return FilterChoice(
        side.value, side.label, tuple(values), str(summary_filter.about.get(side, ""))
    )


def build_options_by_side(terms: Sequence[Term]) -> dict[Side, list[tuple[int, str]]]:
    """Return for each side the names in use, as a form field wants them."""
    today = clock.today()
    return {
        side: [(t.id, t.label) for t in terms if t.listing is listing and t.is_in_use(today)]
        for side, listing in LISTS_BY_SIDE.items()
    }


def parse_summary_filter(arguments: Mapping[str, str]) -> SummaryFilter:
    """Read what was asked for in an address. What cannot be is left out."""
    about = {
        side: value
        for side in Side
        if (value := parse_side_value(side, arguments.get(side.value, "")))
    }
    number = arguments.get("page", "1")
    return SummaryFilter(
        about=about,
        source=arguments.get("source", ""),
        since=parse_day(arguments.get("since", "")),
        until=parse_day(arguments.get("until", "")),
        page=parse_page_number(number),
    )


def parse_side_value(side: Side, text: str) -> int | str | None:
    if side is Side.THEME:
        return text if text in set(Theme) else None
    if side is Side.ELSEWHERE:
        return text or None
    return parse_digits(text, LONGEST_NUMBER)


@dataclass(frozen=True)
class TrendRow:
    """One bar: its name, its numbers, and where the summaries behind it are."""

    name: str | Message
    disclosed: DisclosedNumbers
    link: Mapping[str, str]


@dataclass(frozen=True)
class TrendsSelection:
    """What a reader wants to look at."""

    by: Side
    window: Window
    until: Quarter


@dataclass(frozen=True)
class TrendsPage:
    data: TrendData
    selection: TrendsSelection
    exact: bool
    newest: Quarter | None

    @property
    def quarters(self) -> Sequence[Quarter]:
        return self.selection.window.list_quarters(self.selection.until)

    @cached_property
    def total_row(self) -> TrendRow:
        """All feedback in the chosen time about this area."""
        return self.build_total_row("", self.quarters)

    def build_total_row(self, name: str | Message, quarters: Sequence[Quarter]) -> TrendRow:
        """Return the totals of a time, in no more detail than the figures beside it allow."""
        pieces = rules.select_countable(self.filter_by_time(quarters), None)
        numbers, link = rules.add_up(pieces), build_span_arguments(quarters)
        if self.exact:
            return TrendRow(name, disclose_exactly(numbers), link)
        of_sum = rules.get_safe_detail_of_sum(pieces)
        safe_detail = min([of_sum, *map(self.get_quarter_detail, quarters)])
        return TrendRow(name, disclose(numbers, safe_detail), link)

    def get_quarter_detail(self, quarter: Quarter) -> Detail:
        """Return how much of one quarter may be disclosed beside its places and services."""
        here = self.filter_by_time([quarter])
        whole = rules.add_up(rules.select_countable(here, None)).feelings
        safe_detail = rules.get_risk_free_detail(whole) if whole else Detail.THREE
        parts_by_side = (self.iterate_part_feelings(side, here) for side in Side)
        given_parts = (rules.get_detail_given_parts(safe_detail, parts) for parts in parts_by_side)
        return min([safe_detail, *given_parts])

    def iterate_part_feelings(self, side: Side, here: Sequence[Piece]) -> Iterator[Feelings]:
        if side is Side.ELSEWHERE:
            return
        for key in self.data.names[side]:
            feelings = rules.add_up(rules.select_countable(here, side, key)).feelings
            if feelings:
                yield feelings

    @property
    def pieces(self) -> list[Piece]:
        return self.filter_by_time(self.quarters)

    def filter_by_time(self, quarters: Sequence[Quarter]) -> list[Piece]:
        return rules.filter_within(self.data.pieces, quarters)

    @cached_property
    def rows(self) -> list[TrendRow]:
        """One line for each name on the chosen side, those that nobody told us about too."""
        side = self.selection.by
        return [self.build_row(side, key, name) for key, name in self.data.names[side].items()]

    def build_row(self, side: Side, key: Key, name: str | Message) -> TrendRow:
        pieces = rules.select_countable(self.pieces, side, key)
        link = {side.value: str(key), **build_span_arguments(self.quarters)}
        disclosed = rules.disclose_sum(pieces, exact=self.exact)
        may_be_here = rules.may_be_unplaced(self.data.unplaced, side, self.quarters)
        if disclosed.is_gap and may_be_here:
            disclosed = build_unplaced()
        return TrendRow(name, disclosed, link)

    @cached_property
    def trend(self) -> list[TrendRow]:
        """Six quarters, the newest last, and before them the same quarter three years ago."""
        until = self.selection.until
        old = Window.THREE_YEARS_AGO.list_quarters(until)
        quarters = (*old, *Window.EIGHTEEN_MONTHS.list_quarters(until))
        return [self.build_quarter_row(quarter) for quarter in quarters]

    def build_quarter_row(self, quarter: Quarter) -> TrendRow:
        return self.build_total_row(quarter.label, [quarter])

    @property
    def gaps(self) -> list[str | Message]:
        return [row.name for row in self.rows if row.disclosed.is_gap]

    @property
    def unplaced(self) -> list[str | Message]:
        return [row.name for row in self.rows if row.disclosed.is_unplaced]

    @property
    def why_unplaced(self) -> Message | None:
        return NOT_ON_LIST_MESSAGES.get(self.selection.by)

    @property
    def silent_quarters(self) -> list[Message | str]:
        return [point.name for point in self.trend if point.disclosed.is_gap]

    @cached_property
    def narratives(self) -> list[Insight]:
        """The words behind the chosen time, the newest first."""
        ids = [piece.id for piece in self.pieces if Side.ELSEWHERE not in piece.values]
        insights = [self.data.insights[each] for each in ids]
        return [each for each in insights if each.narrative][:MOST_NARRATIVES]

    @property
    def summaries_without_words(self) -> int:
        """How many summaries have numbers and no words."""
        return sum(not self.data.insights[piece.id].narrative for piece in self.pieces)

    @property
    def selectable_quarters(self) -> list[Quarter]:
        last = get_last_whole_quarter(clock.today())
        near = [last.back(n) for n in range(MOST_QUARTERS_BACK)]
        return sorted({*near, self.selection.until, *([self.newest] if self.newest else [])})[::-1]

    def build_arguments(self, **other: str) -> dict[str, str]:
        arguments = {"by": self.selection.by.value, "window": self.selection.window.value}
        return {**arguments, "until": str(self.selection.until), **other}


def build_span_arguments(quarters: Sequence[Quarter]) -> dict[str, str]:
    return {"since": quarters[0].starts.isoformat(), "until": quarters[-1].ends.isoformat()}


def build_trends_page(actor: Actor, arguments: Mapping[str, str]) -> TrendsPage:
    selection = parse_trends_selection(arguments)
    newest = queries.get_newest_day(actor)
    data = queries.load_trend_data(actor, selection.until)
    latest = Quarter.containing(newest) if newest else None
    return TrendsPage(data, selection, policies.sees_exact_numbers(actor), latest)


def parse_trends_selection(arguments: Mapping[str, str]) -> TrendsSelection:
    """Read what was asked for in an address. What cannot be is replaced by the usual."""
    by, window = arguments.get("by", ""), arguments.get("window", "")
    default = TrendsSelection(
        Side.SERVICE, Window.FOUR_QUARTERS, get_last_whole_quarter(clock.today())
    )
    selection = replace(default, by=Side(by)) if by in set(Side) else default
    selection = replace(selection, window=Window(window)) if window in set(Window) else selection
    try:
        return replace(selection, until=Quarter.parse(arguments.get("until", "")))
    except ValueError:
        return selection
