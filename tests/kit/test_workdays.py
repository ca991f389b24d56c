from datetime import date

import pytest

from coprod.kit import workdays

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("number", "day"),
    [(0, FRIDAY), (1, date(2026, 11, 23)), (2, date(2026, 11, 24)), (10, date(2026, 12, 4))],
)
def test_weekends_do_not_count(number: int, day: date) -> None:
    assert workdays.after(FRIDAY, number) == day
    assert workdays.between(FRIDAY, day) == number


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert workdays.between(FRIDAY, date(2026, 11, 1)) == 0
