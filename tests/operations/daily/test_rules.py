"""When a step of the day's work is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coprod.operations.daily.rules import LEASE, StepProgress, is_due, is_free

NOW = datetime(2026, 11, 29, 0, 10, tzinfo=UTC)
TODAY = date(2026, 11, 29)
YESTERDAY = StepProgress(done_on=TODAY - timedelta(days=1), tried_at=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("progress", "due"),
    [
        (StepProgress(), True),
        (YESTERDAY, True),
        (replace(YESTERDAY, done_on=TODAY), False),
        (replace(YESTERDAY, tried_at=NOW - timedelta(minutes=59)), False),
        (replace(YESTERDAY, tried_at=NOW - timedelta(minutes=60)), True),
    ],
)
def test_a_step_is_due_once_a_day_and_an_hour_after_it_failed(
    progress: StepProgress, *, due: bool
) -> None:
    assert is_due(progress, NOW, TODAY) is due


def test_a_step_is_free_when_nobody_has_it_or_whoever_had_it_died() -> None:
    taken = replace(YESTERDAY, leased_until=NOW + LEASE)

    assert is_free(YESTERDAY, NOW)
    assert not is_free(taken, NOW)
    assert is_free(taken, NOW + LEASE)
