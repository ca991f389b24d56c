"""Charts as plain values: where each mark stands.

``templates/core/charts/_ranges.html`` draws them.

A chart says nothing that the table below it does not say. Marks differ in shape and in words, not
in colour alone, and the drawing is 320 wide: it fits on a small phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import Message

WIDE, LEFT, RIGHT = 320, 6, 60
TRACK = WIDE - LEFT - RIGHT
STEP, FOOT = 44, 22
TICKS = (0, 25, 50, 75, 100)

Words = str | Message


@dataclass(frozen=True)
class ChartMark:
    """A per cent with the interval that it lies in; ``beside`` is a second per cent to compare.

    ``text`` says it in a few signs: not every share is shown as one number.
    """

    value: int
    text: str
    low: int | None = None
    high: int | None = None
    comparison: int | None = None


@dataclass(frozen=True)
class ChartRow:
    """One line: what it is of, its mark or none, and what the table says of it, cell by cell.

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
    def height(self) -> int:
        return STEP * len(self.rows) + FOOT

    @property
    def is_drawn(self) -> bool:
        return any(row.mark for row in self.rows)

    @property
    def has_links(self) -> bool:
        """A drawing with links in it is a group of things to go to, and not one image."""
        return any(row.mark and row.link for row in self.rows)

    @staticmethod
    def x(value: int) -> float:
        """Return where a per cent stands, counted from the left."""
        return round(LEFT + TRACK * min(max(value, 0), 100) / 100, 1)

    @staticmethod
    def y(number: int) -> int:
        """Return where the line with this number, counted from nought, is drawn."""
        return STEP * number + 30

    @property
    def ticks(self) -> list[tuple[int, float]]:
        return [(value, self.x(value)) for value in TICKS]
