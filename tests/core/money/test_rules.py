"""Money and time are whole numbers: nothing drifts, and nothing that is no number gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.money import rules
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.errors import RuleBrokenError

WHOLE = st.integers(0, rules.MAX_AMOUNT)
UNITS = st.sampled_from(AmountUnit)
NO_NUMBERS = (
    "",
    "£",
    "-5",
    "1e9",
    "1,23",
    "12,34,567",
    "1.234",
    "1.",
    ".5",
    "NaN",
    "٣",
    "1²",
    "0x10",
    "1_000",
    "££5",
    "£5 or so",
    "9" * 29,
    "9" * 5000,
    "10,000,000,000.01",
)


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("£1,234.50", 123450),
        ("1234.5", 123450),
        (" 1 234.05 ", 123405),
        ("0", 0),
        ("7", 700),
        ("10,000,000,000", 10**12),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, hundredths: int) -> None:
    assert rules.parse_amount(typed) == hundredths


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        rules.parse_amount(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_amount_or_is_refused(typed: str) -> None:
    try:
        found = rules.parse_amount(typed)
    except ValueError:
        return
    assert 0 <= found <= rules.MAX_AMOUNT


@given(WHOLE)
def test_pounds_are_read_as_they_were_said(pence: int) -> None:
    assert rules.parse_amount(rules.format_pounds(pence)) == pence


@given(UNITS, WHOLE)
def test_a_box_is_read_as_it_was_filled(unit: AmountUnit, number: int) -> None:
    assert rules.parse_amount(Amount(unit, number).typed) == number


def test_an_empty_box_is_not_nought() -> None:
    assert rules.parse_typed_amount("  ", "amount") is None
    assert rules.parse_typed_amount("0", "amount") == 0
    with pytest.raises(RuleBrokenError, match="in numbers"):
        rules.parse_typed_amount("a lot", "amount")


def test_amounts_are_said_plainly() -> None:
    assert Amount(AmountUnit.POUNDS, 123450).label.plain == "£1,234.50"
    assert Amount(AmountUnit.POUNDS, 500000_00).label.plain == "£500,000"
    assert Amount(AmountUnit.HOURS, 100).label.plain == "1 hour"
    assert Amount(AmountUnit.DAYS, 250).label.plain == "2.5 days"
    assert Amount(AmountUnit.MONTHLY, 1005).label.plain == "10.05 hours a month"
    assert rules.format_pounds(-150) == "-£1.50"


@given(st.lists(WHOLE, min_size=1), UNITS)
def test_sums_never_drift(numbers: list[int], unit: AmountUnit) -> None:
    amounts = [Amount(unit, number) for number in numbers]
    assert rules.sum_amounts(amounts) == Amount(unit, sum(numbers))
    assert rules.sum_amounts(reversed(amounts)) == rules.sum_amounts(amounts)


def test_two_units_are_never_one_sum() -> None:
    with pytest.raises(ValueError, match="one unit"):
        rules.sum_amounts([Amount(AmountUnit.POUNDS, 1), Amount(AmountUnit.HOURS, 1)])
    with pytest.raises(ValueError, match="one unit"):
        rules.sum_amounts([])


@given(st.integers(0, 10**7), st.integers(0, 10**6))
def test_a_rate_times_a_quantity_is_right_to_half_a_penny(pence: int, quantity: int) -> None:
    assert abs(100 * rules.multiply_rate(pence, quantity) - pence * quantity) <= 50


@given(WHOLE, st.integers(1, 10**6))
def test_one_of_equal_parts_is_right_to_half_a_penny(whole: int, among: int) -> None:
    assert 2 * abs(rules.divide_evenly(whole, among) * among - whole) <= among


@pytest.mark.parametrize("hundredths", [0, 1, 10**12])
def test_an_amount_from_nought_to_the_most_is_taken(hundredths: int) -> None:
    rules.check_amount_range(Amount(AmountUnit.POUNDS, hundredths))


@pytest.mark.parametrize("hundredths", [-1, 10**12 + 1])
def test_an_amount_that_cannot_be_is_refused(hundredths: int) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_amount_range(Amount(AmountUnit.POUNDS, hundredths))
    assert broken.value.field == "amount"


@pytest.mark.parametrize(
    ("unit", "typed"),
    [(AmountUnit.POUNDS, "1,234.50"), (AmountUnit.HOURS, "1,234.5"), (AmountUnit.DAYS, "1,234.5")],
)
def test_an_amount_can_be_typed_again_as_it_was(unit: AmountUnit, typed: str) -> None:
    assert Amount(unit, 123450).typed.replace(",", "") == typed.replace(",", "")
    assert rules.parse_amount(Amount(unit, 123450).typed) == 123450
