"""The page about jobs, and the line about them on the desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coprod.core.jobs.actions import keep_clock
from coprod.core.jobs.models import JobState
from coprod.core.mail import add_to_outbox
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.library.index.tasks import search_index

As = Callable[[Role], Any]
GOOD = "All automatic jobs are working."
WRONG = "Needs somebody"


@pytest.fixture
def all_is_well(session: Any) -> None:
    keep_clock("a worker")
    session.commit()
    search_index().start_build()


@pytest.mark.usefixtures("all_is_well")
def test_the_desk_says_in_one_line_that_all_is_well(as_: As) -> None:
    page = as_(Role.CURATOR).get("/desk").text
    assert GOOD in page
    assert WRONG not in page


def test_the_desk_says_that_no_worker_runs(as_: As) -> None:
    page = as_(Role.CURATOR).get("/desk").text
    assert WRONG in page
    assert "The worker is not running" in page


@pytest.mark.usefixtures("all_is_well")
def test_the_desk_names_what_failed_and_what_is_late(as_: As, session: Any) -> None:
    long_ago = clock.now() - timedelta(days=3)
    session.add(JobState(name="surveys", started_at=clock.now(), error="RuntimeError"))
    session.add(JobState(name="consents", started_at=long_ago))
    add_to_outbox("a@example.org", "Hello", "").error = "no such address"
    session.commit()

    page = as_(Role.CURATOR).get("/desk").text

    assert "Count surveys that have closed: it failed" in page
    assert "End consents whose day has passed: it is late" in page
    assert "1 e-mail did not go out" in page


@pytest.mark.usefixtures("all_is_well")
@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_the_page_tells_of_each_job(as_: As, session: Any, role: Role) -> None:
    session.add(JobState(name="surveys", started_at=clock.now(), seconds=1.25, number=2))
    session.commit()

    page = as_(role).get("/admin/jobs").text

    assert "took 1.2 seconds" in page
    assert "2 things done" in page
    assert "Not started yet" in page


@pytest.mark.parametrize("role", [Role.LAY_MEMBER, Role.TEAM_MEMBER, Role.RESIDENT])
def test_nobody_else_opens_it(as_: As, role: Role) -> None:
    assert as_(role).get("/admin/jobs").status_code in {403, 404}
