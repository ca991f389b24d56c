"""Who has a job, who keeps the clock, and what happens when somebody sets another time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine

from coprod.core.jobs import actions
from coprod.core.jobs.queries import has_worker, list_states
from coprod.core.jobs.rules import LEASE, Job, Schedule
from coprod.core.values import clock
from coprod.core.values.phrases import N_

NIGHTLY, OFTEN = "nightly", "often"


def noting(done: list[str], name: str) -> Callable[[], int]:
    """Return what a job does that works: it writes down that it was done."""

    def run() -> int:
        done.append(name)
        return 1

    return run


def jobs() -> list[Job]:
    often = Schedule(every=timedelta(minutes=5))
    return [
        Job(NIGHTLY, N_("Nightly"), lambda: 1),
        Job(OFTEN, N_("Often"), lambda: 1, often),
    ]


def later(**how_long: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(**how_long))


def run_due() -> list[str]:
    """Run what is due, as a worker does, and return its names."""
    taken = actions.take_due_jobs(jobs())
    for name, lease in taken:
        assert actions.begin_job(name, lease)
        actions.end_job(name, lease, error="")
    return [name for name, _lease in taken]


def test_what_was_taken_is_not_taken_again_until_its_lease_is_over(session: Any) -> None:
    first = dict(actions.take_due_jobs(jobs()))
    assert list(first) == [NIGHTLY, OFTEN]
    assert actions.take_due_jobs(jobs()) == []

    with later(minutes=3, seconds=1):
        second = dict(actions.take_due_jobs(jobs()))
        assert list(second) == [NIGHTLY, OFTEN]
        assert not actions.begin_job(NIGHTLY, first[NIGHTLY])  # it had waited for too long
        assert actions.begin_job(NIGHTLY, second[NIGHTLY])
        actions.end_job(NIGHTLY, first[NIGHTLY], error="")  # the first one was only slow
        assert list_states()[NIGHTLY].leased_until is not None


def test_a_job_that_takes_long_is_kept_as_long_as_its_worker_lives(session: Any) -> None:
    taken = dict(actions.take_due_jobs(jobs()))
    actions.begin_job(NIGHTLY, taken[NIGHTLY])
    for minute in range(1, 10):
        with later(minutes=minute):
            actions.renew_leases([taken[NIGHTLY]])
            assert NIGHTLY not in dict(actions.take_due_jobs(jobs()))
    with later(minutes=13):
        assert NIGHTLY in dict(actions.take_due_jobs(jobs()))


def test_a_job_is_run_once_a_day_and_again_the_next_day(session: Any) -> None:
    assert run_due() == [NIGHTLY, OFTEN]
    assert run_due() == []
    with later(days=1):
        assert run_due() == [NIGHTLY, OFTEN]
        assert run_due() == []


def test_a_clock_that_goes_forward_and_back_runs_nothing_twice_and_skips_no_day(
    session: Any,
) -> None:
    with later(days=400):
        assert run_due() == [NIGHTLY, OFTEN]
    assert run_due() == []
    with later(minutes=6):
        assert run_due() == [OFTEN]
    with later(days=1):
        assert run_due() == [NIGHTLY, OFTEN]


def test_a_clock_that_goes_back_while_a_job_waits_holds_it_up_no_longer_than_an_hour(
    session: Any,
) -> None:
    with later(days=2):
        actions.take_due_jobs(jobs())
    assert dict(actions.take_due_jobs(jobs())).keys() == {NIGHTLY, OFTEN}


def test_one_worker_keeps_the_clock_until_it_dies(session: Any) -> None:
    assert not has_worker(list_states())
    assert actions.keep_clock("first")
    assert not actions.keep_clock("second")
    assert actions.keep_clock("first")
    assert has_worker(list_states())
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1)):
        assert not has_worker(list_states())
        assert actions.keep_clock("second")
        assert not actions.keep_clock("first")
    assert actions.keep_clock("second")


def test_a_worker_that_is_stopped_leaves_the_clock_to_the_next_at_once(session: Any) -> None:
    actions.keep_clock("first")
    actions.end_job("clock", "first")
    assert actions.keep_clock("second")


def test_a_clock_that_was_kept_on_a_day_to_come_is_free(session: Any) -> None:
    with later(days=1):
        actions.keep_clock("first")
    assert actions.keep_clock("second")
