"""How long an activity is trusted before somebody says again that it is true."""

from calendar import monthrange
from datetime import date, timedelta

REVIEW_AFTER_MONTHS = 12
"""After so many months an activity is to be looked at again."""
REMIND_AHEAD = timedelta(days=14)
"""The first reminder goes out so long before."""
REMIND_AGAIN_AFTER = timedelta(days=90)
"""As long as nobody answers, another reminder goes out after so long."""


def compute_review_date(checked_on: date) -> date:
    """Return the day by which an activity that was right today is to be looked at again."""
    return add_months(checked_on, REVIEW_AFTER_MONTHS)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_due(review_by: date, reminded_on: date | None, today: date) -> bool:
    """Tell whether to write to the owner today. One letter in each period, however often asked."""
    if today < review_by - REMIND_AHEAD:
        return False
    return reminded_on is None or today - reminded_on >= REMIND_AGAIN_AFTER
