"""The four ratings over the rounds, as a small chart and as the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.assessment.confirmation.policies import can_propose
from coprod.assessment.four_ratings import queries
from coprod.assessment.four_ratings.enums import Source
from coprod.assessment.four_ratings.rules import FourRatings, Mark, RoundRow, rounds
from coprod.assessment.self_assessment import policies as assessment
from coprod.assessment.self_assessment.enums import LABELS, Evidence
from coprod.assessment.self_assessment.presenters import Step, steps
from coprod.assessment.self_assessment.queries import answers as told
from coprod.assessment.self_assessment.rules import Suggestion, suggest
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

LEFT, RIGHT, TOP, STEP = 112, 294, 16, 30
"""The chart's plot, in a drawing 300 wide: as wide as the smallest phone shows."""
BESIDE = {Source.TEAM: -10, Source.RESIDENTS: 0, Source.CONFIRMED: 10}
"""Marks of one round stand beside one another, so that none hides another."""
ENOUGH = 2


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Line:
    """What one source said, from round to round."""

    source: Source
    points: Sequence[Point]

    @property
    def is_by_team(self) -> bool:
        return self.source is Source.TEAM

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True)
class Chart:
    """Where everything stands. ``columns`` are the places of the rounds, from left to right."""

    columns: Sequence[int]
    lines: Sequence[Line]
    promised: Sequence[int]

    left, right, width = LEFT, RIGHT, 300
    bottom = TOP + STEP * (len(Rung) - 1)
    height = bottom + 34

    @property
    def evidence(self) -> list[Evidence | None]:
        """The words of the team's levels that are drawn, each once, for the key."""
        drawn = {point.evidence for line in self.lines for point in line.points if line.is_by_team}
        return [each for each in (None, *Evidence) if each in drawn]

    @property
    def rungs(self) -> list[tuple[Rung, int]]:
        return [(rung, height_of(rung)) for rung in Rung]


@dataclass(frozen=True)
class RoundShown:
    """A row of the table. ``number`` is the one under the chart."""

    number: int
    row: RoundRow

    @property
    def label(self) -> Message:
        return LABELS[self.row.round]


@dataclass(frozen=True)
class Rounds:
    """What was said in each round. One round alone makes no line, and so no chart."""

    four: FourRatings
    shown: Sequence[RoundShown]
    chart: Chart | None


@dataclass(frozen=True)
class Plan:
    """To reach the next rung: the answers at the lowest ceiling, and the next of each."""

    suggestion: Suggestion
    steps: Sequence[Step]


@dataclass(frozen=True)
class EntryRatings:
    """What the page of an entry shows. ``plan`` is for those who can act on it: the team."""

    slug: str
    four: FourRatings
    rounds: Rounds
    can_rate: bool
    can_confirm: bool
    plan: Plan | None


def on_entry(actor: Actor, activity: Activity) -> EntryRatings:
    four = queries.four(actor, [activity])[activity.id]
    can_rate = assessment.can_rate(actor, activity)
    return EntryRatings(
        slug=activity.slug,
        four=four,
        rounds=rounds_of(four),
        can_rate=can_rate,
        can_confirm=bool(four.team) and can_propose(actor, activity),
        plan=plan(actor, four) if can_rate and four.team else None,
    )


def plan(actor: Actor, four: FourRatings) -> Plan:
    """Return what holds the team's rung where it is, and what would lift it."""
    (latest,) = queries.with_answers(actor, [four.team[-1].rating_id])
    answers = told(latest)
    suggestion = suggest(answers)
    return Plan(suggestion, steps(latest, suggestion, answers))


def rounds_of(four: FourRatings) -> Rounds:
    rows = rounds(four)
    shown = [RoundShown(number, row) for number, row in enumerate(rows, start=1)]
    return Rounds(four, shown, chart(four.promised, rows) if len(rows) >= ENOUGH else None)


def chart(promised: Sequence[Rung], rows: Sequence[RoundRow]) -> Chart:
    columns = [place(number, len(rows)) for number in range(len(rows))]
    lines = [Line(source, points(source, rows, columns)) for source in BESIDE]
    return Chart(columns, lines, [height_of(rung) for rung in promised])


def place(number: int, many: int) -> int:
    return LEFT + round((RIGHT - LEFT) * (number + 0.5) / many)


def height_of(rung: Rung) -> int:
    return TOP + STEP * (len(Rung) - rung)


def points(source: Source, rows: Sequence[RoundRow], columns: Sequence[int]) -> list[Point]:
    return [
        Point(x + BESIDE[source], height_of(mark.rung), mark.evidence)
        for x, row in zip(columns, rows, strict=True)
        if (mark := row.marks[source])
    ]


COLUMNS = (
    "entry",
    "round",
    "source",
    "day",
    "level",
    "standing",
    "provisional",
    "settled",
    "people",
    "collected",
    "put_right_since",
)


def spreadsheet(slug: str, four: FourRatings) -> list[list[str]]:
    """Return the rows of the file: what the page shows of each round, a line for each side."""
    lines = [list(COLUMNS)]
    for row in rounds(four):
        marks = [(source, mark) for source, mark in row.marks.items() if mark]
        lines += [cells(slug, source, mark) for source, mark in marks]
        lines += [cells(slug, Source.RESIDENTS, mark) for mark in row.earlier]
        lines += [cells(slug, Source.TEAM, mark, put_right=True) for mark in row.corrected]
    return lines


def cells(slug: str, source: Source, mark: Mark, *, put_right: bool = False) -> list[str]:
    """Return one line. What holds of the team's levels alone is empty for the others."""
    is_team = mark.is_by_team
    return [
        slug,
        mark.round.value,
        source.value,
        mark.on.isoformat(),
        mark.rung.key,
        mark.standing.plain if mark.standing else "",
        yes_or_no(mark.is_provisional) if is_team else "",
        yes_or_no(mark.doubts.is_settled) if is_team else "",
        mark.about.plain if mark.about else "",
        mark.collected.plain if mark.collected else "",
        yes_or_no(put_right) if is_team else "",
    ]


def yes_or_no(answer: bool) -> str:  # noqa: FBT001 - one value, one word
    return "yes" if answer else "no"
