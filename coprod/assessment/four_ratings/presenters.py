"""The four ratings over the rounds, as a small chart and as the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.assessment.confirmation.policies import can_propose
from coprod.assessment.four_ratings import queries
from coprod.assessment.four_ratings.enums import Source
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint, RoundRow, list_rounds
from coprod.assessment.quick_pass.rules import QuickPassPoint
from coprod.assessment.self_assessment.enums import Evidence
from coprod.assessment.self_assessment.policies import can_rate
from coprod.assessment.self_assessment.presenters import PlanStep, build_plan_steps
from coprod.assessment.self_assessment.queries import get_answers
from coprod.assessment.self_assessment.rules import Suggestion, suggest
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity

LEFT, RIGHT, TOP, STEP = 112, 294, 16, 30
"""The chart's plot, in a drawing 300 wide: as wide as the smallest phone shows."""
X_OFFSETS = {Source.TEAM: -10, Source.RESIDENTS: 0, Source.CONFIRMED: 10}
"""Horizontal offsets, so that the points of one round do not hide each other."""
MIN_ROUNDS_FOR_CHART = 2


@dataclass(frozen=True)
class ChartPoint:
    x: int
    y: int
    evidence: Evidence | None = None


@dataclass(frozen=True)
class ChartLine:
    """What one source said, from round to round."""

    source: Source
    points: Sequence[ChartPoint]

    @property
    def is_by_team(self) -> bool:
        return self.source is Source.TEAM

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True)
class RatingsChart:
    """Coordinates of the chart. ``columns`` are the x of the rounds, from left to right."""

    columns: Sequence[int]
    lines: Sequence[ChartLine]
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
        return [(rung, compute_y(rung)) for rung in Rung]


@dataclass(frozen=True)
class NumberedRound:
    """A row of the table. ``number`` is the one under the chart."""

    number: int
    row: RoundRow

    @property
    def label(self) -> Message:
        return self.row.round.label


@dataclass(frozen=True)
class RoundsTable:
    """What was said in each round. One round alone makes no line, and so no chart."""

    four: FourRatings
    rows: Sequence[NumberedRound]
    chart: RatingsChart | None


@dataclass(frozen=True)
class NextRungPlan:
    """To reach the next rung: the answers at the lowest ceiling, and the next of each."""

    suggestion: Suggestion
    steps: Sequence[PlanStep]


@dataclass(frozen=True)
class EntryRatings:
    """What the page of an activity shows. ``plan`` is for those who can act on it: the team."""

    slug: str
    four: FourRatings
    rounds: RoundsTable
    can_rate: bool
    can_confirm: bool
    plan: NextRungPlan | None


def build_entry_ratings(actor: Actor, activity: Activity) -> EntryRatings:
    four = queries.get_four_ratings(actor, [activity])[activity.id]
    is_rater = can_rate(actor, activity)
    return EntryRatings(
        slug=activity.slug,
        four=four,
        rounds=build_rounds_table(four),
        can_rate=is_rater,
        can_confirm=bool(four.team) and can_propose(actor, activity),
        plan=build_plan(actor, four) if is_rater and four.team else None,
    )


def build_plan(actor: Actor, four: FourRatings) -> NextRungPlan:
    """Return what holds the team's rung where it is, and what would lift it."""
    (latest,) = queries.list_ratings_with_answers(actor, [four.team[-1].rating_id])
    answers = get_answers(latest)
    suggestion = suggest(answers)
    return NextRungPlan(suggestion, build_plan_steps(latest, suggestion, answers))


def build_rounds_table(four: FourRatings) -> RoundsTable:
    rows = list_rounds(four)
    numbered_rounds = [NumberedRound(number, row) for number, row in enumerate(rows, start=1)]
    return RoundsTable(
        four,
        numbered_rounds,
        build_chart(four.promised, rows) if len(rows) >= MIN_ROUNDS_FOR_CHART else None,
    )


def build_chart(promised: Sequence[Rung], rows: Sequence[RoundRow]) -> RatingsChart:
    columns = [compute_x(number, len(rows)) for number in range(len(rows))]
    lines = [ChartLine(source, build_points(source, rows, columns)) for source in X_OFFSETS]
    return RatingsChart(columns, lines, [compute_y(rung) for rung in promised])


def compute_x(number: int, many: int) -> int:
    return LEFT + round((RIGHT - LEFT) * (number + 0.5) / many)


def compute_y(rung: Rung) -> int:
    return TOP + STEP * (len(Rung) - rung)


def build_points(
    source: Source, rows: Sequence[RoundRow], columns: Sequence[int]
) -> list[ChartPoint]:
    return [
        ChartPoint(x + X_OFFSETS[source], compute_y(point.rung), point.evidence)
        for x, row in zip(columns, rows, strict=True)
        if (point := row.points[source])
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


def build_ratings_spreadsheet(slug: str, four: FourRatings) -> list[list[str]]:
    """Return the rows of the file: what the page shows of each round, a line for each side."""
    lines = [list(COLUMNS)]
    for row in list_rounds(four):
        points = [(source, point) for source, point in row.points.items() if point]
        lines += [build_cells(slug, source, point) for source, point in points]
        lines += [build_cells(slug, Source.RESIDENTS, point) for point in row.earlier]
        lines += [build_cells(slug, Source.TEAM, point, put_right=True) for point in row.corrected]
    return [*lines, *([build_quick_cells(slug, four.quick_pass)] if four.quick_pass else [])]


def build_quick_cells(slug: str, point: QuickPassPoint) -> list[str]:
    """Return the line of a quick pass, which is of no round and no rung of its own."""
    level = point.rung.key if point.rung else "engagement_or_above"
    return [slug, "", "quick_pass", point.on.isoformat(), level, *[""] * (len(COLUMNS) - 5)]


def build_cells(
    slug: str, source: Source, point: RatingPoint, *, put_right: bool = False
) -> list[str]:
    """Return one line. What holds of the team's levels alone is empty for the others."""
    is_team = point.is_by_team
    return [
        slug,
        point.round.value,
        source.value,
        point.on.isoformat(),
        point.rung.key,
        point.evidence_label.plain if point.evidence_label else "",
        format_yes_no(point.is_provisional) if is_team else "",
        format_yes_no(point.doubts.is_settled) if is_team else "",
        point.about.plain if point.about else "",
        point.collected.plain if point.collected else "",
        format_yes_no(put_right) if is_team else "",
    ]


def format_yes_no(answer: bool) -> str:  # noqa: FBT001 - one value, one word
    return "yes" if answer else "no"
