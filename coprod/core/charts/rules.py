"""Charts as plain values: where each mark stands.

``templates/core/charts/_ranges.html`` draws per cents, ``_spans.html`` how sure each of them is,
``_run.html`` numbers over time.

A chart says nothing that the table below it does not say. Marks differ in shape and in words, not
in colour alone. Only bars and marks are drawn, one row at a time: the words stand above them in the
page itself, where they are as large as all words and are never cut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import ClassVar

from coprod.core.values.phrases import N_, Message

WIDE, MARGIN = 320, 6
TRACK = WIDE - 2 * MARGIN
TICKS = (0, 25, 50, 75, 100)

Words = str | Message


@dataclass(frozen=True)
class ChartMark:
    """A per cent with the interval that it lies in, and a second per cent to compare."""

    value: int
    low: int | None = None
    high: int | None = None
    comparison: int | None = None


@dataclass(frozen=True)
class ChartRow:
    """One line: what it is of, its mark or none, and what the table says of it, cell by cell.

    The first cell says the mark in words, and stands beside it too.
    ``link`` leads to the rows behind the number. ``is_strong``: it stands out from the others.
    """

    label: Words
    mark: ChartMark | None
    cells: tuple[Words, ...]
    link: str = ""
    is_strong: bool = False


@dataclass(frozen=True)
class Chart:
    """``name`` makes ids on the page; ``headings`` stand over the columns of the table."""

    name: str
    title: Words
    headings: tuple[Words, ...]
    rows: Sequence[ChartRow]

    table_label: ClassVar[Message] = N_("As a table")

    @property
    def is_drawn(self) -> bool:
        return any(row.mark for row in self.rows)

    @staticmethod
    def x(value: int) -> float:
        """Return where a per cent stands, counted from the left."""
        return round(MARGIN + TRACK * min(max(value, 0), 100) / 100, 1)

    @property
    def ticks(self) -> list[tuple[int, float]]:
        return [(value, self.x(value)) for value in TICKS]


TEN = 10


@dataclass(frozen=True)
class SpanChart(Chart):
    """Per cents as points on their intervals: the scale is as long as they need, in tens.

    ``line`` is the per cent that all of them are looked at beside.
    """

    line: int | None = None

    @cached_property
    def scale(self) -> tuple[int, int]:
        """The ends of the scale."""
        marks = [row.mark for row in self.rows if row.mark]
        ends = [each for mark in marks for each in (mark.value, mark.low, mark.high)]
        known = [each for each in [*ends, self.line] if each is not None]
        low, high = min(known, default=0), max(known, default=100)
        return low // TEN * TEN, max(-(-high // TEN), low // TEN + 1) * TEN

    def place(self, value: int) -> float:
        """Return where a per cent stands, counted from the left."""
        low, high = self.scale
        return round(MARGIN + TRACK * (value - low) / (high - low), 1)

    @property
    def scale_ticks(self) -> list[tuple[int, float]]:
        low, high = self.scale
        step = TEN if high - low <= TEN * TEN / 2 else 2 * TEN
        return [(value, self.place(value)) for value in range(low, high + 1, step)]


# Numbers over time

HIGH = 160
MOST_STEPS = 4
NICE = (1, 2, 5)


@dataclass(frozen=True)
class RunPoint:
    """A number of a day; None where it is not shown, and the line breaks.

    ``low`` and ``high`` are the ends of the interval that it lies in.
    """

    day: date
    value: int | None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class RunEvent:
    """What happened on a day, in a few words."""

    day: date
    words: Words


@dataclass(frozen=True)
class RunChart:
    """Numbers over time beside a target. The points are in the order of their days.

    The scale seldom begins at nought: whoever shows it says where it begins.
    """

    name: str
    points: Sequence[RunPoint]
    target: int | None = None
    events: Sequence[RunEvent] = ()

    @property
    def is_drawn(self) -> bool:
        return any(point.value is not None for point in self.points)

    @cached_property
    def ticks(self) -> list[int]:
        """The numbers beside the lines of the grid, the highest first."""
        points = [end for each in self.points for end in (each.value, each.low, each.high)]
        return list_ticks([each for each in [*points, self.target] if each is not None])

    def x(self, point: RunPoint | RunEvent) -> float:
        first, last = self.points[0].day, self.points[-1].day
        if first == last:
            return WIDE / 2
        part = (min(max(point.day, first), last) - first) / (last - first)
        return round(MARGIN + TRACK * part, 1)

    def y(self, value: int) -> float:
        low, high = self.ticks[-1], self.ticks[0]
        return round(HIGH * (high - value) / (high - low), 1)

    @property
    def lines(self) -> list[str]:
        """Each stretch of the line without a break, as the points of a drawing."""
        stretches = groupby(self.points, key=lambda point: point.value is not None)
        return [" ".join(self.list_places(each)) for is_known, each in stretches if is_known]

    @property
    def bands(self) -> list[str]:
        """Each stretch of the intervals without a break: along the high ends, and back."""
        stretches = groupby(self.points, key=lambda point: None not in (point.low, point.high))
        return [self.outline(list(each)) for is_known, each in stretches if is_known]

    def outline(self, points: Sequence[RunPoint]) -> str:
        there = [f"{self.x(each)},{self.y(each.high)}" for each in points if each.high is not None]
        back = [f"{self.x(each)},{self.y(each.low)}" for each in points if each.low is not None]
        return " ".join([*there, *reversed(back)])

    @property
    def visible_events(self) -> list[RunEvent]:
        """The events within the days of the points, the first first."""
        first, last = self.points[0].day, self.points[-1].day
        within = (each for each in self.events if first <= each.day <= last)
        return sorted(within, key=lambda each: each.day)

    def list_places(self, points: Iterable[RunPoint]) -> list[str]:
        return [f"{self.x(each)},{self.y(each.value)}" for each in points if each.value is not None]


def list_ticks(values: Sequence[int]) -> list[int]:
    """Return round numbers at the same distance, from above the highest value to below the lowest.

    ``ValueError`` for no values.
    """
    low, high = min(values), max(values)
    step = find_step(high - low)
    top, bottom = -(-high // step), low // step
    return [step * number for number in range(max(top, bottom + 1), bottom - 1, -1)]


def find_step(span: int) -> int:
    size = 1
    while True:
        for nice in NICE:
            if span <= nice * size * MOST_STEPS:
                return nice * size
        size *= 10
