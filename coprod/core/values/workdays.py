"""Working days: Monday to Friday, but for the days off of the place (``off``)."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

SATURDAY = 5
Off = AbstractSet[date]


def is_working(day: date, off: Off) -> bool:
    return day.weekday() < SATURDAY and day not in off


def after(day: date, number: int, off: Off) -> date:
    """Return the day by which so many working days after ``day`` have passed."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working(day, off)
    return day


def between(first: date, last: date, off: Off) -> int:
    """Count the working days after ``first``, up to and with ``last``."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working(day, off) for day in days)
