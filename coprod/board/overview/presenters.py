"""What the page is given: the overview, and its challenges as drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.board.figures.enums import FigureKey
from coprod.board.figures.queries import PROMISE_STATES
from coprod.board.figures.rules import Figure, FigureRow, FigureValue
from coprod.board.overview.enums import HeadlineKey
from coprod.board.overview.queries import Overview, load_overview
from coprod.board.overview.rules import Movement, Sentences, Share, write_sentences
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

    @property
    def judged(self) -> Bar:
        """What curators judged stands first, apart from what nobody has judged."""
        return self.bars[0]


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
    def promises_kept(self) -> FigureValue:
        return self.overview.headlines[PROMISES].now

    @property
    def quarters_with_share(self) -> Sequence[FigureRow]:
        """The quarters of which readers are shown how many comments were positive."""
        return [row for row in self.feedback.rows if row.number is not None]

    @property
    def without_activity(self) -> Share:
        """How many workstreams and places have no activity, of how many."""
        lines = [line for each in self.coverage for line in each.lines]
        return sum(not line.number for line in lines), len(lines)

    @property
    def sentences(self) -> Sentences:
        return write_sentences(self.overview.verdicts, self.movements, self.unknown)

    @property
    def movements(self) -> list[Movement]:
        power, promises = (self.earlier_power, self.recent_power), self.overview.headlines[PROMISES]
        on_time = [
            (each.number or 0, each.whole or 0) for each in (promises.year_ago, promises.now)
        ]
        positive = [
            (row.number or 0, 100)
            for row in (*self.quarters_with_share[:1], *self.quarters_with_share[-1:])
        ]
        pairs = [
            (POWER_SENTENCE, power),
            (PROMISES_SENTENCE, on_time),
            (FEEDBACK_SENTENCE, positive),
        ]
        return [build_movement(text, *pair) for text, pair in pairs if len(pair) > 1]

    @property
    def unknown(self) -> list[Message]:
        """What nobody has told us, the gravest gap first."""
        silent, rated = self.silent.value, self.overview.headlines[RATED].now
        silence = N_(
            "what people think of %(number)s of %(all)s services, practices, places and groups. "
            "Nobody has told us for a year.",
            number=silent.number,
            all=silent.whole,
        )
        no_results = N_("if lives have changed. Nobody has been asked yet.")
        few_rated = N_(
            "how residents see most activities. They have rated %(number)s of %(all)s.",
            number=rated.number,
            all=rated.whole,
        )
        is_rated_little = 2 * (rated.number or 0) < (rated.whole or 0)
        gaps = [
            (silence, silent.number),
            (no_results, not self.overview.statements),
            (few_rated, is_rated_little),
        ]
        return [sentence for sentence, is_gap in gaps if is_gap]

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


def build_movement(text: str, before: Share, now: Share) -> Movement:
    parts = {"number": now[0], "all": now[1], "before": before[0], "before_all": before[1]}
    return Movement(before, now, Message(text, parts))


PROMISES, RATED = (
    list(HeadlineKey).index(HeadlineKey.PROMISES),
    list(HeadlineKey).index(HeadlineKey.RATED),
)
POWER_SENTENCE = N_(
    "%(number)s of %(all)s new activities with a confirmed level share power. A year before: "
    "%(before)s of %(before_all)s."
).text
PROMISES_SENTENCE = N_(
    "%(number)s of %(all)s promises were kept on time. A year ago: %(before)s of %(before_all)s."
).text
FEEDBACK_SENTENCE = N_(
    "%(number)s of %(all)s comments are positive in the last quarter. Before: %(before)s of "
    "%(before_all)s."
).text
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
