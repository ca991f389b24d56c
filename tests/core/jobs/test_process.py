"""A worker as it runs, in a process of its own. ``make drill`` kills more of them."""

from pathlib import Path

import pytest

from coprod.core.database import session
from coprod.core.mail import add_to_outbox
from tests.core.jobs.processes import (
    are_all_sent,
    get_clock,
    list_letters,
    register,
    stop,
    wait_until,
    working,
)

pytestmark = pytest.mark.timeout(300)


def test_a_worker_sends_at_once_what_is_committed_and_stops_when_it_is_asked_to(
    tmp_path: Path,
) -> None:
    with register(tmp_path) as app, working(app) as (worker,):
        wait_until(lambda: get_clock().leased_until is not None)
        add_to_outbox("a@example.org", "Hello", "A link")
        session.commit()
        wait_until(are_all_sent)

        assert list_letters(app) == ["Hello"]
        assert stop(worker) == 0
        assert get_clock().leased_until is None
