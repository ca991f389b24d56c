"""Working days: Monday to Friday. Bank holidays count as working days here."""

from datetime import date, timedelta

SATURDAY = 5


def is_working(day: date) -> bool:
    return day.weekday() < SATURDAY


def after(day: date, number: int) -> date:
    """Return the day by which so many working days after ``day`` have passed."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working(day)
    return day


def between(first: date, last: date) -> int:
    """Count the working days after ``first``, up to and with ``last``."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working(day) for day in days)
