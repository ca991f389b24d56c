"""Working days: Monday to Friday, but for the days off of the place (``off``)."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

SATURDAY = 5
DaysOff = AbstractSet[date]


def is_workday(day: date, off: DaysOff) -> bool:
    return day.weekday() < SATURDAY and day not in off


def add_workdays(day: date, number: int, off: DaysOff) -> date:
    """Return the day by which so many working days after ``day`` have passed."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day, off)
    return day


def count_workdays(first: date, last: date, off: DaysOff) -> int:
    """Count the working days after ``first``, up to and with ``last``."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_workday(day, off) for day in days)
