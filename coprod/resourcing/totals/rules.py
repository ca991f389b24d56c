"""Totals of what an activity takes. Money, staff time and volunteers' time are never one number.

A figure that lacks an input is left out, and says what is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod.core.disclosure.enums import RoundedCount
from coprod.core.disclosure.rules import disclose_table
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import HUNDRED, Amount, divide_evenly, sum_amounts
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import N_, Message
from coprod.register.sections.enums import CostKind, CostTiming
from coprod.register.sections.rules import WITHHELD, CostLine
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

ADDED_UP = (CostKind.CASH, CostKind.STAFF, CostKind.VOLUNTEERS)
"""Protected time is so much a month, each from its own day: its lines are shown one by one."""


@dataclass(frozen=True)
class Subtotal:
    """What was planned, or what it really was: the sum of what readers may see.

    ``open`` lines have no amount yet. Suppressed amounts are in no sum: none can be derived.
    """

    amount: Amount | None = None
    open: int = 0
    suppressed: int = 0

    @property
    def is_whole(self) -> bool:
        return self.amount is not None and not self.open and not self.suppressed

    @property
    def words(self) -> Message:
        if self.amount is None:
            return WITHHELD if self.suppressed else NOT_RECORDED
        if self.is_whole:
            return self.amount.label
        why = AMOUNT_HIDDEN if self.suppressed else AMOUNT_OPEN
        return N_("%(amount)s, but %(why)s", amount=self.amount.label, why=why)


@dataclass(frozen=True)
class Sum:
    """What stands in one line of a table of totals."""

    kind: CostKind
    unit: AmountUnit
    planned: Subtotal
    actual: Subtotal


@dataclass(frozen=True)
class Figure:
    """A figure, or what is missing for it."""

    words: Message | None = None
    missing: tuple[Message, ...] = ()


def build_subtotal(lines: Iterable[CostLine]) -> Subtotal:
    all_lines = tuple(lines)
    amounts = [each.amount for each in all_lines if each.amount and not each.is_withheld]
    suppressed = sum(each.is_withheld for each in all_lines)
    still_open = sum(each.amount is None and not each.is_withheld for each in all_lines)
    return Subtotal(sum_amounts(amounts) if amounts else None, still_open, suppressed)


def filter_timing(lines: Iterable[CostLine], timing: CostTiming) -> list[CostLine]:
    return [each for each in lines if each.timing is timing]


def get_unit(line: CostLine) -> AmountUnit:
    """Return what a line is counted in; one without an amount stands with the usual unit."""
    if line.amount:
        return line.amount.unit
    return AmountUnit.POUNDS if line.kind is CostKind.CASH else AmountUnit.HOURS


def build_sums(lines: Sequence[CostLine]) -> list[Sum]:
    """Return the totals by kind and unit, planned beside actual."""
    return [
        Sum(
            kind,
            unit,
            build_subtotal(filter_timing(same_lines, CostTiming.PLANNED)),
            build_subtotal(filter_timing(same_lines, CostTiming.ACTUAL)),
        )
        for kind in ADDED_UP
        for unit in AmountUnit
        if (same_lines := [each for each in lines if each.kind is kind and get_unit(each) is unit])
    ]


def list_spent(lines: Iterable[CostLine]) -> list[CostLine]:
    """Return the lines of money that was really spent."""
    return [each for each in filter_timing(lines, CostTiming.ACTUAL) if each.kind is CostKind.CASH]


def list_missing(money: Sequence[CostLine]) -> list[Message]:
    """Return why the money that was spent is not known whole."""
    subtotal = build_subtotal(each for each in money if get_unit(each) is AmountUnit.POUNDS)
    reasons = [
        (not money, NO_MONEY),
        (bool(subtotal.open), AMOUNT_OPEN),
        (bool(subtotal.suppressed), AMOUNT_HIDDEN),
        (any(get_unit(each) is not AmountUnit.POUNDS for each in money), IN_DAYS),
    ]
    return [why for is_so, why in reasons if is_so]


def compute_cost_per_seat(lines: Iterable[CostLine], attendances: Sequence[int | None]) -> Figure:
    """Return the money for each person at each session.

    ``attendances`` tells how many came to each. The result is worked out from the number
    that readers may see, so that it gives no other away.
    """
    money = list_spent(lines)
    missing = list_missing(money)
    counted = {n: number for n, number in enumerate(attendances) if number is not None}
    seats = disclose_table(counted).total
    if not attendances:
        missing.append(NO_SESSIONS)
    elif None in attendances:
        missing.append(NO_NUMBERS)
    elif not isinstance(seats, RoundedCount) or not seats.about:
        missing.append(FEW_PEOPLE)
    if missing or not isinstance(seats, RoundedCount):
        return Figure(missing=tuple(missing))
    pence = build_subtotal(money).amount or Amount(AmountUnit.POUNDS, 0)
    whole = divide_evenly(pence.hundredths, seats.about * HUNDRED) * HUNDRED
    return Figure(
        N_(
            "About %(amount)s for each person at each session (%(seats)s)",
            amount=Amount(AmountUnit.POUNDS, whole).label,
            seats=seats.words,
        )
    )


def compute_cost_per_stage(
    lines: Iterable[CostLine],
) -> tuple[dict[CycleStage, Amount], tuple[Message, ...]]:
    """Return the money that went into each part of the work, or what is missing to tell."""
    money = list_spent(lines)
    missing = list_missing(money)
    if any(each.stage is None for each in money):
        missing.append(NO_STAGE)
    if missing:
        return {}, tuple(missing)
    by_stage = {
        stage: build_subtotal(each for each in money if each.stage is stage).amount
        for stage in CycleStage
    }
    return {stage: amount for stage, amount in by_stage.items() if amount}, ()
