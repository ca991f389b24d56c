from datetime import UTC, date, datetime, timedelta

import pytest

from coprod.board.mailed_links.enums import LinkState
from coprod.board.mailed_links.rules import WORKS_FOR, find_answer_day, find_state

DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 3, tzinfo=UTC)


def test_an_answer_is_due_in_two_weeks() -> None:
    assert find_answer_day(DAY) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("used_at", "withdrawn_at", "after", "state"),
    [
        (None, None, WORKS_FOR, LinkState.WAITING),
        (None, None, WORKS_FOR + timedelta(days=1), LinkState.EXPIRED),
        (MOMENT, None, WORKS_FOR * 2, LinkState.USED),
        (None, MOMENT, timedelta(), LinkState.WITHDRAWN),
        (MOMENT, MOMENT, timedelta(), LinkState.WITHDRAWN),
    ],
)
def test_a_link_is_used_taken_back_or_too_old(
    used_at: datetime | None, withdrawn_at: datetime | None, after: timedelta, state: LinkState
) -> None:
    assert find_state(used_at, withdrawn_at, DAY, DAY + after) is state
