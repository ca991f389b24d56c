from typing import Any

import pytest

from coprod.core.disclosure.enums import Hidden, NotKnown, RoundedCount
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.register.sections import rules
from coprod.register.sections.enums import (
    COST_KINDS,
    COST_UNITS,
    CostCategory,
    CostKind,
    CostTiming,
    FundingDecider,
)
from coprod.register.sections.rules import CostLine, PaymentCounts, Resourcing
from tests.register.sections import make

PAYMENT: dict[str, Any] = {"category": CostCategory.INVOLVEMENT_PAYMENT}


def test_money_and_the_three_sorts_of_time_are_four_kinds() -> None:
    found = {category: CostLine(category=category).kind for category in CostCategory}
    assert set(COST_KINDS) == {c for c, kind in found.items() if kind is not CostKind.CASH}
    assert set(found.values()) == set(CostKind)


@pytest.mark.parametrize("category", CostCategory)
@pytest.mark.parametrize("unit", AmountUnit)
def test_each_heading_takes_only_its_own_units(category: CostCategory, unit: AmountUnit) -> None:
    line = make.line(category=category, amount=Amount(unit, 100), since=PartialDate(2026))
    if unit in COST_UNITS.get(category, (AmountUnit.POUNDS,)):
        rules.check_line(line)
    else:
        with pytest.raises(RuleBrokenError, match="cannot use"):
            rules.check_line(line)


def test_how_much_may_stay_open() -> None:
    rules.check_line(make.line(amount=None))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"category": None}, "category"),
        ({"timing": None}, "timing"),
        ({"amount": Amount(AmountUnit.POUNDS, -1)}, "amount"),
        ({"since": PartialDate(2026, 5), "until": PartialDate(2026, 4)}, "until"),
        ({"category": CostCategory.PROTECTED_TIME, "amount": None}, "since"),
        ({"paid": PaymentCounts(offered=5)}, "offered"),
        ({**PAYMENT, "timing": CostTiming.PLANNED, "paid": PaymentCounts(offered=5)}, "offered"),
        ({**PAYMENT, "paid": PaymentCounts(offered=5, accepted=4, declined=2)}, "offered"),
        ({**PAYMENT, "paid": PaymentCounts(offered=10**9)}, "offered"),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_box(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_line(make.line(**given))
    assert broken.value.field == field


def test_no_money_and_no_time_needs_its_reason() -> None:
    with pytest.raises(RuleBrokenError, match="Say why"):
        rules.check_resourcing(Resourcing(unresourced=True))
    rules.check_resourcing(Resourcing(unresourced=True, why="The grant ended"))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"deciding": FundingDecider.STAFF}, ""),
        ({"deciding": FundingDecider.TOGETHER}, "deciding_who"),
        ({"deciding": FundingDecider.TOGETHER, "deciding_who": "The panel"}, ""),
        ({"deciding_who": "The panel"}, "deciding"),
        ({"deciding_link": "https://example.org"}, "deciding"),
        ({}, ""),
    ],
)
def test_who_decides_comes_before_who_shares_in_it(given: dict[str, Any], field: str) -> None:
    if field:
        with pytest.raises(RuleBrokenError) as broken:
            rules.check_resourcing(Resourcing(**given))
        assert broken.value.field == field
    else:
        rules.check_resourcing(Resourcing(**given))


def test_as_many_are_paid_as_can_be() -> None:
    rules.check_line(make.line(**PAYMENT, paid=PaymentCounts(100_000, 60_000, 40_000)))
    for paid in (
        PaymentCounts(100_001),
        PaymentCounts(None, 100_001),
        PaymentCounts(5, -1),
        PaymentCounts(5, 4, 2),
        PaymentCounts(5, 6),
    ):
        with pytest.raises(RuleBrokenError) as broken:
            rules.check_line(make.line(**PAYMENT, paid=paid))
        assert broken.value.field == "offered"


@pytest.mark.parametrize("accepted", range(1, 5))
def test_what_so_few_were_paid_is_not_for_readers(accepted: int) -> None:
    paid = PaymentCounts(20, accepted, 3)
    line = make.line(**PAYMENT, paid=paid, note="£30 each")
    assert line.withheld == {"amount", "note"}
    assert str(accepted) not in paid.label.plain.replace("Fewer than 5", "")


@pytest.mark.parametrize("accepted", [0, 5, 40, None])
def test_what_enough_people_were_paid_is_shown_as_a_total(accepted: int | None) -> None:
    line = make.line(**PAYMENT, paid=PaymentCounts(50, accepted, None))
    assert not line.withheld


def test_a_small_number_cannot_be_worked_out_from_the_others() -> None:
    told = PaymentCounts(offered=22, accepted=20, declined=2)
    assert [each.is_disclosed for each in told.counts.values()] == [False, True, False]


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (PaymentCounts(22, 20, None), [RoundedCount(20), RoundedCount(20), NotKnown]),
        (PaymentCounts(22, None, 20), [RoundedCount(20), NotKnown, RoundedCount(20)]),
        (PaymentCounts(None, 20, 10), [NotKnown, RoundedCount(20), RoundedCount(10)]),
        (PaymentCounts(None, 3, 10), [NotKnown, Hidden, RoundedCount(10)]),
        (PaymentCounts(40, 20, 10), [RoundedCount(40), RoundedCount(20), RoundedCount(10)]),
        (PaymentCounts(33, 20, 10), [Hidden, RoundedCount(20), RoundedCount(10)]),
    ],
)
def test_each_number_is_told_alone_unless_all_three_are_known(
    paid: PaymentCounts, expected: list[Any]
) -> None:
    """Of 33 with 20 and 10, three said nothing: then the whole would give them away."""
    for found, wanted in zip(paid.counts.values(), expected, strict=True):
        assert isinstance(found, wanted) if isinstance(wanted, type) else found == wanted


@pytest.mark.parametrize(
    ("paid", "is_identifying"),
    [
        (PaymentCounts(None, 4, None), True),
        (PaymentCounts(20, 5, 12), False),
        (PaymentCounts(10, None, 7), True),
        (PaymentCounts(10, None, 5), False),
        (PaymentCounts(4, None, None), True),
        (PaymentCounts(5, None, None), False),
        (PaymentCounts(None, None, 3), False),
        (PaymentCounts(), False),
    ],
)
def test_so_few_are_paid_when_no_more_can_have_been(
    paid: PaymentCounts, is_identifying: bool
) -> None:
    assert paid.is_identifying is is_identifying
