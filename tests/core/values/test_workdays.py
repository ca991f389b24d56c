from datetime import date

import pytest

from coprod.core.values import workdays

FRIDAY = date(2026, 11, 20)
NONE: frozenset[date] = frozenset()
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})


@pytest.mark.parametrize(
    ("number", "day"),
    [(0, FRIDAY), (1, date(2026, 11, 23)), (2, date(2026, 11, 24)), (10, date(2026, 12, 4))],
)
def test_weekends_do_not_count(number: int, day: date) -> None:
    assert workdays.add_workdays(FRIDAY, number, NONE) == day
    assert workdays.count_workdays(FRIDAY, day, NONE) == number


@pytest.mark.parametrize(
    ("number", "day"), [(1, date(2026, 12, 29)), (3, date(2026, 12, 31)), (4, date(2027, 1, 4))]
)
def test_days_off_do_not_count(number: int, day: date) -> None:
    eve = date(2026, 12, 24)

    assert workdays.add_workdays(eve, number, CHRISTMAS) == day
    assert workdays.count_workdays(eve, day, CHRISTMAS) == number


def test_a_day_off_at_a_weekend_is_not_taken_away_twice() -> None:
    saturday = frozenset({date(2026, 11, 21)})
    assert workdays.add_workdays(FRIDAY, 1, saturday) == date(2026, 11, 23)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert workdays.count_workdays(FRIDAY, date(2026, 11, 1), NONE) == 0
