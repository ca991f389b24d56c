"""What the page is given: the overview, and its challenges as drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.board.figures.enums import FigureKey
from coprod.board.figures.queries import PROMISE_STATES
from coprod.board.figures.rules import Figure
from coprod.board.overview.queries import Overview, load_overview
from coprod.board.packs.presenters import (
    Bar,
    FigureTable,
    build_bars,
    build_short_table,
)
from coprod.challenges.enums import Challenge
from coprod.core.values.phrases import N_, Message
from coprod.reference.outlines.presenters import AreaMap, build_area_map
from coprod.register.activities.queries import TermCount


@dataclass(frozen=True)
class ChallengePart:
    challenge: Challenge
    figure: Figure
    bars: Sequence[Bar]
    table: FigureTable | None


@dataclass(frozen=True)
class PromiseGroup:
    """So many promises of one state; ``marks`` is empty where there are too many to draw."""

    key: str
    label: Message
    number: int
    marks: range


@dataclass(frozen=True)
class CoverageList:
    title: Message
    facet: str
    lines: Sequence[TermCount]

    @property
    def longest(self) -> int:
        """The longest bar. Never nought: it is divided by."""
        return max((line.number for line in self.lines), default=0) or 1


@dataclass(frozen=True)
class OverviewPage:
    overview: Overview
    challenges: Sequence[ChallengePart]
    promises: Sequence[PromiseGroup]
    coverage: Sequence[CoverageList]
    map: AreaMap | None
    money: FigureTable | None

    @property
    def feedback(self) -> Figure:
        return self.overview.figures[FigureKey.FEEDBACK]

    @property
    def silent(self) -> Figure:
        return self.overview.figures[FigureKey.SILENT]

    @property
    def spent(self) -> Figure:
        return self.overview.figures[FigureKey.MONEY]

    @property
    def protected_time(self) -> Figure:
        return self.overview.figures[FigureKey.PROTECTED_TIME]

    @property
    def recent_power(self) -> tuple[int, int]:
        """Confirmed activities of this and the last quarter: those that share power, and all."""
        return self.overview.levels.count_confirmed(slice(-2, None))

    @property
    def earlier_power(self) -> tuple[int, int]:
        """The same for the two quarters a year before."""
        return self.overview.levels.count_confirmed(slice(0, 2))


CHALLENGES = dict(
    zip((FigureKey.C1, FigureKey.C2, FigureKey.C3, FigureKey.C4), Challenge, strict=True)
)


MOST_MARKS = 60
"""More promises than these are numbers alone: nobody counts so many squares."""


def build_overview_page() -> OverviewPage:
    overview = load_overview()
    figures = overview.figures
    return OverviewPage(
        overview,
        [build_challenge(challenge, figures[key]) for key, challenge in CHALLENGES.items()],
        build_promises(figures[FigureKey.PROMISES]),
        [
            CoverageList(N_("By workstream"), "workstream", overview.workstreams),
            CoverageList(N_("By place"), "locality", overview.places),
        ],
        build_area_map({each.key: each.number for each in overview.places}),
        build_short_table(figures[FigureKey.MONEY]),
    )


def build_challenge(challenge: Challenge, figure: Figure) -> ChallengePart:
    return ChallengePart(challenge, figure, build_bars(figure), build_short_table(figure))


def build_promises(figure: Figure) -> list[PromiseGroup]:
    parts = [part for part in figure.parts if part.value.number]
    is_drawn = sum(part.value.number or 0 for part in parts) <= MOST_MARKS
    return [
        PromiseGroup(part.key, PROMISE_STATES[part.key], number, range(number if is_drawn else 0))
        for part in parts
        for number in [part.value.number or 0]
    ]
