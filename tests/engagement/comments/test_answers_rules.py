from datetime import date

import pytest

from coprod.engagement.comments.rules import is_reminder_due

BY = date(2026, 3, 6)  # a Friday


@pytest.mark.parametrize(
    ("chased_on", "today", "expected"),
    [
        (None, date(2026, 3, 5), False),
        (None, BY, False),
        (None, date(2026, 3, 7), True),
        (date(2026, 3, 9), date(2026, 3, 20), False),
        (date(2026, 3, 9), date(2026, 3, 23), True),
    ],
    ids=["before", "on the day", "after", "nine working days", "ten working days"],
)
def test_a_team_is_asked_after_the_day_and_again_after_ten_working_days(
    chased_on: date | None, today: date, expected: bool
) -> None:
    assert is_reminder_due(BY, chased_on, today, frozenset()) is expected
