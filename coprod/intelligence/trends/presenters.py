"""What the page of trends is given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.core.values.quarters import Quarter, last_whole
from coprod.intelligence.feedback import policies
from coprod.intelligence.feedback import queries as feedback
from coprod.intelligence.feedback.enums import NOT_ON_LIST, Side
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.rules import (
    Detail,
    Feelings,
    Told,
    exactly,
    in_public,
    not_placed,
)
from coprod.intelligence.trends import queries, rules
from coprod.intelligence.trends.enums import Window
from coprod.intelligence.trends.queries import Gathered
from coprod.intelligence.trends.rules import Key, Piece

MOST_NARRATIVES = 10
FURTHEST = 20
"""How many quarters back one can choose to look from: five years."""


@dataclass(frozen=True)
class Line:
    """One bar: what it is called, what was told, and where the summaries behind it are."""

    name: str | Message
    told: Told
    link: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """What a reader wants to look at."""

    by: Side
    window: Window
    until: Quarter


@dataclass(frozen=True)
class TrendsPage:
    gathered: Gathered
    asked: Asked
    exact: bool
    newest: Quarter | None

    @property
    def quarters(self) -> Sequence[Quarter]:
        return self.asked.window.quarters(self.asked.until)

    @cached_property
    def whole(self) -> Line:
        """Everything told in the chosen time about this area."""
        return self.told_of_all("", self.quarters)

    def told_of_all(self, name: str | Message, quarters: Sequence[Quarter]) -> Line:
        """Return what was told in a time. Nothing that is shown by itself may give it away."""
        pieces = rules.chosen(rules.about(self.at_that_time(quarters), None))
        numbers, link = rules.added(pieces), span(quarters)
        if self.exact:
            return Line(name, exactly(numbers), link)
        own = min([rules.detail(pieces), *(self.beside_its_parts(each) for each in quarters)])
        return Line(name, in_public(numbers, own), link)

    def beside_its_parts(self, quarter: Quarter) -> Detail:
        """Return what may be told of one quarter, of which each place and service is shown too."""
        here = self.at_that_time([quarter])
        whole = rules.added(rules.chosen(rules.about(here, None))).feelings
        own = rules.risk_of(whole) if whole else Detail.THREE
        return min([own, *(rules.together(own, self.parts_of(side, here)) for side in Side)])

    def parts_of(self, side: Side, here: Sequence[Piece]) -> Iterator[Feelings]:
        if side is Side.ELSEWHERE:
            return
        for key in self.gathered.names[side]:
            felt = rules.added(rules.chosen(rules.about(here, side, key))).feelings
            if felt:
                yield felt

    @property
    def here(self) -> list[Piece]:
        return self.at_that_time(self.quarters)

    def at_that_time(self, quarters: Sequence[Quarter]) -> list[Piece]:
        return rules.within(self.gathered.pieces, quarters)

    @cached_property
    def rows(self) -> list[Line]:
        """One line for each name on the chosen side, those that nobody told us about too."""
        side = self.asked.by
        return [self.line(side, key, name) for key, name in self.gathered.names[side].items()]

    def line(self, side: Side, key: Key, name: str | Message) -> Line:
        pieces = rules.chosen(rules.about(self.here, side, key))
        link = {side.value: str(key), **span(self.quarters)}
        told = rules.shown(pieces, exact=self.exact)
        may_be_here = rules.may_be_unplaced(self.gathered.unplaced, side, self.quarters)
        return Line(name, not_placed() if told.is_gap and may_be_here else told, link)

    @cached_property
    def trend(self) -> list[Line]:
        """Six quarters, the newest last, and before them the same quarter three years ago."""
        until = self.asked.until
        old = Window.THREE_YEARS_AGO.quarters(until)
        return [self.point(each) for each in (*old, *Window.EIGHTEEN_MONTHS.quarters(until))]

    def point(self, quarter: Quarter) -> Line:
        return self.told_of_all(quarter.label, [quarter])

    @property
    def gaps(self) -> list[str | Message]:
        return [row.name for row in self.rows if row.told.is_gap]

    @property
    def unplaced(self) -> list[str | Message]:
        return [row.name for row in self.rows if row.told.is_unplaced]

    @property
    def why_unplaced(self) -> Message | None:
        return NOT_ON_LIST.get(self.asked.by)

    @property
    def silent_quarters(self) -> list[Message | str]:
        return [point.name for point in self.trend if point.told.is_gap]

    @cached_property
    def narratives(self) -> list[Insight]:
        """The words behind the chosen time, the newest first."""
        ids = [piece.id for piece in self.here if Side.ELSEWHERE not in piece.values]
        told = [self.gathered.insights[each] for each in ids]
        return [each for each in told if each.narrative][:MOST_NARRATIVES]

    @property
    def untold(self) -> int:
        """How many summaries have numbers and no words."""
        return sum(not self.gathered.insights[piece.id].narrative for piece in self.here)

    @property
    def choosable(self) -> list[Quarter]:
        last = last_whole(clock.today())
        near = [last.back(n) for n in range(FURTHEST)]
        return sorted({*near, self.asked.until, *([self.newest] if self.newest else [])})[::-1]

    def at(self, **other: str) -> dict[str, str]:
        asked = {"by": self.asked.by.value, "window": self.asked.window.value}
        return {**asked, "until": str(self.asked.until), **other}


def span(quarters: Sequence[Quarter]) -> dict[str, str]:
    return {"since": quarters[0].starts.isoformat(), "until": quarters[-1].ends.isoformat()}


def trends_page(actor: Actor, asked: Mapping[str, str]) -> TrendsPage:
    wanted = parse_trends_request(asked)
    newest = feedback.newest(actor)
    found = queries.gathered(actor, wanted.until)
    latest = Quarter.of(newest) if newest else None
    return TrendsPage(found, wanted, policies.sees_exact_numbers(actor), latest)


def parse_trends_request(asked: Mapping[str, str]) -> Asked:
    """Read what was asked for in an address. What cannot be is replaced by the usual."""
    by, window = asked.get("by", ""), asked.get("window", "")
    usual = Asked(Side.SERVICE, Window.FOUR_QUARTERS, last_whole(clock.today()))
    known = replace(usual, by=Side(by)) if by in set(Side) else usual
    known = replace(known, window=Window(window)) if window in set(Window) else known
    try:
        return replace(known, until=Quarter.parse(asked.get("until", "")))
    except ValueError:
        return known
