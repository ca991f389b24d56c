"""Workers that look at the same moment, each with a connection of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from coprod.core.database import session
from coprod.core.jobs import actions
from coprod.core.jobs.queries import list_states
from coprod.core.jobs.tasks import Outcome, run_by_hand
from tests.core.jobs.test_actions import jobs
from tests.web.sites import committing


@pytest.fixture
def site(tmp_path: Any) -> Iterator[Flask]:
    with committing("jobs_at_once", tmp_path) as app:
        yield app


def test_a_job_that_several_begin_at_once_is_run_by_one(site: Flask) -> None:
    def begin(_number: int) -> Outcome:
        with site.app_context():
            taken = actions.take_due_jobs(jobs()[:1])
            session.commit()
            return Outcome.DONE if taken else Outcome.SKIPPED

    with ThreadPoolExecutor(4) as workers:
        outcomes = list(workers.map(begin, range(4)))

    assert sorted(each.name for each in outcomes) == ["DONE", "SKIPPED", "SKIPPED", "SKIPPED"]
    assert len(list_states()) == 1


def test_of_several_workers_one_keeps_the_clock(site: Flask) -> None:
    def ask(number: int) -> bool:
        with site.app_context():
            is_mine = actions.keep_clock(f"worker {number}")
            session.commit()
            return is_mine

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(ask, range(4))) == [False, False, False, True]


def test_a_job_that_a_worker_has_is_not_run_by_hand(site: Flask) -> None:
    actions.take_due_jobs(jobs()[:1])
    session.commit()

    assert run_by_hand(jobs()[0]) is Outcome.SKIPPED
