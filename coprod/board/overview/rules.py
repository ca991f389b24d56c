"""How the partnership is doing, as plain values: numbers with their trend, levels by quarter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coprod.board.figures.rules import FigureValue
from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.register.activities.enums import Rung, Zone

QUARTER = timedelta(days=91)
QUARTERS_OF_TREND = 4
QUARTERS_OF_LEVELS = 6


def list_days(today: date) -> list[date]:
    """Return the days that a trend is of: a year ago first, today last."""
    return [today - QUARTER * number for number in range(QUARTERS_OF_TREND, -1, -1)]


@dataclass(frozen=True)
class Headline:
    """A number as it stood on each of the days of ``list_days``."""

    label: Message
    limits: Message
    values: Sequence[FigureValue]
    endpoint: str
    is_rounded: bool = False
    """Whether it is of people, whom we never count one by one."""

    @property
    def now(self) -> FigureValue:
        return self.values[-1]

    @property
    def year_ago(self) -> FigureValue:
        return self.values[0]

    @property
    def line(self) -> str:
        """Where the points of the trend stand in a drawing of 80 by 24; empty if one is unknown."""
        numbers = [each.number for each in self.values if each.number is not None]
        if len(numbers) < len(self.values) or not max(numbers):
            return ""
        step = 76 / (len(numbers) - 1)
        return " ".join(
            f"{2 + step * place:.0f},{22 - 20 * number / max(numbers):.0f}"
            for place, number in enumerate(numbers)
        )


@dataclass(frozen=True)
class StartedActivity:
    """When an activity began, and its level: confirmed, or as its team alone sees it."""

    started: PartialDate | None
    confirmed: Rung | None
    by_team: Rung | None
    number: int = 1
    """How many activities are alike in all this."""

    @property
    def quarter(self) -> Quarter | None:
        """The quarter in which it began; None where only the year is known, or less."""
        if self.started is None or self.started.month is None:
            return None
        return Quarter.containing(self.started.earliest)


@dataclass(frozen=True)
class LevelCell:
    """How many activities of one level began in a quarter. The two are never added."""

    confirmed: int
    by_team: int


@dataclass(frozen=True)
class LevelTable:
    """Activities by level and by the quarter in which they began, the highest level first."""

    quarters: Sequence[Quarter]
    lines: Sequence[tuple[Rung, Sequence[LevelCell]]]
    without_quarter: int
    without_level: int

    @property
    def is_empty(self) -> bool:
        return not any(cell.confirmed or cell.by_team for _, line in self.lines for cell in line)

    def count_confirmed(self, quarters: slice) -> tuple[int, int]:
        """Return how many confirmed activities of some quarters share power, and how many in all.

        Both count activities that a curator and a lay member confirmed, and no others.
        """
        counted = {
            rung: sum(cell.confirmed for cell in line[quarters]) for rung, line in self.lines
        }
        shared = sum(number for rung, number in counted.items() if rung.zone is Zone.SHARED_POWER)
        return shared, sum(counted.values())


def build_level_table(activities: Iterable[StartedActivity], today: date) -> LevelTable:
    now = Quarter.containing(today)
    quarters = [now.back(number) for number in range(QUARTERS_OF_LEVELS - 1, -1, -1)]
    confirmed: Counter[tuple[Rung | None, Quarter | None]] = Counter()
    by_team: Counter[tuple[Rung | None, Quarter | None]] = Counter()
    without_level = 0
    for each in activities:
        if each.confirmed:
            confirmed[each.confirmed, each.quarter] += each.number
        elif each.by_team:
            by_team[each.by_team, each.quarter] += each.number
        else:
            without_level += each.number
    lines = [
        (
            rung,
            [LevelCell(confirmed[rung, quarter], by_team[rung, quarter]) for quarter in quarters],
        )
        for rung in reversed(Rung)
    ]
    without_quarter = sum(
        number for (_, quarter), number in (confirmed + by_team).items() if quarter is None
    )
    return LevelTable(quarters, lines, without_quarter, without_level)


# Three sentences: what is better, what is worse, and what we do not know

Share = tuple[int, int]
"""So many of so many."""
FEWEST = 5
"""A share of fewer says nothing about a direction."""
LEAST_POINTS = 5


@dataclass(frozen=True)
class Movement:
    """A share as it was and as it is, and the sentence that says both."""

    before: Share
    now: Share
    sentence: Message

    @property
    def direction(self) -> int:
        """1 where it rose by enough to say so, -1 where it fell, else 0."""
        if min(self.before[1], self.now[1]) < FEWEST:
            return 0
        before, now = (100 * number / whole for number, whole in (self.before, self.now))
        points = now - before
        return 0 if abs(points) < LEAST_POINTS else 1 if points > 0 else -1


@dataclass(frozen=True)
class Statements:
    """With how many statements more people agree than before, fewer, and neither for sure."""

    rose: int = 0
    fell: int = 0
    rest: int = 0


@dataclass(frozen=True)
class Sentences:
    better: Message
    worse: Message
    unknown: Message


NOTHING = N_("nothing that we can show yet.")


def write_sentences(
    statements: Statements, movements: Sequence[Movement], unknown: Sequence[Message]
) -> Sentences:
    """Say the first thing of each kind, in the order in which it matters to people."""
    rose = [each.sentence for each in movements if each.direction > 0]
    fell = [each.sentence for each in movements if each.direction < 0]
    if statements.rose:
        rose.insert(
            0,
            N_(
                "statements with which more people agree than before: %(number)s.",
                number=statements.rose,
            ),
        )
    if statements.fell:
        fell.insert(
            0,
            N_(
                "statements with which fewer people agree than before: %(number)s.",
                number=statements.fell,
            ),
        )
    return Sentences(first_of(rose), first_of(fell), first_of(unknown))


def first_of(sentences: Sequence[Message]) -> Message:
    return next(iter(sentences), NOTHING)
