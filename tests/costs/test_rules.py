from typing import Any

import pytest

from coprod.costs import rules
from coprod.costs.rules import CostLine, Paid, Resourcing
from coprod.costs.words import KINDS, UNITS, Category, Kind, Timing
from coprod.kit.dates import PartialDate
from coprod.kit.errors import RuleBrokenError
from coprod.money.rules import Amount
from coprod.money.words import Unit
from coprod.parts.pages import for_readers
from tests.costs import make

PAYMENT: dict[str, Any] = {"category": Category.INVOLVEMENT_PAYMENT}


def test_money_and_the_three_sorts_of_time_are_four_kinds() -> None:
    found = {category: CostLine(category=category).kind for category in Category}
    assert set(KINDS) == {c for c, kind in found.items() if kind is not Kind.CASH}
    assert set(found.values()) == set(Kind)


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("unit", Unit)
def test_each_heading_takes_only_its_own_units(category: Category, unit: Unit) -> None:
    line = make.line(category=category, amount=Amount(unit, 100), since=PartialDate(2026))
    if unit in UNITS.get(category, (Unit.POUNDS,)):
        rules.check_line(line)
    else:
        with pytest.raises(RuleBrokenError, match="cannot be told in"):
            rules.check_line(line)


def test_how_much_may_stay_open() -> None:
    rules.check_line(make.line(amount=None))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"category": None}, "category"),
        ({"timing": None}, "timing"),
        ({"amount": Amount(Unit.POUNDS, -1)}, "amount"),
        ({"since": PartialDate(2026, 5), "until": PartialDate(2026, 4)}, "until"),
        ({"category": Category.PROTECTED_TIME, "amount": None}, "since"),
        ({"paid": Paid(offered=5)}, "offered"),
        ({**PAYMENT, "timing": Timing.PLANNED, "paid": Paid(offered=5)}, "offered"),
        ({**PAYMENT, "paid": Paid(offered=5, accepted=4, declined=2)}, "offered"),
        ({**PAYMENT, "paid": Paid(offered=10**9)}, "offered"),
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


@pytest.mark.parametrize("accepted", range(1, 5))
def test_what_so_few_were_paid_is_not_for_readers(accepted: int) -> None:
    paid = Paid(20, accepted, 3)
    line = make.line(**PAYMENT, paid=paid, note="£30 each")
    shown = for_readers(line)
    assert shown.amount is None
    assert not shown.note
    assert str(accepted) not in paid.label.plain.replace("Fewer than 5", "")


@pytest.mark.parametrize("accepted", [0, 5, 40, None])
def test_what_enough_people_were_paid_is_shown_as_a_total(accepted: int | None) -> None:
    line = make.line(**PAYMENT, paid=Paid(50, accepted, None))
    assert for_readers(line) == line


def test_a_small_number_cannot_be_worked_out_from_the_others() -> None:
    told = Paid(offered=22, accepted=20, declined=2)
    assert [each.is_shown for each in told.counts.values()] == [False, True, False]
