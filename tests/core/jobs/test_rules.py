"""When a job is due."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from coprod.core.jobs.rules import (
    FARTHEST,
    GRACE,
    LEASE,
    RETRY_AFTER,
    Progress,
    Schedule,
    is_due,
    is_free,
    is_late,
)

NIGHTLY = Schedule()
OFTEN = Schedule(every=timedelta(minutes=5))
NOW = datetime(2026, 11, 29, 0, 10, tzinfo=UTC)
YESTERDAY = Progress(started_at=NOW - timedelta(days=1))
FAILED = Progress(started_at=NOW, has_failed=True)


@pytest.mark.parametrize(
    ("schedule", "progress", "due"),
    [
        (NIGHTLY, Progress(), True),
        (NIGHTLY, YESTERDAY, True),
        (NIGHTLY, Progress(started_at=NOW - timedelta(minutes=9)), False),
        (NIGHTLY, Progress(started_at=NOW - timedelta(days=40)), True),
        (NIGHTLY, replace(YESTERDAY, leased_until=NOW + LEASE), False),
        (NIGHTLY, replace(YESTERDAY, started_at=NOW, leased_until=NOW), True),
        (OFTEN, Progress(started_at=NOW - timedelta(minutes=5)), True),
        (OFTEN, Progress(started_at=NOW - timedelta(minutes=4)), False),
    ],
)
def test_a_job_is_due_when_its_time_has_come_or_it_was_stopped_in_the_middle(
    schedule: Schedule, progress: Progress, *, due: bool
) -> None:
    assert is_due(schedule, progress, NOW) is due


def test_a_job_that_failed_is_tried_again_in_an_hour_at_most() -> None:
    assert not is_due(NIGHTLY, FAILED, NOW)
    assert is_due(NIGHTLY, FAILED, NOW + RETRY_AFTER)
    assert is_due(OFTEN, FAILED, NOW + timedelta(minutes=5))


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]
)
def test_when_the_clocks_change_a_day_still_has_one_run(day: datetime) -> None:
    """The time does not exist on one of these nights, and is there twice on the other."""
    schedule = Schedule(at=time(1, 30))
    last = day - timedelta(days=1, hours=-2)
    minutes = [day + timedelta(minutes=n) for n in range(60 * 24)]

    runs = []
    for minute in minutes:
        if is_due(schedule, Progress(started_at=last), minute):
            runs.append(minute)
            last = minute

    assert len(runs) == 1


def test_a_lease_from_a_time_that_has_not_come_is_free() -> None:
    taken = replace(YESTERDAY, leased_until=NOW + LEASE)

    assert is_free(YESTERDAY, NOW)
    assert not is_free(taken, NOW)
    assert is_free(taken, NOW + LEASE)
    assert is_free(taken, NOW + LEASE - FARTHEST - timedelta(seconds=1))


def test_a_job_is_late_an_hour_after_it_was_due() -> None:
    assert not is_late(NIGHTLY, YESTERDAY, NOW)
    assert is_late(NIGHTLY, YESTERDAY, NOW + GRACE)
    assert not is_late(NIGHTLY, Progress(), NOW)
    taken = replace(YESTERDAY, leased_until=NOW + GRACE + LEASE)
    assert not is_late(NIGHTLY, taken, NOW + GRACE), "a worker has it now"
