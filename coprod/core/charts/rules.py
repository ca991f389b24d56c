"""Charts as plain values: where each mark stands.

``templates/core/charts/_ranges.html`` draws them.

A chart says nothing that the table below it does not say. Marks differ in shape and in words, not
in colour alone. Only bars and marks are drawn, one row at a time: the words stand above them in the
page itself, where they are as large as all words and are never cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import Message

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
    ``link`` leads to the rows behind the number.
    """

    label: Words
    mark: ChartMark | None
    cells: tuple[Words, ...]
    link: str = ""


@dataclass(frozen=True)
class Chart:
    """``name`` makes ids on the page; ``headings`` stand over the columns of the table."""

    name: str
    title: Words
    headings: tuple[Words, ...]
    rows: Sequence[ChartRow]

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
