"""A figure as a Board is given it: a value, its parts, and the rows behind it. Plain values.

Everything here is what every reader may see: exact small numbers never come this far.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import TypeVar

from coprod.board.figures.enums import UNKNOWN_LABEL, FigureKey, RowKind, ValueState
from coprod.core.disclosure.enums import NOT_SHOWN, Hidden, NotKnown, RoundedCount
from coprod.core.disclosure.rules import DisclosedCount, limits
from coprod.core.money.rules import format_pounds
from coprod.core.values.phrases import N_, Message

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class FigureValue:
    """What is printed, and the number behind it where there is one."""

    state: ValueState
    words: str
    number: int | None = None
    whole: int | None = None


@dataclass(frozen=True)
class FigurePart:
    """One cell of a figure's table: ``column`` stands above it, ``label`` before its row."""

    key: str
    column: str
    label: str
    value: FigureValue


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row behind a figure. ``is_counted``: it is in the number, and not only in the whole."""

    subject_id: int | None
    title: str
    words: str = ""
    group: str = ""
    _: KW_ONLY
    is_counted: bool = True
    number: int | None = None
    kind: RowKind = RowKind.ACTIVITY


@dataclass(frozen=True)
class Figure:
    key: FigureKey
    value: FigureValue
    parts: tuple[FigurePart, ...] = ()
    rows: tuple[FigureRow, ...] = field(default=(), repr=False)

    @property
    def ordered_rows(self) -> list[FigureRow]:
        """Those that are in its number come first."""
        return sorted(self.rows, key=lambda row: not row.is_counted)

    def get_part(self, key: str) -> FigureValue:
        return next((each.value for each in self.parts if each.key == key), UNKNOWN)


UNKNOWN = FigureValue(ValueState.UNKNOWN, UNKNOWN_LABEL.plain)
HIDDEN = FigureValue(ValueState.HIDDEN, NOT_SHOWN.plain)


def count_of(number: int, whole: int | None = None) -> FigureValue:
    """Return a count, or so many of a whole. Of nothing at all there is no number yet."""
    if whole is None:
        return FigureValue(ValueState.KNOWN, f"{number:,}", number)
    if not whole:
        return UNKNOWN
    words = N_("%(number)s of %(whole)s", number=f"{number:,}", whole=f"{whole:,}").plain
    return FigureValue(ValueState.KNOWN, words, number, whole)


def count_rows(rows: Sequence[FigureRow]) -> FigureValue:
    return count_of(sum(row.is_counted for row in rows), len(rows))


def pounds(pence: int) -> FigureValue:
    return FigureValue(ValueState.KNOWN, format_pounds(pence), pence)


def people(count: DisclosedCount) -> FigureValue:
    """Return a count of people as it is disclosed."""
    if isinstance(count, RoundedCount):
        return FigureValue(ValueState.KNOWN, count.words.plain.lower(), count.about)
    state = ValueState.HIDDEN if isinstance(count, Hidden) else ValueState.UNKNOWN
    words = count.words.plain if isinstance(count, Hidden) else UNKNOWN_LABEL.plain
    return FigureValue(state, words)


def to_disclosed_count(number: int | None, group: str) -> DisclosedCount:
    """Return what a row told readers of a number of people."""
    if number is not None:
        return RoundedCount(number)
    return Hidden(NOT_SHOWN) if group == ValueState.HIDDEN else NotKnown()


def sum_people(rows: Iterable[FigureRow]) -> FigureValue:
    """Add up what readers are shown of each, so the sum tells no more than they do."""
    numbers = [row.number for row in rows if row.number is not None]
    return about(sum(numbers)) if numbers else UNKNOWN


def about(total: int) -> FigureValue:
    return FigureValue(ValueState.KNOWN, N_("about %(number)s", number=f"{total:,}").plain, total)


def merge_small_groups(sizes: Mapping[K, int]) -> list[tuple[K, ...]]:
    """Put groups together until each has enough; none at all where all of them have too few.

    Groups follow one another, as levels do: a small one joins those before it.
    """
    merged: list[tuple[K, ...]] = []
    waiting: tuple[K, ...] = ()
    for key in sizes:
        waiting = (*waiting, key)
        if sum(sizes[each] for each in waiting) >= limits.fewest:
            merged.append(waiting)
            waiting = ()
    if waiting and merged:
        merged[-1] = (*merged[-1], *waiting)
    return merged


def tabulate(
    rows: Iterable[FigureRow], column: Message, labels: Mapping[str, Message]
) -> tuple[FigurePart, ...]:
    """Count rows by their group, in the order of the labels."""
    return build_parts(Counter(row.group for row in rows), column, labels)


def build_parts(
    counted: Counter[str], column: Message, labels: Mapping[str, Message]
) -> tuple[FigurePart, ...]:
    return tuple(
        FigurePart(key, column.plain, label.plain, count_of(counted[key]))
        for key, label in labels.items()
    )
