"""What the pages of insight summaries and of trends are given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import ceil

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.intelligence.feedback import policies, queries, rules
from coprod.intelligence.feedback.enums import LISTED, NOT_ON_LIST, THEMES, Side, Theme, Window
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import A_PAGE, Gathered, Wanted
from coprod.intelligence.feedback.rules import (
    Detail,
    Feelings,
    Key,
    Piece,
    Told,
    exactly,
    in_public,
    not_placed,
)
from coprod.reference.lists.models import Term

LONGEST_NUMBER = 9
NAMES = frozenset({*(side.value for side in Side), "source", "since", "until"})
MOST_NARRATIVES = 10
FURTHEST = 20
"""How many quarters back one can choose to look from: five years."""


@dataclass(frozen=True)
class Shown:
    """One summary as this reader may see it."""

    insight: Insight
    about: tuple[str | Message, ...]
    told: Told


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: a side, its label, and what can be chosen."""

    name: str
    label: Message
    options: tuple[tuple[str, str | Message], ...]
    chosen: str


@dataclass(frozen=True)
class ListPage:
    rows: tuple[Shown, ...]
    total: int
    wanted: Wanted
    choices: tuple[Choice, ...]
    asked: Mapping[str, str]

    @property
    def pages(self) -> int:
        return ceil(self.total / A_PAGE)

    def to_page(self, number: int) -> dict[str, str]:
        return {**self.asked, "page": str(number)}


def shown(actor: Actor, insight: Insight) -> Shown:
    exact = policies.sees_exact_numbers(actor)
    told = exactly(insight.numbers) if exact else in_public(insight.shown_numbers)
    return Shown(insight, tuple(queries.names(insight)), told)


def list_page(actor: Actor, asked: Mapping[str, str]) -> ListPage:
    wanted = read(asked)
    rows = [shown(actor, each) for each in queries.summaries(actor, wanted)]
    kept = {name: value for name, value in asked.items() if value and name in NAMES}
    total = queries.count(actor, wanted)
    return ListPage(tuple(rows), total, wanted, choices(actor, wanted), kept)


def choices(actor: Actor, wanted: Wanted) -> tuple[Choice, ...]:
    by_side = options(list(queries.terms().values()))
    found = [side_choice(side, by_side.get(side, []), wanted) for side in Side]
    sources = tuple((name, name) for name in queries.sources(actor))
    found.append(Choice("source", N_("Who collected it"), sources, wanted.source))
    return tuple(choice for choice in found if choice.options)


def side_choice(side: Side, listed: Sequence[tuple[int, str]], wanted: Wanted) -> Choice:
    values: list[tuple[str, str | Message]] = [(str(key), label) for key, label in listed]
    if side is Side.THEME:
        values = [(theme.value, label) for theme, label in THEMES.items()]
    return Choice(side.value, side.label, tuple(values), str(wanted.about.get(side, "")))


def options(terms: Sequence[Term]) -> dict[Side, list[tuple[int, str]]]:
    """Return for each side the names in use, as a form field wants them."""
    today = clock.today()
    return {
        side: [(t.id, t.label) for t in terms if t.listing is listing and t.is_in_use(today)]
        for side, listing in LISTED.items()
    }


def read(asked: Mapping[str, str]) -> Wanted:
    """Read what was asked for in an address. What cannot be is left out."""
    about = {side: value for side in Side if (value := side_value(side, asked.get(side.value, "")))}
    number = asked.get("page", "1")
    return Wanted(
        about=about,
        source=asked.get("source", ""),
        since=day(asked.get("since", "")),
        until=day(asked.get("until", "")),
        page=max(1, int(number)) if is_number(number) else 1,
    )


def side_value(side: Side, text: str) -> int | str | None:
    if side is Side.THEME:
        return text if text in set(Theme) else None
    if side is Side.ELSEWHERE:
        return text or None
    return int(text) if is_number(text) else None


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
        last = get_last_whole_quarter(clock.today())
        near = [last.back(n) for n in range(FURTHEST)]
        return sorted({*near, self.asked.until, *([self.newest] if self.newest else [])})[::-1]

    def at(self, **other: str) -> dict[str, str]:
        asked = {"by": self.asked.by.value, "window": self.asked.window.value}
        return {**asked, "until": str(self.asked.until), **other}


def span(quarters: Sequence[Quarter]) -> dict[str, str]:
    return {"since": quarters[0].starts.isoformat(), "until": quarters[-1].ends.isoformat()}


def trends_page(actor: Actor, asked: Mapping[str, str]) -> TrendsPage:
    wanted = parse_trends_request(asked)
    newest = queries.newest(actor)
    found = queries.gathered(actor, wanted.until)
    latest = Quarter.containing(newest) if newest else None
    return TrendsPage(found, wanted, policies.sees_exact_numbers(actor), latest)


def parse_trends_request(asked: Mapping[str, str]) -> Asked:
    """Read what was asked for in an address. What cannot be is replaced by the usual."""
    by, window = asked.get("by", ""), asked.get("window", "")
    usual = Asked(Side.SERVICE, Window.FOUR_QUARTERS, get_last_whole_quarter(clock.today()))
    known = replace(usual, by=Side(by)) if by in set(Side) else usual
    known = replace(known, window=Window(window)) if window in set(Window) else known
    try:
        return replace(known, until=Quarter.parse(asked.get("until", "")))
    except ValueError:
        return known
