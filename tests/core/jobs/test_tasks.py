"""The queue, which carries names alone, and the clock, which fills it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from coprod.core import mail
from coprod.core.content_version import add_if_absent
from coprod.core.jobs.models import JobState
from coprod.core.jobs.queries import list_states
from coprod.core.jobs.rules import Job
from coprod.core.jobs.tasks import Clock, get_clock, get_queue
from coprod.core.queue import JsonSerializer, Queue, choose_storage
from coprod.core.values.phrases import N_


@pytest.fixture
def queue(app: Flask, session: Any) -> Iterator[Queue]:
    """Give the queue of the app, with two jobs: one that works and one that does not."""
    usual = app.extensions["jobs"]
    app.extensions["jobs"] = {job.name: job for job in (works(), breaks())}
    queue = get_queue(app)
    queue.flush()
    yield queue
    queue.flush()
    app.extensions["jobs"] = usual


def works() -> Job:
    return Job("works", N_("Works"), lambda: 3)


def breaks() -> Job:
    return Job("breaks", N_("Breaks"), fail)


def fail() -> int:
    mail.add_to_outbox("a@example.org", "half of it", "")
    raise RuntimeError("«words of somebody»")


def list_messages(queue: Queue) -> list[Any]:
    return [list(task.args) for task in queue.pending()]


def take_turn(queue: Queue) -> list[Any]:
    """Let a worker look at the clock, and run what it finds; return what that was."""
    tasks = queue.read_periodic(None)
    for task in tasks:
        queue.execute(task)
    return [task.args[0] for task in tasks]


def test_a_letter_calls_the_worker_once_it_can_be_read_and_not_before(
    queue: Queue, session: Any
) -> None:
    mail.add_to_outbox("a@example.org", "Hello", "A link")
    mail.add_to_outbox("b@example.org", "Hello", "A link")
    with session.begin_nested():
        pass
    assert list_messages(queue) == []
    session.commit()
    assert list_messages(queue) == [["mail"]]


def test_work_that_is_not_committed_calls_nobody(queue: Queue, session: Any) -> None:
    mail.add_to_outbox("a@example.org", "Hello", "A link")
    session.rollback()
    session.commit()
    assert list_messages(queue) == []


def test_a_savepoint_that_is_undone_forgets_no_call(queue: Queue, session: Any) -> None:
    session.add(JobState(name="there"))
    session.flush()
    mail.add_to_outbox("a@example.org", "Hello", "A link")
    assert not add_if_absent(JobState(name="there"))
    session.commit()
    assert list_messages(queue) == [["mail"]]


def test_a_queue_that_is_away_stops_nobody(
    queue: Queue, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "storage", None)
    mail.add_to_outbox("a@example.org", "Hello", "A link")
    session.commit()
    assert mail.count_waiting() == 1


def test_a_worker_runs_what_is_due_and_writes_down_how_it_went(queue: Queue, session: Any) -> None:
    assert take_turn(queue) == ["works", "breaks"]

    states = list_states()
    assert (states["works"].number, states["works"].error) == (3, "")
    assert (states["breaks"].number, states["breaks"].error) == (None, "RuntimeError")
    assert mail.count_waiting() == 0
    assert states["works"].seconds is not None
    assert take_turn(queue) == []


def test_a_message_that_comes_twice_is_done_once(queue: Queue, session: Any) -> None:
    first = queue.read_periodic(None)[0]
    queue.execute(first)
    began = list_states()["works"].started_at
    queue.execute(first)
    assert list_states()["works"].started_at == began


def test_of_two_workers_one_decides_what_is_due(app: Flask, queue: Queue) -> None:
    other = Clock(app)
    assert take_turn(queue) == ["works", "breaks"]
    assert other.list_due() == []
    get_clock(app).release()
    assert list_states()["clock"].leased_until is None


def test_a_message_is_plain_text_and_an_unknown_job_breaks_nothing(queue: Queue) -> None:
    data = queue.serialize_task(queue.run.s("of another version"))
    assert isinstance(queue.serializer, JsonSerializer)
    assert b'"of another version"' in data
    queue.execute(queue.deserialize_task(data))


def test_the_queue_is_where_the_data_is_unless_a_setting_says_otherwise(app: Flask) -> None:
    def choose(**given: str) -> list[str]:
        usual = app.extensions["settings"].model_copy(update={"queue_url": "", **given})
        chosen = choose_storage(usual)
        return [chosen["storage_class"].__name__, *(str(v) for v in [*chosen.values()][1:2])]

    url = "postgresql://a@db/b"
    assert choose(database_url="")[0] == "SqliteStorage"
    assert choose(database_url="")[1].endswith("/queue.db")
    assert choose(database_url=url) == ["PostgresStorage", url]
    assert choose(queue_url="redis://r/0") == ["PriorityRedisStorage", "redis://r/0"]
