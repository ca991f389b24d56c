"""What the page of gaps is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.intelligence.coverage import queries
from coprod.intelligence.coverage.enums import (
    LISTS_OF_ACTIVITIES,
    CellSign,
    CoverageView,
    GapKind,
)
from coprod.intelligence.coverage.queries import ActivityLink
from coprod.intelligence.coverage.rules import AnswerCounts, CoverageCell, build_feedback_cell
from coprod.intelligence.feedback import rules
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, NOT_ON_LIST_MESSAGES, Side, Window
from coprod.intelligence.feedback.presenters import build_span_arguments
from coprod.intelligence.feedback.queries import TrendData, load_trend_data
from coprod.intelligence.feedback.rules import Key
from coprod.reference.outlines.presenters import AreaMap, build_area_map
from coprod.reference.outlines.queries import load_outlines_in_use

FALL_WINDOW = Window.EIGHTEEN_MONTHS
SILENCE_WINDOW = Window.FOUR_QUARTERS
SIDES_OF_ACTIVITIES = frozenset(
    side for side, listing in LISTS_BY_SIDE.items() if listing in LISTS_OF_ACTIVITIES
)


@dataclass(frozen=True)
class Gap:
    """One gap: of what, said in a sentence, with the rows behind it.

    ``summaries`` is the link to the feedback behind it, ``entries`` are public activities.
    """

    name: str | Message
    sentence: Message
    summaries: Mapping[str, str] | None = None
    entries: Sequence[ActivityLink] = ()


@dataclass(frozen=True)
class GapGroup:
    """Gaps of one kind on one side, such as places or services.

    ``unplaced`` are silent too, but none can be called a gap: ``why_unplaced``.
    """

    label: Message
    gaps: Sequence[Gap]
    total: int
    unplaced: Sequence[str | Message] = ()
    why_unplaced: Message | None = None


@dataclass(frozen=True)
class CoverageRow:
    """One place, service or group: a cell for each quarter."""

    key: Key
    name: str | Message
    cells: Sequence[CoverageCell]

    @property
    def is_silent(self) -> bool:
        """Tell whether nobody told us anything about it, as far as we can say."""
        return all(cell.feedback.sign is CellSign.NONE for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)

    @property
    def heard(self) -> int:
        return sum(cell.feedback.sign is CellSign.THERE for cell in self.cells)

    @property
    def counts(self) -> AnswerCounts:
        return AnswerCounts(
            sum(cell.counts.entries for cell in self.cells),
            sum(cell.counts.unanswered for cell in self.cells),
        )


@dataclass(frozen=True)
class CoverageGrid:
    """All that is on one list, by quarter. ``has_activities``: activities are found by the list."""

    side: Side
    rows: Sequence[CoverageRow]
    why_unplaced: Message | None = None

    @property
    def has_activities(self) -> bool:
        return self.side in SIDES_OF_ACTIVITIES

    @property
    def silent(self) -> int:
        return sum(row.is_silent for row in self.rows)

    @property
    def empty_rows(self) -> list[CoverageRow]:
        """Those with nothing at all: their names stand together."""
        return [row for row in self.rows if row.is_empty]

    @property
    def filled_rows(self) -> list[CoverageRow]:
        return [row for row in self.rows if not row.is_empty]

    @property
    def unplaced_rows(self) -> list[CoverageRow]:
        signs = (CellSign.UNPLACED,)
        return [row for row in self.rows if any(c.feedback.sign in signs for c in row.cells)]


@dataclass(frozen=True)
class CoveragePage:
    """The grids of all lists, and the one that is looked at."""

    quarters: Sequence[Quarter]
    grids: Sequence[CoverageGrid]
    view: CoverageView
    map: AreaMap | None = None
    by: Side = Side.LOCALITY

    @property
    def grid(self) -> CoverageGrid | None:
        return next((grid for grid in self.grids if grid.side is self.by), None)

    @property
    def views(self) -> Sequence[CoverageView]:
        has_activities = self.grid is not None and self.grid.has_activities
        return list(CoverageView) if has_activities else [CoverageView.FEEDBACK]


@dataclass(frozen=True)
class GapsPage:
    until: Quarter
    kinds: Mapping[GapKind, Sequence[GapGroup]]


def build_gaps_page(actor: Actor) -> GapsPage:
    until = get_last_whole_quarter(clock.today())
    data = load_trend_data(actor, until)
    kinds = {
        GapKind.FALLING: build_falling_groups(data),
        GapKind.UNANSWERED: build_unanswered_groups(),
    }
    return GapsPage(until, kinds)


def build_silent_group(data: TrendData, side: Side) -> GapGroup:
    quarters = SILENCE_WINDOW.list_quarters(data.until)
    recent_pieces = rules.filter_within(data.pieces, quarters)
    names = data.names[side]
    quiet = {
        key: name
        for key, name in names.items()
        if not rules.filter_with_comments(recent_pieces, side, key)
    }
    if quiet and rules.may_be_unplaced(data.unplaced, side, quarters):
        return GapGroup(side.label, [], len(names), [*quiet.values()], NOT_ON_LIST_MESSAGES[side])
    return GapGroup(
        side.label, [build_silent_gap(data, side, *each) for each in quiet.items()], len(names)
    )


def build_silent_gap(data: TrendData, side: Side, key: Key, name: str | Message) -> Gap:
    before = rules.filter_with_comments(data.pieces, side, key)
    if not before:
        return Gap(name, N_("No feedback in more than three years."))
    last = Quarter.containing(max(piece.ends for piece in before))
    sentence = N_(
        "No feedback in the last four quarters. The last was from %(when)s.", when=last.label
    )
    return Gap(name, sentence, {side.value: str(key)})


def build_falling_groups(data: TrendData) -> list[GapGroup]:
    """Return what falls on each side, where no public activity shares the work with people."""
    groups = []
    for side in LISTS_BY_SIDE:
        names = data.names[side]
        falling_names = {k: n for k, n in names.items() if is_falling(data, side, k)}
        shared = list_shared(side, falling_names)
        gaps = [
            build_falling_gap(data, side, key, name)
            for key, name in falling_names.items()
            if key not in shared
        ]
        groups.append(GapGroup(side.label, gaps, len(names)))
    return [each for each in groups if each.total]


def is_falling(data: TrendData, side: Side, key: Key) -> bool:
    return rules.is_falling(rules.filter_by_subject(data.pieces, side, key), data.until)


def list_shared(side: Side, names: Mapping[Key, str | Message]) -> set[Key]:
    """Return those about which a public activity promises or shows co-design or more."""
    if side in SIDES_OF_ACTIVITIES:
        return {*queries.find_shared_terms([int(key) for key in names])}
    return {*queries.find_shared_names({int(key): str(name) for key, name in names.items()})}


def build_falling_gap(data: TrendData, side: Side, key: Key, name: str | Message) -> Gap:
    sentence = N_(
        "Fewer comments are positive than before, and no public activity shares power over it."
    )
    return Gap(
        name,
        sentence,
        {side.value: str(key), **build_span_arguments(FALL_WINDOW.list_quarters(data.until))},
    )


def build_unanswered_groups() -> list[GapGroup]:
    terms = queries.list_terms()
    unanswered_by_term = queries.list_unanswered_by_term()
    groups = []
    for listing in LISTS_OF_ACTIVITIES:
        listed = [term for term in terms if term.listing is listing]
        gaps = [
            Gap(
                term.label,
                describe_unanswered(unanswered_by_term[term.id][0]),
                entries=unanswered_by_term[term.id][1],
            )
            for term in listed
            if term.id in unanswered_by_term
        ]
        groups.append(GapGroup(listing.label, gaps, len(listed)))
    return [each for each in groups if each.total]


def describe_unanswered(counts: AnswerCounts) -> Message:
    return N_(
        "%(entries)s public activities. %(unanswered)s of them have not said here what came of it.",
        entries=counts.entries,
        unanswered=counts.unanswered,
    )


# The grid


def build_coverage_page(actor: Actor, arguments: Mapping[str, str]) -> CoveragePage:
    quarters = queries.list_grid_quarters()
    grids = build_grids(actor, quarters)
    sides = [grid.side for grid in grids]
    by = next((side for side in sides if side == arguments.get("by")), None)
    page = CoveragePage(
        quarters, grids, CoverageView.FEEDBACK, by=by or next(iter(sides), Side.LOCALITY)
    )
    view = next((each for each in page.views if each == arguments.get("show")), page.view)
    return replace(page, view=view, map=build_map(page.grid, view))


def build_grids(actor: Actor, quarters: Sequence[Quarter]) -> list[CoverageGrid]:
    data = load_trend_data(actor, quarters[-1])
    counts = queries.count_answers_by_quarter()
    return [build_grid(data, side, quarters, counts) for side in LISTS_BY_SIDE if data.names[side]]


def build_grid(
    data: TrendData,
    side: Side,
    quarters: Sequence[Quarter],
    counts: Mapping[tuple[int, Quarter], AnswerCounts],
) -> CoverageGrid:
    pieces = rules.filter_within(data.pieces, quarters)
    known = counts if side in SIDES_OF_ACTIVITIES else {}
    rows = [
        CoverageRow(
            key,
            name,
            [
                CoverageCell(
                    build_feedback_cell(pieces, data.unplaced, quarter, (side, key)),
                    known.get((int(key), quarter), AnswerCounts()),
                )
                for quarter in quarters
            ],
        )
        for key, name in data.names[side].items()
    ]
    is_unplaced = rules.may_be_unplaced(data.unplaced, side, quarters)
    return CoverageGrid(side, rows, NOT_ON_LIST_MESSAGES[side] if is_unplaced else None)


def build_map(grid: CoverageGrid | None, view: CoverageView) -> AreaMap | None:
    """Return the map of places: in how many quarters somebody was heard, or how many activities."""
    if grid is None or grid.side is not Side.LOCALITY:
        return None
    keys = {each.term_id: each.key for each in load_outlines_in_use().areas}
    numbers = {
        keys[int(row.key)]: get_map_number(row, view) for row in grid.rows if int(row.key) in keys
    }
    return build_area_map(numbers)


def get_map_number(row: CoverageRow, view: CoverageView) -> int:
    if view is CoverageView.FEEDBACK:
        return row.heard
    return row.counts.entries if view is CoverageView.ACTIVITIES else row.counts.unanswered


def build_spreadsheet(
    grids: Sequence[CoverageGrid], quarters: Sequence[Quarter]
) -> list[list[str]]:
    """Return the rows of the file: what the grids show, and nothing more."""
    rows = [["list", "name", "quarter", "feedback", "activities", "answers_owed"]]
    for grid in grids:
        for row in grid.rows:
            cells = zip(quarters, row.cells, strict=True)
            rows += [build_file_row(grid, row, *each) for each in cells]
    return rows


def build_file_row(
    grid: CoverageGrid, row: CoverageRow, quarter: Quarter, cell: CoverageCell
) -> list[str]:
    counts = [str(cell.counts.entries), str(cell.counts.unanswered)]
    numbers = counts if grid.has_activities else ["", ""]
    return [grid.side.value, str(row.name), str(quarter), cell.feedback.words.plain, *numbers]
