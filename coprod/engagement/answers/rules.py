"""When a team is asked again for its answer."""

from datetime import date

from coprod.core.values import workdays

AGAIN = 10
"""Working days after which a letter goes out again, as long as nobody answers."""


def is_due(answer_by: date, chased_on: date | None, today: date, off: workdays.Off) -> bool:
    """Tell whether to write today. One letter in each period, however often asked."""
    if today <= answer_by:
        return False
    return chased_on is None or workdays.between(chased_on, today, off) >= AGAIN
