"""Totals of what an entry takes. Money, staff time and volunteers' time are never one number.

A figure that needs something nobody has told is left out, and says what is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod.core.disclosure import rules as disclosure
from coprod.core.disclosure.enums import Count
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import HUNDRED, Amount, divide_evenly, sum_amounts
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import N_, Message
from coprod.register.sections.enums import Kind, Timing
from coprod.register.sections.rules import KEPT_BACK, CostLine
from coprod.resourcing.totals.enums import (
    AMOUNT_HIDDEN,
    AMOUNT_OPEN,
    FEW_PEOPLE,
    IN_DAYS,
    NO_MONEY,
    NO_NUMBERS,
    NO_SESSIONS,
    NO_STAGE,
    NOT_RECORDED,
)

ADDED_UP = (Kind.CASH, Kind.STAFF, Kind.VOLUNTEERS)
"""Protected time is so much a month, each from its own day: its lines are shown one by one."""


@dataclass(frozen=True)
class Side:
    """What was planned, or what it really was: the sum of what readers may see.

    ``open`` lines have no amount yet. What is kept back is in no sum: it cannot be worked out.
    """

    amount: Amount | None = None
    open: int = 0
    kept_back: int = 0

    @property
    def is_whole(self) -> bool:
        return self.amount is not None and not self.open and not self.kept_back

    @property
    def words(self) -> Message:
        if self.amount is None:
            return KEPT_BACK if self.kept_back else NOT_RECORDED
        if self.is_whole:
            return self.amount.label
        why = AMOUNT_HIDDEN if self.kept_back else AMOUNT_OPEN
        return N_("%(amount)s, but %(why)s", amount=self.amount.label, why=why)


@dataclass(frozen=True)
class Sum:
    """What stands in one line of a table of totals."""

    kind: Kind
    unit: AmountUnit
    planned: Side
    actual: Side


@dataclass(frozen=True)
class Figure:
    """A figure, or what is missing for it."""

    words: Message | None = None
    missing: tuple[Message, ...] = ()


def side(lines: Iterable[CostLine]) -> Side:
    given = tuple(lines)
    shown = [each.amount for each in given if each.amount and not each.is_kept_back]
    kept_back = sum(each.is_kept_back for each in given)
    still_open = sum(each.amount is None and not each.is_kept_back for each in given)
    return Side(sum_amounts(shown) if shown else None, still_open, kept_back)


def of_timing(lines: Iterable[CostLine], timing: Timing) -> list[CostLine]:
    return [each for each in lines if each.timing is timing]


def unit_of(line: CostLine) -> AmountUnit:
    """Return what a line is counted in; one without an amount stands with the usual unit."""
    if line.amount:
        return line.amount.unit
    return AmountUnit.POUNDS if line.kind is Kind.CASH else AmountUnit.HOURS


def sums(lines: Sequence[CostLine]) -> list[Sum]:
    """Return the totals by kind and unit, planned beside actual."""
    return [
        Sum(
            kind,
            unit,
            side(of_timing(found, Timing.PLANNED)),
            side(of_timing(found, Timing.ACTUAL)),
        )
        for kind in ADDED_UP
        for unit in AmountUnit
        if (found := [each for each in lines if each.kind is kind and unit_of(each) is unit])
    ]


def spent(lines: Iterable[CostLine]) -> list[CostLine]:
    """Return the lines of money that was really spent."""
    return [each for each in of_timing(lines, Timing.ACTUAL) if each.kind is Kind.CASH]


def missing_of(money: Sequence[CostLine]) -> list[Message]:
    """Return why the money that was spent is not known whole."""
    told = side(each for each in money if unit_of(each) is AmountUnit.POUNDS)
    reasons = [
        (not money, NO_MONEY),
        (bool(told.open), AMOUNT_OPEN),
        (bool(told.kept_back), AMOUNT_HIDDEN),
        (any(unit_of(each) is not AmountUnit.POUNDS for each in money), IN_DAYS),
    ]
    return [why for is_so, why in reasons if is_so]


def each_seat(lines: Iterable[CostLine], came: Sequence[int | None]) -> Figure:
    """Return the money for each person at each session. ``came``: how many, session by session.

    It is worked out from the number that readers may see, so that it gives no other away.
    """
    money = spent(lines)
    missing = missing_of(money)
    known = {n: number for n, number in enumerate(came) if number is not None}
    seats = disclosure.table(known).total
    if not came:
        missing.append(NO_SESSIONS)
    elif None in came:
        missing.append(NO_NUMBERS)
    elif not isinstance(seats, Count) or not seats.about:
        missing.append(FEW_PEOPLE)
    if missing or not isinstance(seats, Count):
        return Figure(missing=tuple(missing))
    pence = side(money).amount or Amount(AmountUnit.POUNDS, 0)
    whole = divide_evenly(pence.hundredths, seats.about * HUNDRED) * HUNDRED
    return Figure(
        N_(
            "About %(amount)s for each person at each session (%(seats)s)",
            amount=Amount(AmountUnit.POUNDS, whole).label,
            seats=seats.words,
        )
    )


def each_stage(lines: Iterable[CostLine]) -> tuple[dict[CycleStage, Amount], tuple[Message, ...]]:
    """Return the money that went into each part of the work, or what is missing to tell."""
    money = spent(lines)
    missing = missing_of(money)
    if any(each.stage is None for each in money):
        missing.append(NO_STAGE)
    if missing:
        return {}, tuple(missing)
    by_stage = {
        stage: side(each for each in money if each.stage is stage).amount for stage in CycleStage
    }
    return {stage: amount for stage, amount in by_stage.items() if amount}, ()
