from datetime import date, timedelta

import pytest

from coprod.register.freshness.rules import (
    REMIND_AGAIN_AFTER,
    REMIND_AHEAD,
    compute_review_date,
    is_due,
)

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("checked", "by"),
    [
        (date(2025, 6, 30), date(2026, 6, 30)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_an_entry_is_looked_at_again_after_a_year(checked: date, by: date) -> None:
    assert compute_review_date(checked) == by


def test_the_first_letter_goes_two_weeks_ahead_and_no_sooner() -> None:
    assert not is_due(DAY, None, DAY - REMIND_AHEAD - timedelta(days=1))
    assert is_due(DAY, None, DAY - REMIND_AHEAD)
    assert is_due(DAY, None, DAY + timedelta(days=1000))


def test_each_period_has_one_letter() -> None:
    told = DAY - REMIND_AHEAD
    assert not is_due(DAY, told, told)
    assert not is_due(DAY, told, told + REMIND_AGAIN_AFTER - timedelta(days=1))
    assert is_due(DAY, told, told + REMIND_AGAIN_AFTER)
