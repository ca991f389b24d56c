"""Four ratings side by side, never blended: no sum, no average, no order of activities by them.

Pure values. ``queries`` fills them, pages show them, and what is compared is compared here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coprod.assessment.answer_review.rules import NO_DOUBTS, Doubts
from coprod.assessment.four_ratings.enums import (
    ALIKE,
    CONFIRMED_ALIKE,
    CONFIRMED_HIGHER,
    CONFIRMED_LOWER,
    RESIDENTS_HIGHER,
    RESIDENTS_LOWER,
    TEAM_TO_PROMISE,
    Match,
    Source,
)
from coprod.assessment.quick_pass.rules import QuickPassPoint
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.self_assessment.enums import Evidence, Round
from coprod.core.values.phrases import Message
from coprod.register.activities.enums import Rung

WIDE = 2
"""From this many rungs on, a gap between the team and the residents needs a conversation."""


@dataclass(frozen=True)
class RatingPoint:
    """The level that one side gave in one round: a point of its line in the chart.

    ``rating_id`` is the team's assessment behind it. ``about`` says how many residents answered,
    in words that keep a small number back, and ``collected`` who collected their answers.
    ``reason`` and ``words`` are of the two who confirmed.
    ``doubts`` are those of curators about answers of the team.
    """

    rung: Rung
    round: Round
    on: date
    rating_id: int = 0
    is_by_team: bool = False
    evidence: Evidence | None = None
    is_provisional: bool = False
    correction: str = ""
    about: Message | None = None
    collected: Message | None = None
    round_id: int = 0
    opened_on: date | None = None
    is_recent: bool = True
    """Whether a residents' round closed within the last year."""
    reason: str = ""
    words: str = ""
    doubts: Doubts = NO_DOUBTS

    @property
    def when(self) -> Message:
        return self.round.label

    @property
    def collected_by(self) -> str:
        """Who collected the answers, as plain text: a ``Message`` cannot be part of a cache key."""
        return self.collected.plain if self.collected else ""

    @property
    def is_independent(self) -> bool:
        return self.collected == Collected.INDEPENDENT.label

    @property
    def summary_key(self) -> tuple[object, ...]:
        return self.rung, self.on, self.collected_by

    @property
    def evidence_label(self) -> Message | None:
        """How far others can follow the team's level, where it bears a word."""
        return self.evidence.label if self.evidence else None


@dataclass(frozen=True)
class ResidentsView:
    """What may be shown of residents' answers: released results, the earliest first, or why not."""

    points: tuple[RatingPoint, ...] = ()
    why_none: Message = Source.RESIDENTS.why_none


@dataclass(frozen=True)
class SourceView:
    """One of the four as it stands now. Without rungs, ``why_none`` says why."""

    source: Source
    rungs: tuple[Rung, ...]
    point: RatingPoint | None = None
    why_none: Message | None = None
    match: Match | None = None
    earlier: tuple[RatingPoint, ...] = ()
    """Rounds of the last year before the latest: a later one never hides them."""
    quick_pass: QuickPassPoint | None = None
    """Of the team, while it has not assessed in full: no rung of its own, so never in ``rungs``."""

    @property
    def none_in_short(self) -> Message:
        return self.quick_pass.label if self.quick_pass else self.source.none_in_short


@dataclass(frozen=True)
class LadderMark:
    """One source at one rung of the ladder. ``on`` tells rounds of residents from each other."""

    source: Source
    on: date | None = None


@dataclass(frozen=True)
class RatingGap:
    """The team and the residents of one round stand so far apart that they need to talk."""

    team: RatingPoint
    residents: RatingPoint

    @property
    def width(self) -> int:
        return abs(self.residents.rung - self.team.rung)


def find_gaps(
    team: Sequence[RatingPoint], residents: Sequence[RatingPoint]
) -> tuple[RatingGap, ...]:
    """Return every wide gap of the last year: neither a later round nor a new rating closes one.

    Ratings after a round was opened independently are compared with that one alone. A round that
    the team collects changes nothing of what they are compared with.
    """
    return tuple(
        RatingGap(point, resident_point)
        for place, resident_point in enumerate(residents)
        if resident_point.is_recent
        for point in list_points_in_force(
            team, resident_point, list_independent_openings(residents[place + 1 :])
        )
        if is_wide(resident_point.rung - point.rung)
    )


def list_independent_openings(residents: Sequence[RatingPoint]) -> list[date]:
    return [point.opened_on for point in residents if point.is_independent and point.opened_on]


def list_points_in_force(
    team: Sequence[RatingPoint], resident_point: RatingPoint, until: Sequence[date]
) -> list[RatingPoint]:
    """Return the team's ratings from the end of a round until the first of these days."""
    first = max(sum(point.on <= resident_point.on for point in team) - 1, 0)
    later = [point for point in team[first + 1 :] if not until or point.on < until[0]]
    return [*team[first : first + 1], *later]


@dataclass(frozen=True)
class FourRatings:
    """All that was said of how far people shared the decisions. Each side's marks, latest last."""

    promised: tuple[Rung, ...] = ()
    team: tuple[RatingPoint, ...] = ()
    residents: ResidentsView = ResidentsView()
    confirmed: tuple[RatingPoint, ...] = ()
    quick_pass: QuickPassPoint | None = None
    """What the team answered in six questions since it last assessed in full, if it did."""

    @property
    def views(self) -> tuple[SourceView, SourceView, SourceView, SourceView]:
        """The four as they stand now, always in the same order."""
        return (
            SourceView(Source.PROMISED, self.promised, why_none=Source.PROMISED.why_none),
            self.team_view,
            self.build_view(Source.RESIDENTS, self.residents.points, self.residents.why_none),
            self.build_view(Source.CONFIRMED, self.confirmed, Source.CONFIRMED.why_none),
        )

    @property
    def team_view(self) -> SourceView:
        """The team's level; until there is one, what a quick pass tells of it."""
        if self.team or not self.quick_pass:
            return self.build_view(Source.TEAM, self.team, Source.TEAM.why_none)
        words = self.quick_pass.label
        return SourceView(Source.TEAM, (), why_none=words, quick_pass=self.quick_pass)

    def build_view(
        self, source: Source, points: Sequence[RatingPoint], why_none: Message
    ) -> SourceView:
        if not points:
            return SourceView(source, (), why_none=why_none)
        now = points[-1]
        is_round = source is Source.RESIDENTS
        earlier = tuple(point for point in points[:-1] if is_round and point.is_recent)
        promise_match = compare_to_promise(self.promised, now.rung)
        return SourceView(source, (now.rung,), point=now, match=promise_match, earlier=earlier)

    @property
    def marks(self) -> dict[Rung, list[LadderMark]]:
        """What stands at each rung of the one ladder; a rung that nobody named is left out."""
        marks: dict[Rung, list[LadderMark]] = {}
        for view in self.views:
            for rung in view.rungs:
                day = view.point.on if view.point and view.earlier else None
                marks.setdefault(rung, []).append(LadderMark(view.source, day))
            for point in view.earlier:
                marks.setdefault(point.rung, []).append(LadderMark(view.source, point.on))
        return marks

    @property
    def differences(self) -> list[Message]:
        """How the sides differ, in words: the team from the promise, the others from the team."""
        team = self.views[1]
        to_promise = TEAM_TO_PROMISE[team.match] if team.match else None
        return [each for each in (to_promise, self.gap_in_words, self.confirmed_in_words) if each]

    @property
    def confirmed_in_words(self) -> Message | None:
        if not self.team or not self.confirmed:
            return None
        gap = self.confirmed[-1].rung - self.team[-1].rung
        return CONFIRMED_LOWER if gap < 0 else CONFIRMED_HIGHER if gap else CONFIRMED_ALIKE

    @property
    def why(self) -> str:
        """The reason of those who looked at all of it last."""
        return self.confirmed[-1].reason if self.confirmed else ""

    @property
    def summary_key(self) -> tuple[tuple[object, ...], ...]:
        """The cache key of the four ratings in a list: all that such a line shows."""
        return tuple(
            (
                view.rungs,
                view.quick_pass and (view.quick_pass.rung,),
                point and (point.evidence, point.is_provisional, point.doubts, point.collected_by),
                point
                and view.earlier
                and tuple(each.summary_key for each in (*view.earlier, point)),
            )
            for view in self.views
            for point in [view.point]
        )

    @property
    def current_rung(self) -> Rung | None:
        """The rung that words are measured by: the confirmed one, or else the team's own."""
        points = self.confirmed or self.team
        return points[-1].rung if points else None

    @property
    def gap(self) -> int | None:
        """How many rungs the residents stand above the team, below it when less than nothing."""
        if not self.team or not self.residents.points:
            return None
        return self.residents.points[-1].rung - self.team[-1].rung

    @property
    def gaps(self) -> tuple[RatingGap, ...]:
        return find_gaps(self.team, self.residents.points)

    @property
    def widest_gaps(self) -> list[RatingGap]:
        """The widest gap of each round of residents, the earliest first."""
        widest = {each.residents.on: each for each in sorted(self.gaps, key=lambda gap: gap.width)}
        return [widest[day] for day in sorted(widest)]

    @property
    def is_wide(self) -> bool:
        return bool(self.gaps)

    @property
    def gap_in_words(self) -> Message | None:
        if self.gap is None:
            return None
        return RESIDENTS_LOWER if self.gap < 0 else RESIDENTS_HIGHER if self.gap else ALIKE


def is_wide(gap: int | None) -> bool:
    return gap is not None and abs(gap) >= WIDE


def compare_to_promise(promised: Sequence[Rung], rung: Rung) -> Match | None:
    """Hold a level against what was promised; of several promised levels any will do."""
    if not promised:
        return None
    if rung < min(promised):
        return Match.BELOW
    return Match.ABOVE if rung > max(promised) else Match.MATCHED


@dataclass(frozen=True)
class RoundRow:
    """What each side said in one round, and what was put right in it since."""

    round: Round
    team: RatingPoint | None = None
    residents: RatingPoint | None = None
    confirmed: RatingPoint | None = None
    corrected: tuple[RatingPoint, ...] = ()
    earlier: tuple[RatingPoint, ...] = ()
    """What residents said before, in an earlier round of the same kind."""

    @property
    def points(self) -> dict[Source, RatingPoint | None]:
        return {
            Source.TEAM: self.team,
            Source.RESIDENTS: self.residents,
            Source.CONFIRMED: self.confirmed,
        }

    @property
    def on(self) -> date:
        """The day on which something was first said in this round."""
        points = [*self.corrected, *(point for point in self.points.values() if point)]
        return min(point.on for point in points)


def list_rounds(four: FourRatings) -> list[RoundRow]:
    """Return the rounds in which anybody said anything, the earliest first.

    A correction takes the place of what it puts right, which stays listed.
    """
    points = (*four.team, *four.residents.points, *four.confirmed)
    kinds = dict.fromkeys(point.round for point in points)
    return sorted((build_round_row(four, kind) for kind in kinds), key=lambda each: each.on)


def build_round_row(four: FourRatings, kind: Round) -> RoundRow:
    team = filter_round(four.team, kind)
    residents, confirmed = (
        filter_round(four.residents.points, kind),
        filter_round(four.confirmed, kind),
    )
    return RoundRow(
        kind,
        get_last(team),
        get_last(residents),
        get_last(confirmed),
        corrected=tuple(team[:-1]),
        earlier=tuple(residents[:-1]),
    )


def filter_round(points: Sequence[RatingPoint], kind: Round) -> list[RatingPoint]:
    return [point for point in points if point.round is kind]


def get_last(points: Sequence[RatingPoint]) -> RatingPoint | None:
    return points[-1] if points else None
