"""What the pages about indicators are given: a finding in words, the run chart, the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coprod.board.indicators.enums import NO_VALUE, Counted, TargetSide
from coprod.board.indicators.models import (
    BoardIndicator,
    IndicatorGap,
    IndicatorReview,
    IndicatorTarget,
    IndicatorValue,
)
from coprod.board.indicators.rules import DisclosedValue, find_side, say_amount
from coprod.core.charts.rules import RunChart, RunPoint
from coprod.core.money.rules import format_decimal
from coprod.core.values import clock
from coprod.core.values.phrases import N_, Message
from coprod.resourcing.funding_pots.models import Pot

SIDE_TAGS = {TargetSide.MET: "green", TargetSide.SHORT: "yellow", TargetSide.UNKNOWN: "grey"}


@dataclass(frozen=True)
class ValueRow:
    """A number as readers are given it, with its period."""

    value: IndicatorValue
    disclosed: DisclosedValue


@dataclass(frozen=True)
class TargetLine:
    """A target beside the latest number of its place."""

    target: IndicatorTarget
    words: Message
    latest: ValueRow | None
    side: TargetSide
    reviews: Sequence[tuple[IndicatorReview, Message]]

    @property
    def is_review_late(self) -> bool:
        return not self.target.ended_at and self.target.review_on < clock.today()


@dataclass(frozen=True)
class IndicatorView:
    """An indicator as every reader sees it: made of what may be shown, and of nothing else."""

    indicator: BoardIndicator
    disclosed: Mapping[int, DisclosedValue]

    @cached_property
    def rows(self) -> list[ValueRow]:
        """Current numbers, the oldest first, the whole area before its places."""
        current = [each for each in self.indicator.values if each.replaced_at is None]
        current.sort(key=lambda each: (each.starts_on, each.place.label if each.place else ""))
        return [ValueRow(each, self.disclosed[each.id]) for each in current]

    @cached_property
    def whole_rows(self) -> list[ValueRow]:
        return [row for row in self.rows if row.value.place_id is None]

    @property
    def latest(self) -> ValueRow | None:
        return self.find_latest(None)

    def find_latest(self, place_id: int | None) -> ValueRow | None:
        rows = [row for row in self.rows if row.value.place_id == place_id]
        return rows[-1] if rows else None

    @property
    def baseline(self) -> ValueRow | None:
        day = self.indicator.baseline_on
        return next((row for row in self.whole_rows if row.value.starts_on == day), None)

    @property
    def is_rounded(self) -> bool:
        return self.indicator.counted is Counted.PEOPLE

    @property
    def is_over(self) -> bool:
        return self.indicator.ends_on is not None and self.indicator.ends_on < clock.today()

    def say(self, hundredths: int) -> Message:
        return say_amount(hundredths, self.indicator.measure, self.indicator.unit)

    def say_value(self, row: ValueRow | None) -> Message:
        """Return a number in words, or why there is none."""
        if row is None:
            return NO_VALUE
        if row.disclosed.hundredths is None:
            return row.disclosed.hidden.reason if row.disclosed.hidden else NO_VALUE
        return self.say(row.disclosed.hundredths)

    @cached_property
    def target(self) -> TargetLine | None:
        target = self.indicator.partnership_target
        return self.build_line(target) if target else None

    @property
    def local_targets(self) -> list[TargetLine]:
        pursued = [t for t in self.indicator.targets if t.place_id and not t.ended_at]
        return [self.build_line(each) for each in pursued]

    @property
    def ended_targets(self) -> list[TargetLine]:
        return [self.build_line(each) for each in self.indicator.targets if each.ended_at]

    def build_line(self, target: IndicatorTarget) -> TargetLine:
        latest = self.find_latest(target.place_id)
        hundredths = latest.disclosed.hundredths if latest else None
        side = find_side(hundredths, target.hundredths, self.indicator.direction)
        reviews = [(each, self.say(each.old_hundredths)) for each in reversed(target.reviews)]
        return TargetLine(target, self.say(target.hundredths), latest, side, reviews)

    @property
    def gaps(self) -> list[IndicatorGap]:
        return self.indicator.open_gaps

    @property
    def finding(self) -> Message:
        """Return what the latest number says beside the target, in one sentence."""
        if self.latest is None:
            return N_("nobody has counted this yet")
        if self.latest.disclosed.hundredths is None:
            return N_("the latest number cannot be shown")
        value = self.say_value(self.latest)
        if self.target is None:
            return N_("%(value)s, and no target is set", value=value)
        return compare(value, self.target)

    @cached_property
    def chart(self) -> RunChart:
        points = [RunPoint(row.value.ends_on, row.disclosed.hundredths) for row in self.whole_rows]
        target = self.indicator.partnership_target
        name = f"run-{self.indicator.id}"
        return RunChart(name, points, target.hundredths if target else None)

    @property
    def chart_ticks(self) -> list[Message]:
        return [self.say(each) for each in self.chart.ticks] if self.chart.is_drawn else []

    @property
    def description(self) -> Message:
        """Return in words what the drawing shows."""
        known = [row for row in self.whole_rows if row.disclosed.hundredths is not None]
        if not known:
            return N_("There is no number to draw.")
        parts = {"first": self.say_value(known[0]), "last": self.say_value(known[-1])}
        low = self.chart.ticks[-1]
        if low:
            parts["low"] = self.say(low)
            return N_("From %(first)s to %(last)s. The scale begins at %(low)s.", **parts)
        return N_("From %(first)s to %(last)s.", **parts)


def compare(value: Message, line: TargetLine) -> Message:
    """Say on which side of a target a number is."""
    parts = {"value": value, "target": line.words}
    if line.side is TargetSide.MET:
        return N_("%(value)s, so the target of %(target)s is met", **parts)
    if line.side is TargetSide.UNKNOWN:
        return N_("%(value)s, beside a target of %(target)s", **parts)
    if line.target.due < clock.today():
        return N_("%(value)s, and the target of %(target)s was missed", **parts)
    return N_("%(value)s, not yet at the target of %(target)s", **parts)


@dataclass(frozen=True)
class PotLine:
    """A pot that means to move an indicator, and how much of it went to activities linked here."""

    pot: Pot
    given: int


def build_pot_lines(pots: Sequence[Pot], activity_ids: Sequence[int]) -> list[PotLine]:
    return [
        PotLine(pot, sum(g.pence for g in pot.active_givings if g.activity_id in activity_ids))
        for pot in pots
    ]


COLUMNS = (
    "indicator",
    "from",
    "to",
    "place",
    "numerator",
    "denominator",
    "value",
    "unit",
    "why_not_shown",
    "note",
    "target",
    "target_due",
    "source",
)


def build_spreadsheet(view: IndicatorView) -> list[list[str]]:
    """Return the rows of the file: exactly what the page shows."""
    return [list(COLUMNS), *(build_file_row(view, row) for row in view.rows)]


def build_file_row(view: IndicatorView, row: ValueRow) -> list[str]:
    value, disclosed = row.value, row.disclosed
    target = next(
        (t for t in view.indicator.targets if t.place_id == value.place_id and not t.ended_at), None
    )
    return [
        view.indicator.title,
        value.starts_on.isoformat(),
        value.ends_on.isoformat(),
        value.place.label if value.place else "",
        write(disclosed.numerator),
        write(disclosed.denominator),
        write_hundredths(disclosed.hundredths),
        view.indicator.unit or view.indicator.measure.value,
        disclosed.hidden.reason.plain if disclosed.hidden else "",
        value.note,
        write_hundredths(target.hundredths if target else None),
        write_day(target.due if target else None),
        view.indicator.source,
    ]


def write(number: int | None) -> str:
    return "" if number is None else str(number)


def write_hundredths(hundredths: int | None) -> str:
    return "" if hundredths is None else format_decimal(hundredths).replace(",", "")


def write_day(day: date | None) -> str:
    return day.isoformat() if day else ""
