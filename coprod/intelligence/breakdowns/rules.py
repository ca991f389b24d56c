"""A cut of what people told us, and what a reader is shown of it. domain.md, 6 and 8.

A ``Cut`` says which comments are looked at and by what they are split; it is written in an address,
so that it can be mailed. ``Counts`` are exact. A ``Row`` is what one reader sees of them: readers
get rounded numbers, shares in bands and words under 20; curators get exact ones.

Which rows differ is worked out from nothing but what that reader is shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import erfc, sqrt

from coprod.core.disclosure.enums import NOT_SHOWN, WORKED_OUT, Percent
from coprod.core.disclosure.rules import disclose_count, disclose_shares, limits, round_to_step
from coprod.core.statistics.rules import Share, ShareRange, get_direction, get_wilson_interval
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.breakdowns.enums import (
    ALL_TOGETHER,
    COUNTED_SPLITS,
    EXACT_BASE,
    FEW_FELT,
    FEWER_THAN_BASE,
    FILE_HEADINGS,
    MOSTLY_NEGATIVE,
    MOSTLY_POSITIVE,
    NOBODY,
    PEOPLE_SPLITS,
    QUARTERS_BACK,
    READERS_BASE,
    ROW_LABELS,
    TIME_SPLITS,
    TOO_CLOSE,
    TOO_MANY_AT_ONCE,
    TWO_ABOUT_PEOPLE,
    Comparison,
    SplitBy,
)
from coprod.intelligence.cell_safety.rules import (
    NO_COUNTS,
    Counts,
    Months,
    Span,
    Table,
    TableAxis,
    choose_shown,
    get_span,
    may_show_base,
    number_month,
    sum_span,
)
from coprod.intelligence.feedback.enums import Feeling, Window
from coprod.intelligence.feedback.rules import (
    Detail,
    DisclosedNumbers,
    build_gap,
    build_shares,
    disclose_exactly,
)

WRONG_ADDRESS = N_("Part of this address is not known. Choose again in the form")
SURE_ENOUGH = 0.05


# What is looked at


@dataclass(frozen=True)
class Cut:
    """Which comments are looked at, by what they are split, and beside what they are set.

    ``source`` and ``service`` are left empty for all; sources stay apart unless ``together`` is
    asked for. ``starts`` and ``ends`` are exact days, for curators alone.
    """

    until: Quarter
    window: Window = Window.LAST_QUARTER
    source: str = ""
    together: bool = False
    service: str = ""
    split_by: SplitBy | None = None
    within: SplitBy | None = None
    value: str = ""
    compare: Comparison | None = None
    starts: date | None = None
    ends: date | None = None

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        return self.window.list_quarters(self.until)

    @property
    def has_exact_days(self) -> bool:
        return self.starts is not None and self.ends is not None

    @property
    def first_day(self) -> date:
        return self.starts or self.quarters[0].starts

    @property
    def last_day(self) -> date:
        return self.ends or self.quarters[-1].ends

    @property
    def filters(self) -> dict[SplitBy, str]:
        """What every comment of the cut has, by the split that it is a value of."""
        filters = {SplitBy.SERVICE: self.service} if self.service else {}
        return filters | ({self.within: self.value} if self.within and self.value else {})

    @property
    def args(self) -> dict[str, str]:
        """The cut as the arguments of an address; ``read_cut`` reads them again."""
        args = {
            "until": str(self.until),
            "window": self.window.value,
            "source": self.source,
            "together": "1" if self.together else "",
            "service": self.service,
            "split": self.split_by.value if self.split_by else "",
            "within": f"{self.within}:{self.value}" if self.within else "",
            "compare": self.compare.value if self.compare else "",
            "starts": self.starts.isoformat() if self.starts else "",
            "ends": self.ends.isoformat() if self.ends else "",
        }
        return {name: value for name, value in args.items() if value}

    def split(self, by: SplitBy | None) -> "Cut":
        """Return the same comments, split by something else."""
        return replace(self, split_by=by)

    def move_back(self, compare: Comparison) -> "Cut":
        """Return the same cut of an earlier time."""
        back = QUARTERS_BACK.get(compare, 0)
        return replace(self, until=self.until.back(back), compare=None)


def read_cut(args: Mapping[str, str], latest: Quarter) -> Cut:
    """Read a cut from the arguments of an address. ``latest``: the last quarter with feedback."""
    try:
        within, _, value = args.get("within", "").partition(":")
        return Cut(
            until=Quarter.parse(args["until"]) if args.get("until") else latest,
            window=Window(args.get("window") or Window.LAST_QUARTER),
            source=args.get("source", ""),
            together=bool(args.get("together")),
            service=args.get("service", ""),
            split_by=SplitBy(args["split"]) if args.get("split") else None,
            within=SplitBy(within) if within and value else None,
            value=value,
            compare=Comparison(args["compare"]) if args.get("compare") else None,
            starts=read_day(args.get("starts", "")),
            ends=read_day(args.get("ends", "")),
        )
    except ValueError:
        raise RuleBrokenError(WRONG_ADDRESS) from None


def read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def check_for_readers(cut: Cut) -> None:
    """Refuse what only curators may ask: two things about people, three things, exact days."""
    asked = [*cut.filters, *([cut.split_by] if cut.split_by else [])]
    if len(PEOPLE_SPLITS & set(asked)) > 1:
        raise RuleBrokenError(TWO_ABOUT_PEOPLE, field="within")
    if len(asked) > 2:
        raise RuleBrokenError(TOO_MANY_AT_ONCE, field="within")
    if cut.starts or cut.ends:
        message = N_("Choose a quarter: only curators can choose exact days")
        raise RuleBrokenError(message, field="starts")


# What a reader is shown


@dataclass(frozen=True)
class Row:
    """One line of a breakdown, as one reader sees it. ``differs``: above the others 1, below -1.

    ``likely`` is the likely range of the positive share in per cent. ``words`` stand where there
    is no share. ``about`` and ``positive`` are what a drawing is made of.
    """

    key: str
    label: Message | str
    shown: DisclosedNumbers
    likely: tuple[int, int] | None = None
    words: Message | None = None
    about: int | None = None
    positive: int | None = None
    differs: int = 0

    @property
    def has_share(self) -> bool:
        return self.positive is not None


@dataclass(frozen=True)
class Breakdown:
    """A cut as one reader sees it: its rows, and all of them together as ``whole``."""

    cut: Cut
    whole: Row
    rows: Sequence[Row] = ()
    is_exact: bool = False

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if row.differs]

    @property
    def sentence(self) -> Message | None:
        """Say which rows differ by more than chance; nothing where fewer than two have a share."""
        return describe_differences(self.rows)


def build_row(key: str, label: Message | str, counts: Counts, *, exact: bool) -> Row:
    """Return a row from its counts alone: words under 20, and where a small number would show."""
    if not counts.comments:
        return Row(key, label, build_gap(), words=NOBODY)
    shown = disclose_exactly(counts.numbers) if exact else disclose_in_two(counts)
    if counts.fewest < limits.group_base:
        return build_row_in_words(key, label, counts, exact=exact)
    if not shown.shares:
        return Row(key, label, shown, words=shown.why)
    about = counts.base if exact else round_to_step(counts.base)
    likely = find_exact_range(counts) if exact else find_public_range(counts)
    return Row(key, label, shown, likely, about=about, positive=shown.shares[0].per_cent)


def build_row_in_words(key: str, label: Message | str, counts: Counts, *, exact: bool) -> Row:
    """Return a row of fewer than 20 people, or of fewer who said how they felt."""
    is_few = min(counts.people, counts.comments) < limits.group_base
    shown = disclose_exactly(counts.numbers) if exact else disclose_in_two(counts)
    if is_few and not exact:
        shown = DisclosedNumbers(FEWER_THAN_BASE, FEWER_THAN_BASE, why=FEWER_THAN_BASE)
    return Row(key, label, shown, words=describe_few(counts) if is_few else FEW_FELT)


def disclose_in_two(counts: Counts) -> DisclosedNumbers:
    """Return what readers see: positive, and neutral or negative together."""
    shares = build_shares(counts.numbers.feelings, Detail.TWO) if counts.base else ()
    return DisclosedNumbers(
        disclose_count(counts.people).words,
        disclose_count(counts.comments).words,
        shares,
        why=None if shares else WORKED_OUT,
    )


def build_hidden_row(key: str, label: Message | str) -> Row:
    """Return a row that is kept back, because another row could be worked out from it."""
    return Row(key, label, DisclosedNumbers(NOT_SHOWN, NOT_SHOWN, why=TOO_CLOSE), words=TOO_CLOSE)


def describe_few(counts: Counts) -> Message:
    """Say of fewer than 20 how most felt, where no handful of them makes the difference."""
    is_enough = counts.fewest >= limits.whole_base
    if not is_enough or abs(counts.positive - counts.rest) < limits.fewest:
        return FEWER_THAN_BASE
    return MOSTLY_POSITIVE if counts.positive > counts.rest else MOSTLY_NEGATIVE


def find_exact_range(counts: Counts) -> tuple[int, int]:
    return get_wilson_interval(Share(counts.positive, counts.base)).in_per_cent


def find_public_range(counts: Counts) -> tuple[int, int] | None:
    """Return the likely range around the band in which readers see the share."""
    cells = {"positive": counts.positive, "rest": counts.rest}
    share = disclose_shares(cells, of_whole=False)["positive"]
    if not isinstance(share, Percent):
        return None
    about = round_to_step(counts.base)
    return ShareRange.from_per_cents(share.low, share.high, about).in_per_cent


def get_row_label(key: str, labels: Mapping[str, Message | str]) -> Message | str:
    """Return the name of a row: of a term, or of those who are on no list."""
    return ROW_LABELS[key] if key in ROW_LABELS else labels.get(key, key)


# Rows for readers, from the tables of one or more sources

Labels = Mapping[str, Message | str]
Tables = Mapping[str, Table]
"""By source, what it heard: sources are added up only as far as each of them is shown."""


def get_axis(split: SplitBy) -> TableAxis:
    """Return how cells of this split hang together."""
    return TableAxis(
        split.value,
        is_about_people=split in PEOPLE_SPLITS,
        overlaps=split is SplitBy.THEME,
        is_open=split is SplitBy.BOROUGH,
    )


@dataclass(frozen=True)
class Cell:
    """One cell over all sources: ``shown`` of those that show it, ``whole`` of all of them."""

    shown: Counts = NO_COUNTS
    whole: Counts = NO_COUNTS
    is_shown: bool = False
    is_known: bool = False

    def add(self, months: Months, span: Span, *, is_shown: bool) -> "Cell":
        counts = sum_span(months, span)
        is_known = any(span[0] <= number_month(day) <= span[1] for day in months)
        return Cell(
            self.shown + counts if is_shown else self.shown,
            self.whole + counts,
            self.is_shown or is_shown,
            self.is_known or is_known,
        )


def build_breakdown(cut: Cut, tables: Tables, labels: Labels) -> Breakdown:
    """Return a cut as readers see it."""
    span = get_span(cut.quarters)
    base = Cell()
    for table in tables.values():
        base = base.add(table.get_base(), span, is_shown=may_show_base(table, span))
    whole = build_reader_row("", "", base)
    if cut.split_by is None:
        return Breakdown(cut, whole)
    if cut.split_by is SplitBy.SOURCE:
        return Breakdown(cut, whole, sort_rows(list_source_rows(tables, span)))
    if cut.split_by in TIME_SPLITS:
        return Breakdown(cut, whole, list_time_rows(cut, tables))
    cells = collect_cells(cut.split_by, tables, span)
    rows = [build_reader_row(key, get_row_label(key, labels), each) for key, each in cells.items()]
    return Breakdown(cut, whole, sort_rows(mark_differing(rows)))


def collect_cells(split: SplitBy, tables: Tables, span: Span) -> dict[str, Cell]:
    axis, cells = get_axis(split), dict[str, Cell]()
    for table in tables.values():
        shown = choose_shown(table, axis, span)
        for key, months in table.get_cells(axis).items():
            cells[key] = cells.get(key, Cell()).add(months, span, is_shown=key in shown)
    return {key: cell for key, cell in cells.items() if cell.is_known}


def list_source_rows(tables: Tables, span: Span) -> list[Row]:
    return mark_differing(
        [
            build_reader_row(
                source,
                source,
                Cell().add(table.get_base(), span, is_shown=may_show_base(table, span)),
            )
            for source, table in tables.items()
        ]
    )


def list_time_rows(cut: Cut, tables: Tables) -> list[Row]:
    """Return a row for each month or quarter of a cut; of people by quarter alone."""
    by_month = cut.split_by is SplitBy.MONTH and not PEOPLE_SPLITS & set(cut.filters)
    rows = []
    for quarter in cut.quarters:
        first, last = get_span((quarter,))
        months = range(first, last + 1)
        for span in [(each, each) for each in months] if by_month else [(first, last)]:
            cell = Cell()
            for table in tables.values():
                cell = cell.add(table.get_base(), span, is_shown=may_show_base(table, span))
            key = get_month_key(span[0]) if by_month else str(quarter)
            rows.append(build_reader_row(key, key if by_month else quarter.label, cell))
    return rows


def get_month_key(number: int) -> str:
    """Return a month as ``2026-03``."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def build_reader_row(key: str, label: Message | str, cell: Cell) -> Row:
    """Return a row of what may be shown; else words, of so few or of what is kept back."""
    if not cell.is_known:
        return Row(key, label, build_gap(), words=NOBODY)
    if cell.is_shown:
        return build_row(key, label, cell.shown, exact=False)
    if min(cell.whole.people, cell.whole.comments) >= limits.group_base:
        return build_hidden_row(key, label)
    return build_row_in_words(key, label, cell.whole, exact=False)


def sort_rows(rows: Iterable[Row]) -> list[Row]:
    """Return those with a share first, the largest of them on top; then the others by name."""
    return sorted(rows, key=lambda row: (row.key in ROW_LABELS, -(row.about or 0), str(row.label)))


def list_file_lines(breakdown: Breakdown) -> Iterator[list[Message | str | int]]:
    """Yield the lines of a file of a breakdown: its headings, its rows, and what its base is."""
    yield list(FILE_HEADINGS)
    for row in [*breakdown.rows, replace(breakdown.whole, label=ALL_TOGETHER)]:
        low, high = row.likely or ("", "")
        share = "" if row.positive is None else row.positive
        yield [row.label, row.shown.people, row.shown.comments, share, low, high, row.words or ""]
    yield [EXACT_BASE if breakdown.is_exact else READERS_BASE]


# Rows for curators


def build_exact_breakdown(
    cut: Cut, base: Counts, cells: Mapping[str, Counts], labels: Labels
) -> Breakdown:
    """Return a cut with exact numbers."""
    rows = [
        build_row(key, get_row_label(key, labels), counts, exact=True)
        for key, counts in cells.items()
    ]
    is_time = cut.split_by in TIME_SPLITS
    in_order = sorted(rows, key=lambda row: row.key) if is_time else sort_rows(mark_differing(rows))
    return Breakdown(cut, build_row("", "", base, exact=True), in_order, is_exact=True)


# Which rows differ


def mark_differing(rows: Sequence[Row]) -> list[Row]:
    """Mark the rows whose positive share differs from all others together by more than chance.

    Each row is set against the other rows: a test of two proportions with the pooled variance.
    The more rows are looked at, the more differ by chance alone, so the level is Holm's: the
    smallest of m chances must be below 5 per cent by m, the next below 5 by m-1, and so on, until
    one is not. It uses what is shown, so it tells no more than that. One person can speak of
    several themes: those rows overlap, and the test is then a rough one.
    """
    with_share = [row for row in rows if row.has_share and row.key not in ROW_LABELS]
    chances = sorted((find_chance(row, with_share), row.key) for row in with_share)
    sure: set[str] = set()
    for at, (chance, key) in enumerate(chances):
        if chance >= SURE_ENOUGH / (len(chances) - at):
            break
        sure.add(key)
    return [
        replace(row, differs=find_direction(row, with_share)) if row.key in sure else row
        for row in rows
    ]


def find_chance(row: Row, rows: Sequence[Row]) -> float:
    """Return how likely a difference as large as this would be if there were none."""
    one, others = get_shown_share(row), sum_others(row, rows)
    if others is None:
        return 1.0
    pooled = (one.part + others.part) / (one.base + others.base)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.base + 1 / others.base))
    return erfc(abs(one.value - others.value) / spread / sqrt(2)) if spread else 1.0


def find_direction(row: Row, rows: Sequence[Row]) -> int:
    others = sum_others(row, rows)
    return 1 if others is not None and get_shown_share(row).value > others.value else -1


def sum_others(row: Row, rows: Sequence[Row]) -> Share | None:
    shares = [get_shown_share(each) for each in rows if each.key != row.key]
    if not shares:
        return None
    return Share(sum(each.part for each in shares), sum(each.base for each in shares))


def get_shown_share(row: Row) -> Share:
    about, positive = row.about or 1, row.positive or 0
    return Share(about * positive / 100, about)


def describe_differences(rows: Sequence[Row]) -> Message | None:
    """Say how many rows differ by more than chance; nothing where fewer than two are shown."""
    if sum(row.has_share for row in rows) < 2:
        return None
    differing = [row for row in rows if row.differs]
    if not differing:
        return N_("None of these differs by more than chance.")
    if len(differing) == 1:
        return N_("Only this one differs by more than chance: %(name)s.", name=differing[0].label)
    if len(differing) == 2:
        return N_(
            "Only these two differ by more than chance: %(one)s and %(other)s.",
            one=differing[0].label,
            other=differing[1].label,
        )
    return N_("%(number)s of these differ by more than chance.", number=len(differing))


@dataclass(frozen=True)
class Change:
    """A row beside the same row of another time or place. ``direction``: 0 may be chance alone."""

    before: Row
    now: Row

    @property
    def points(self) -> int | None:
        """By how many points in a hundred the positive share moved, where both are shown."""
        if self.before.positive is None or self.now.positive is None:
            return None
        return self.now.positive - self.before.positive

    @property
    def direction(self) -> int:
        """1 for a rise and -1 for a fall by more than chance, as far as shares are shown."""
        if not self.before.has_share or not self.now.has_share:
            return 0
        return get_direction(get_shown_share(self.before), get_shown_share(self.now))


def pair_rows(before: Sequence[Row], now: Sequence[Row]) -> list[Change]:
    """Pair the rows of two times by their keys; a row that was not there before is left out."""
    earlier = {row.key: row for row in before}
    return [Change(earlier[row.key], row) for row in now if row.key in earlier]


# Counting comments


@dataclass(frozen=True, slots=True)
class CountedComment:
    """What is counted of a comment. ``values``: for each counted split, those that it has.

    ``is_here``: it is not from another borough. Those of others count only beside boroughs.
    """

    person: str
    feeling: Feeling | None
    values: tuple[tuple[str, ...], ...]
    is_here: bool


CountPlace = tuple[str, str, str, str]
"""The first split and its value, the second and its value; empty where there is none."""
FEELING_POSITIONS = {Feeling.POSITIVE: 1, Feeling.NEUTRAL: 2, Feeling.NEGATIVE: 3, None: 4}


def tally(comments: Iterable[CountedComment]) -> dict[CountPlace, list[int]]:
    """Count people, feelings and none at each place. Comments must be in the order of people."""
    cells: dict[CountPlace, list[int]] = {}
    last: dict[CountPlace, str] = {}
    for comment in comments:
        at = FEELING_POSITIONS[comment.feeling]
        for place in list_count_places(comment):
            cell = cells.setdefault(place, [0, 0, 0, 0, 0])
            cell[at] += 1
            if last.get(place) != comment.person:
                cell[0] += 1
                last[place] = comment.person
    return cells


def list_count_places(comment: CountedComment) -> Iterator[CountPlace]:
    """Yield where a comment counts: in all, by each thing, and by each two of them."""
    singles = [
        (split.value, value)
        for split, values in zip(COUNTED_SPLITS, comment.values, strict=True)
        for value in values
    ]
    if comment.is_here:
        yield ("", "", "", "")
    for position, (first, value) in enumerate(singles):
        if comment.is_here or first == SplitBy.BOROUGH:
            yield (first, value, "", "")
        for second, other in singles[position + 1 :]:
            if first != second and (comment.is_here or SplitBy.BOROUGH in {first, second}):
                yield (first, value, second, other)
