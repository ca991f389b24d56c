"""What the page of a closer look is given: breakdowns, drawings, and computed sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coprod.core.charts.rules import (
    Chart,
    ChartMark,
    ChartRow,
    RunChart,
    RunEvent,
    RunPoint,
    SpanChart,
    Words,
)
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message, quote
from coprod.intelligence.breakdowns.enums import NOT_GIVEN, ROW_LABELS, Comparison, SplitBy
from coprod.intelligence.breakdowns.queries import (
    find_latest_quarter,
    get_breakdown,
    get_breakdowns,
    list_values,
)
from coprod.intelligence.breakdowns.rules import Breakdown, Change, Cut, Row, check_for_readers
from coprod.intelligence.deep_dives.enums import PagePart
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.intelligence.deep_dives.queries import SilentPractices, find_silent_practices
from coprod.intelligence.deep_dives.rules import (
    describe_limits,
    describe_most_and_least,
    describe_rows,
    describe_share,
    describe_trend,
    describe_years,
)
from coprod.intelligence.feedback.enums import Window
from coprod.intelligence.feedback.policies import sees_exact_numbers

SPLITS: dict[PagePart, SplitBy] = {
    PagePart.THEMES: SplitBy.THEME,
    PagePart.STAFF: SplitBy.STAFF_ROLE,
    PagePart.NETWORKS: SplitBy.NETWORK,
    PagePart.ETHNIC_GROUPS: SplitBy.ETHNIC_GROUP,
    PagePart.BOROUGHS: SplitBy.BOROUGH,
}
BAR_SPLITS = frozenset({SplitBy.THEME, SplitBy.STAFF_ROLE})
"""What is praised and what is not, as bars; everything else as points on their ranges."""
SPLITS_TO_CHOOSE = (
    SplitBy.AGE_GROUP,
    SplitBy.LOCALITY,
    SplitBy.PRACTICE,
    SplitBy.GROUP,
    SplitBy.SERVICE,
    SplitBy.SOURCE,
)
"""What the page does not split by anyway."""
WITHIN_TO_CHOOSE = (
    SplitBy.LOCALITY,
    SplitBy.NETWORK,
    SplitBy.PRACTICE,
    SplitBy.THEME,
    SplitBy.STAFF_ROLE,
    SplitBy.ETHNIC_GROUP,
    SplitBy.AGE_GROUP,
)
COMPARISONS = (Comparison.PREVIOUS_QUARTER, Comparison.YEAR_AGO)
"""Three years ago and other boroughs always stand there."""
MOST_QUARTERS = 16
Option = tuple[str, Message | str]
HEADINGS = (N_("Positive"), N_("Likely range"), N_("Comments"))


@dataclass(frozen=True)
class PartView:
    """A part of the page: its heading, its drawing with its table, and a sentence below."""

    part: PagePart | None
    heading: Message
    chart: Chart
    sentence: Message | None = None

    @property
    def is_bars(self) -> bool:
        return not isinstance(self.chart, SpanChart)


@dataclass(frozen=True)
class TrendView:
    """How a cut went over time: its drawing, and each month or quarter with what the table says."""

    heading: Message
    sentence: Message
    chart: RunChart
    rows: Sequence[tuple[PartialDate, ChartRow]]

    @property
    def ticks(self) -> list[str]:
        return [f"{each}%" for each in self.chart.ticks]


@dataclass(frozen=True)
class ClosePage:
    """All that people told us of one cut, as one reader sees it."""

    cut: Cut
    whole: Row
    is_exact: bool
    parts: Mapping[PagePart, PartView]
    chosen: PartView | None
    trend: TrendView | None
    compared: Change | None
    years_ago: PartView | None
    silent: SilentPractices | None
    limits: Sequence[Message] = ()

    @property
    def there(self) -> set[PagePart]:
        """The parts that this page has, for links that lead to them."""
        others = {
            PagePart.TREND: self.trend,
            PagePart.SILENT: self.silent,
            PagePart.YEARS_AGO: self.years_ago,
        }
        return {PagePart.HEADLINE, *self.parts, *(part for part, each in others.items() if each)}


def build_page(actor: Actor, cut: Cut, events: Sequence[RunEvent] = ()) -> ClosePage:
    """Return the page of a cut. ``RuleBrokenError`` for a cut that the actor may not ask for."""
    base = cut.split(None)
    splits = list_splits(actor, cut)
    found = get_breakdowns(actor, base, [None, *splits])
    whole = found[None].whole
    earlier = [build_earlier(actor, cut, whole, each) for each in (cut.compare, YEARS_AGO)]
    parts = {
        part: build_part(part, found[split], whole)
        for part, split in SPLITS.items()
        if split in found and found[split].rows
    }
    is_shown_already = cut.split_by in SPLITS.values()
    chosen = found.get(cut.split_by) if cut.split_by and not is_shown_already else None
    return ClosePage(
        cut=cut,
        whole=whole,
        is_exact=found[None].is_exact,
        parts=parts,
        chosen=build_part(None, chosen, whole) if chosen else None,
        trend=build_trend(actor, cut, events),
        compared=earlier[0],
        years_ago=build_years(cut, earlier[1]) if earlier[1] else None,
        silent=find_silent_practices(actor, base) if SplitBy.PRACTICE not in cut.filters else None,
        limits=describe_limits(whole, found),
    )


YEARS_AGO = Comparison.THREE_YEARS_AGO


def list_splits(actor: Actor, cut: Cut) -> list[SplitBy]:
    """Return by what the page splits a cut: what is asked for, and the rest that may be seen."""
    wanted = [*([cut.split_by] if cut.split_by else []), *SPLITS.values()]
    return [
        split
        for split in dict.fromkeys(wanted)
        if split not in cut.filters and (split is cut.split_by or may_see(actor, cut, split))
    ]


def may_see(actor: Actor, cut: Cut, split: SplitBy) -> bool:
    if sees_exact_numbers(actor):
        return True
    try:
        check_for_readers(cut.split(split))
    except RuleBrokenError:
        return False
    return True


def build_earlier(actor: Actor, cut: Cut, now: Row, compare: Comparison | None) -> Change | None:
    """Return the whole beside an earlier time, where a share of it is shown."""
    if compare in {None, Comparison.OTHER_BOROUGHS} or cut.has_exact_days or not now.has_share:
        return None
    before = get_breakdown(actor, cut.split(None).move_back(compare)).whole
    return Change(before, now) if before.has_share else None


# Rows of people


def build_part(part: PagePart | None, breakdown: Breakdown, whole: Row) -> PartView:
    split = breakdown.cut.split_by
    name = part.value if part else "chosen"
    label: Message = split.label if split else N_("All of it")
    headings = (label, *HEADINGS)
    rows = [build_chart_row(row) for row in sorted(breakdown.rows, key=get_place)]
    if split in BAR_SPLITS:
        heading = describe_most_and_least(label, breakdown.rows)
        return PartView(part, heading, Chart(name, heading, headings, rows))
    heading = describe_rows(label, breakdown.rows)
    chart = SpanChart(name, heading, headings, rows, whole.positive)
    return PartView(part, heading, chart, breakdown.sentence)


def get_place(row: Row) -> tuple[bool, bool, int]:
    """Put the most positive first, then what has no share, and last who is of no name."""
    return row.key in ROW_LABELS, not row.has_share, -(row.positive or 0)


def build_chart_row(row: Row) -> ChartRow:
    """Return a row as a drawing and a table show it: its share, or words where there is none."""
    label = N_("Did not say") if row.key == NOT_GIVEN else row.label
    if row.positive is None:
        words = row.words or N_("Not shown")
        return ChartRow(label, None, (words, N_("Not shown"), row.shown.comments))
    low, high = row.likely or (None, None)
    likely = N_("%(low)s%% to %(high)s%%", low=low, high=high) if row.likely else N_("Not shown")
    cells = (describe_share(row), likely, row.shown.comments)
    return ChartRow(label, ChartMark(row.positive, low, high), cells, is_strong=bool(row.differs))


def build_years(cut: Cut, change: Change) -> PartView:
    """Return now beside three years ago."""
    heading, sentence = describe_years(change)
    labels = (cut.move_back(YEARS_AGO).quarters[-1].label, cut.quarters[-1].label)
    rows = [
        build_chart_row(replace(row, label=label, differs=0))
        for row, label in zip((change.before, change.now), labels, strict=True)
    ]
    chart = SpanChart(PagePart.YEARS_AGO.value, heading, (N_("Quarter"), *HEADINGS), rows)
    return PartView(PagePart.YEARS_AGO, heading, chart, sentence)


# Over time


def build_trend(actor: Actor, cut: Cut, events: Sequence[RunEvent]) -> TrendView | None:
    """Return 18 months up to the end of the cut, month by month where readers may see that."""
    if cut.has_exact_days:
        return None
    long_cut = replace(cut, window=Window.EIGHTEEN_MONTHS, split_by=SplitBy.MONTH, compare=None)
    rows = get_breakdown(actor, long_cut).rows
    if not any(row.has_share for row in rows):
        return None
    points = [build_point(row) for row in rows]
    heading, sentence = describe_trend(rows)
    chart = RunChart(PagePart.TREND.value, points, events=events)
    return TrendView(heading, sentence, chart, [build_trend_row(row) for row in rows])


def build_trend_row(row: Row) -> tuple[PartialDate, ChartRow]:
    day = read_first_day(row.key)
    return PartialDate(day.year, day.month), build_chart_row(row)


def build_point(row: Row) -> RunPoint:
    low, high = row.likely or (None, None)
    return RunPoint(read_first_day(row.key), row.positive, low, high)


def read_first_day(key: str) -> date:
    """Read the key of a row of time: ``2026-03`` or ``2026-Q1``."""
    year, _, rest = key.partition("-")
    month = int(rest[1:]) * 3 - 2 if rest.startswith("Q") else int(rest)
    return date(int(year), month, 1)


def list_run_events(deep_dive: DeepDive | None) -> list[RunEvent]:
    """Return what happened meanwhile, as the trend draws it."""
    events = deep_dive.events if deep_dive else []
    return [RunEvent(each.day, quote(each.words)) for each in events]


def list_file_rows(close: ClosePage) -> list[list[Words]]:
    """Return all rows of the page as a file has them."""
    rows: list[list[Words]] = [
        [N_("Part"), N_("Of"), *HEADINGS],
        [N_("All of it"), "", *build_chart_row(close.whole).cells],
    ]
    parts = [*close.parts.values(), *(each for each in (close.chosen, close.years_ago) if each)]
    for each in parts:
        rows += [[each.chart.headings[0], row.label, *row.cells] for row in each.chart.rows]
    if close.trend:
        rows += [[N_("Over time"), row.label, *row.cells] for _month, row in close.trend.rows]
    return rows


# The form of the cut


@dataclass(frozen=True)
class CutChoice:
    """One list of the form. ``groups``: the choices under headings, or under none."""

    name: str
    label: Message
    groups: Sequence[tuple[Message | None, Sequence[Option]]]
    chosen: str


def build_cut_choices(actor: Actor, cut: Cut) -> list[CutChoice]:
    """Return the lists of the form, each with what the cut has now."""
    asked = cut.args
    every: Option = ("", N_("All"))
    sources = [("", N_("The newest")), *list_values(actor, SplitBy.SOURCE)]
    latest = max(find_latest_quarter(actor), cut.until)
    quarters = [(str(each), each.label) for each in map(latest.back, range(MOST_QUARTERS))]
    services = [every, *list_values(actor, SplitBy.SERVICE)]
    splits = [("", N_("Nothing more")), *list_options(SPLITS_TO_CHOOSE)]
    beside = [("", N_("Nothing")), *list_options(COMPARISONS)]
    return [
        CutChoice("service", N_("Service"), [(None, services)], cut.service),
        CutChoice("source", N_("Who collected it"), [(None, sources)], cut.source),
        CutChoice("window", N_("How long"), [(None, list_options(Window))], cut.window.value),
        CutChoice("until", N_("Up to the end of"), [(None, quarters)], str(cut.until)),
        CutChoice("split", N_("Split also by"), [(None, splits)], asked.get("split", "")),
        CutChoice("within", N_("Only"), list_within(actor), asked.get("within", "")),
        CutChoice("compare", N_("Beside"), [(None, beside)], asked.get("compare", "")),
    ]


def list_options(members: Iterable[LabelledEnum]) -> list[Option]:
    return [(each.value, each.label) for each in members]


def list_within(actor: Actor) -> list[tuple[Message | None, Sequence[Option]]]:
    """Return what the cut can be narrowed to, by what it is a value of."""
    groups: list[tuple[Message | None, Sequence[Option]]] = [(None, [("", N_("Everybody"))])]
    for split in WITHIN_TO_CHOOSE:
        values = list_values(actor, split)
        options = [(f"{split}:{key}", label) for key, label in values]
        if options:
            groups.append((split.label, options))
    return groups
