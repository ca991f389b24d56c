"""Which cells of a table of people readers may see, so that no small number is worked out.

A cell is what one source heard about one thing, or about two together: GP services, or GP services
in one network. Readers see how many there are, rounded, and the positive share in bands. A small
number can be worked out from what stands around it, so three rules decide beside the cell's own:

- The rest of a line. The cells of a line add up to its margin. What is not shown of a line is
  nobody, or enough people, of whom nobody or enough were positive, and nobody or enough were not.
  Where it is not, the next smallest cell is kept back too. A cell stands in two lines (this service
  by network, this network by service): it is shown where both lines show it, and the margins too.
  So it does not matter by which way one asks. A cell that one line keeps back adds enough people to
  what the other does not show, which stays right.
- Another time. Windows slide over each other: who takes one from another has the months between.
  Of two windows that are shown, nobody or enough people are in one and not in the other. Windows
  are gone through in the order of time, the longest first, and one that comes too near to an
  earlier one is not shown.
- Another day. A file can bring comments of a time that was shown already. They wait until there
  are enough of them to tell nothing about one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate

from coprod.core.disclosure.enums import Percent
from coprod.core.disclosure.rules import disclose_shares, is_small, limits
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback.enums import WINDOW_LENGTHS
from coprod.intelligence.feedback.rules import Numbers


@dataclass(frozen=True)
class Counts:
    """How many people and comments, and how they felt. ``unfelt``: they did not say, or not sure.

    ``people`` of several times added up counts somebody who spoke in two of them twice.
    """

    people: int = 0
    positive: int = 0
    neutral: int = 0
    negative: int = 0
    unfelt: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(*(a - b for a, b in zip(self.parts, other.parts, strict=True)))

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        return self.people, self.positive, self.neutral, self.negative, self.unfelt

    @property
    def base(self) -> int:
        """The comments that say how somebody felt: what every share is a share of."""
        return self.positive + self.neutral + self.negative

    @property
    def rest(self) -> int:
        return self.neutral + self.negative

    @property
    def comments(self) -> int:
        return self.base + self.unfelt

    @property
    def numbers(self) -> Numbers:
        felt = (self.positive, self.neutral, self.negative) if self.base else (None, None, None)
        return Numbers(self.people, self.comments, *felt)

    @property
    def fewest(self) -> int:
        """People or comments that say how somebody felt, whichever are fewer."""
        return min(self.people, self.base)


NO_COUNTS = Counts()


def add_up(counts: Iterable[Counts]) -> Counts:
    return sum(counts, NO_COUNTS)


# The cell itself


def is_safe_step(counts: Counts) -> bool:
    """Tell whether nobody, or enough people, came or went, in all and of each feeling."""
    parts = (counts.people, counts.comments, counts.positive, counts.rest)
    return not any(is_small(number) for number in parts)


def is_safe_rest(counts: Counts) -> bool:
    """Tell whether what is left over may be known: nobody, or as many as a share needs."""
    return not counts.comments or (counts.fewest >= limits.group_base and is_safe_step(counts))


@lru_cache(maxsize=20_000)
def has_share(counts: Counts) -> bool:
    """Tell whether a cell by itself has enough people, and no small number."""
    if counts.fewest < limits.group_base:
        return False
    cells = {"positive": counts.positive, "rest": counts.rest}
    return isinstance(disclose_shares(cells, of_whole=False)["positive"], Percent)


# The rest of a line

Line = Mapping[str, Counts]


def choose_cells(line: Line, margin: Counts, *, is_about_people: bool = False) -> frozenset[str]:
    """Return the cells of a line that may be shown beside its margin, which they add up to.

    Of people, no cell may be all of them: it would tell of everybody what they are.
    """
    chosen = {key for key, counts in line.items() if has_share(counts)}
    if is_about_people:
        chosen -= {key for key in chosen if line[key].comments == margin.comments}
    for key in sorted(chosen, key=lambda each: (line[each].comments, each)):
        if is_safe_rest(margin - add_up(line[each] for each in chosen)):
            break
        chosen.discard(key)
    return frozenset(chosen)


def choose_overlapping_cells(line: Line, margin: Counts) -> frozenset[str]:
    """Return the cells that may be shown where one person is in several of them."""
    return frozenset(
        key for key, counts in line.items() if has_share(counts) and is_safe_rest(margin - counts)
    )


# Another time

Months = Mapping[date, Counts]
"""What a cell holds by the first day of a month."""
Span = tuple[int, int]
"""A window from one month to another, both counted from the year nought."""
Parts = tuple[int, int, int, int]


def number_month(day: date) -> int:
    return day.year * 12 + day.month - 1


def get_span(quarters: Sequence[Quarter]) -> Span:
    return number_month(quarters[0].starts), number_month(quarters[-1].ends)


def find_safe_spans(months: Months, *, by_month: bool) -> frozenset[Span]:
    """Return the windows of a cell of which no two tell a small number between them."""
    counted = {number_month(day): counts for day, counts in months.items() if counts.comments}
    if not counted:
        return frozenset()
    first, last = min(counted), max(counted)
    parts = tuple(get_step_parts(counted.get(month)) for month in range(first, last + 1))
    return walk_spans(first, parts, by_month=by_month)


def get_step_parts(counts: Counts | None) -> Parts:
    return (
        (counts.people, counts.comments, counts.positive, counts.rest) if counts else (0, 0, 0, 0)
    )


@lru_cache(maxsize=5_000)
def walk_spans(first: int, parts: tuple[Parts, ...], *, by_month: bool) -> frozenset[Span]:
    """Go through the windows in the order of time, and keep those that may be shown."""
    running = tuple(accumulate(parts, add_parts, initial=(0, 0, 0, 0)))
    chosen: list[Span] = []
    for span in list_spans(first, first + len(parts) - 1, by_month=by_month):
        inside = sum_between(running, first, span)
        if inside[1] < limits.group_base:
            continue
        if all(is_far(running, first, span, other) for other in chosen):
            chosen.append(span)
    return frozenset(chosen)


def list_spans(first: int, last: int, *, by_month: bool) -> Iterable[Span]:
    """Yield the windows that hold any of these months: of a quarter's end, the longest first."""
    longest = max(WINDOW_LENGTHS.values()) * 3
    for quarter in range(first // 3, (last + longest) // 3 + 1):
        end = quarter * 3 + 2
        for length in sorted(WINDOW_LENGTHS.values(), reverse=True):
            yield end - length * 3 + 1, end
        if by_month:
            yield from ((month, month) for month in range(end - 2, end + 1))


def add_parts(one: Parts, other: Parts) -> Parts:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def sum_between(running: Sequence[Parts], first: int, span: Span) -> Parts:
    """Return the sum of the months of a window that are within those counted."""
    most = len(running) - 1
    begin, end = (min(max(at - first, 0), most) for at in (span[0], span[1] + 1))
    low, high = running[begin], running[end]
    return high[0] - low[0], high[1] - low[1], high[2] - low[2], high[3] - low[3]


def is_far(running: Sequence[Parts], first: int, one: Span, other: Span) -> bool:
    """Tell whether nobody, or enough people, are in one window and not in the other."""
    if one[1] < other[0] or other[1] < one[0]:
        return True
    low, high = sorted((one[0], other[0])), sorted((one[1], other[1]))
    before = sum_between(running, first, (low[0], low[1] - 1))
    after = sum_between(running, first, (high[0] + 1, high[1]))
    return not any(is_small(number) for number in add_parts(before, after))


# Another day

Atoms = Mapping[tuple[date, int], Counts]
"""What a cell holds by month and by the number of the file that brought it."""


def find_late(files: Iterable[tuple[date, int]]) -> frozenset[tuple[date, int]]:
    """Return the months of files that came when a file had brought that month, or a later one."""
    late, newest = set(), date.min
    months_by_file: dict[int, set[date]] = {}
    for month, file_id in files:
        months_by_file.setdefault(file_id, set()).add(month)
    for file_id in sorted(months_by_file):
        late |= {(month, file_id) for month in months_by_file[file_id] if month <= newest}
        newest = max(newest, *months_by_file[file_id])
    return frozenset(late)


def settle(atoms: Atoms, late: frozenset[tuple[date, int]]) -> dict[date, Counts]:
    """Return a cell by month as readers may see it: late comments wait for enough others.

    A month of which all wait is there with no counts: it is not a month of which nobody told us.
    """
    settled: dict[date, Counts] = {}
    waiting: dict[date, Counts] = {}
    for (month, file_id), counts in sorted(atoms.items(), key=lambda item: item[0][1]):
        held = waiting.pop(month, NO_COUNTS) + counts
        if (month, file_id) in late and not is_safe_step(held):
            waiting[month] = held
            settled.setdefault(month, NO_COUNTS)
        else:
            settled[month] = settled.get(month, NO_COUNTS) + held
    return settled


# A table of one source


@dataclass(frozen=True)
class TableAxis:
    """What a table is split by. ``overlaps``: one comment is in several of its cells.

    ``is_open``: its cells add up to nothing that readers see, as with other boroughs.
    """

    name: str
    is_about_people: bool = False
    overlaps: bool = False
    is_open: bool = False

    def choose(self, line: Line, margin: Counts) -> frozenset[str]:
        """Return the cells of a line along this axis that may be shown beside its margin."""
        if self.is_open:
            return frozenset(key for key, counts in line.items() if has_share(counts))
        if self.overlaps:
            return choose_overlapping_cells(line, margin)
        return choose_cells(line, margin, is_about_people=self.is_about_people)


Value = tuple[TableAxis, str]
Cells = Mapping[str, Months]


@dataclass(frozen=True)
class Table:
    """What one source heard: in all, by each axis, and by each axis within one ``value``.

    ``crossed`` are the cells of an axis by the cells of the axis of the value, in one window.
    """

    whole: Months
    singles: Mapping[str, Cells] = field(default_factory=dict)
    within: Value | None = None
    pairs: Mapping[str, Cells] = field(default_factory=dict)
    crossed: Mapping[str, Mapping[str, Line]] = field(default_factory=dict)

    def get_base(self) -> Months:
        """Return what the rows of a breakdown are parts of."""
        if self.within is None:
            return self.whole
        axis, key = self.within
        return self.singles.get(axis.name, {}).get(key, {})

    def get_cells(self, axis: TableAxis) -> Cells:
        return (self.singles if self.within is None else self.pairs).get(axis.name, {})


def sum_span(months: Months, span: Span) -> Counts:
    return add_up(
        counts for day, counts in months.items() if span[0] <= number_month(day) <= span[1]
    )


def may_show(months: Months, span: Span, *, by_month: bool) -> bool:
    """Tell whether a cell may be shown in a window, by itself and beside its other windows."""
    return has_share(sum_span(months, span)) and span in find_safe_spans(months, by_month=by_month)


def choose_singles(table: Table, axis: TableAxis, span: Span) -> frozenset[str]:
    """Return the cells of one axis that may be shown, of all that a source heard."""
    if not may_show(table.whole, span, by_month=True):
        return frozenset()
    cells = table.singles.get(axis.name, {})
    line = {key: sum_span(months, span) for key, months in cells.items()}
    by_month = not axis.is_about_people
    return frozenset(
        key
        for key in axis.choose(line, sum_span(table.whole, span))
        if may_show(cells[key], span, by_month=by_month)
    )


def may_show_base(table: Table, span: Span) -> bool:
    if table.within is None:
        return may_show(table.whole, span, by_month=True)
    axis, key = table.within
    return key in choose_singles(table, axis, span)


def choose_shown(table: Table, axis: TableAxis, span: Span) -> frozenset[str]:
    """Return the cells of one axis that may be shown, within the value of the table if it has one.

    ``table.crossed`` must be of this window.
    """
    singles = choose_singles(table, axis, span)
    if table.within is None or not may_show_base(table, span):
        return singles if table.within is None else frozenset()
    other, value = table.within
    cells = table.get_cells(axis)
    line = {key: sum_span(months, span) for key, months in cells.items()}
    along = axis.choose(line, sum_span(table.get_base(), span))
    by_month = not (axis.is_about_people or other.is_about_people)
    return frozenset(
        key
        for key in along & singles
        if may_show(cells[key], span, by_month=by_month)
        and value
        in other.choose(
            table.crossed.get(axis.name, {}).get(key, {}),
            sum_span(table.singles[axis.name][key], span),
        )
    )
