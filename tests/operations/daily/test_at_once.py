"""Processes that begin the day's work at the same moment, each with a connection of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from coprod.operations.daily import queries
from coprod.operations.daily.commands import Outcome, Task, run_step
from tests.operations.daily.test_commands import noting
from tests.web.sites import committing


@pytest.fixture
def site(tmp_path: Any) -> Iterator[Flask]:
    with committing("daily_at_once", tmp_path) as app:
        yield app


def test_a_step_that_several_begin_at_once_is_done_by_one(site: Flask) -> None:
    done: list[str] = []
    step = Task("step", noting(done, "step"))

    def begin(_number: int) -> Outcome:
        with site.app_context():
            return run_step(step, only_due=True)

    with ThreadPoolExecutor(4) as processes:
        outcomes = list(processes.map(begin, range(4)))

    assert sorted(each.name for each in outcomes) == ["DONE", "SKIPPED", "SKIPPED", "SKIPPED"]
    assert done == ["step"]
    assert len(queries.list_steps()) == 1
