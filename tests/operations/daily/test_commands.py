"""The day's work: each step by itself, once, however many run it and how often."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from coprod.accounts.autosave.models import Draft
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.operations.daily import actions, commands, queries
from coprod.operations.daily.commands import STEPS, Outcome, Task, run_step
from coprod.operations.daily.rules import LEASE
from coprod.participation.groups.models import Consent
from coprod.register.activities.enums import Status
from tests import make
from tests.participation.groups.make import consent


def broken() -> int:
    make.person()
    raise RuntimeError("«words of somebody»")


def noting(done: list[str], name: str) -> Callable[[], int]:
    """Return what a step does that works: it writes down that it was done."""

    def run() -> int:
        done.append(name)
        return 1

    return run


@pytest.fixture
def one_fails(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the first step fail, and return what the others did."""
    done: list[str] = []

    others = [Task(name, noting(done, name)) for name in ("second", "third")]
    monkeypatch.setattr(commands, "STEPS", (Task("first", broken), *others))
    return done


def test_a_step_that_fails_stops_no_other_and_is_named(
    app: Flask, session: Any, one_fails: list[str]
) -> None:
    with capture_logs() as logs:
        done = app.test_cli_runner().invoke(args=["daily"])

    assert one_fails == ["second", "third"]
    assert done.exit_code == 1
    assert "these steps failed, the others are done: first" in done.output
    failed = [each for each in logs if each["event"] == "daily_step_failed"]
    assert [(each["step"], each["kind"]) for each in failed] == [("first", "RuntimeError")]
    assert "«words" not in str(logs)
    assert next((each.name, each.error) for each in queries.list_steps()) == (
        "first",
        "RuntimeError",
    )


def test_all_of_it_twice_a_day_does_nothing_twice(app: Flask, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    kept = consent(entry, until=clock.today()).id
    with time_machine.travel(clock.now() + timedelta(days=1)):
        codes, letters = [], []
        for _again in range(2):
            codes.append(app.test_cli_runner().invoke(args=["daily"]).exit_code)
            letters.append(len(session.scalars(select(Outgoing)).all()))

    assert codes == [0, 0]
    assert letters[0] == letters[1] > 0
    assert session.get_one(Consent, kept).ended


def test_one_step_can_be_done_by_its_name(app: Flask, session: Any) -> None:
    long_ago = clock.now() - timedelta(days=91)
    words = Draft(person_id=make.person().id, key="k", address="/x", fields=[["a", "b"]])
    words.at = long_ago
    make.keep(words)

    assert app.test_cli_runner().invoke(args=["daily", "surveys"]).exit_code == 0
    assert len(session.scalars(select(Draft)).all()) == 1
    assert app.test_cli_runner().invoke(args=["daily", "held-words"]).exit_code == 0
    assert session.scalars(select(Draft)).all() == []
    assert app.test_cli_runner().invoke(args=["daily", "nonsense"]).exit_code == 2


def test_two_processes_never_have_the_same_step(session: Any) -> None:
    first = actions.take_step("consents", only_due=False)
    assert first
    assert actions.take_step("consents", only_due=False) is None
    assert actions.take_step("surveys", only_due=False)
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1)):
        second = actions.take_step("consents", only_due=False)
        assert second
        actions.finish_step("consents", first)  # the first one was only slow
        assert actions.take_step("consents", only_due=False) is None
        actions.finish_step("consents", second)
        assert actions.take_step("consents", only_due=False)


def test_a_server_does_a_step_once_a_day_and_again_the_next_day(session: Any) -> None:
    count: list[str] = []
    step = Task("step", noting(count, "step"))

    outcomes = [run_step(step, only_due=True) for _again in range(2)]
    assert outcomes == [Outcome.DONE, Outcome.SKIPPED]
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert run_step(step, only_due=True) is Outcome.DONE
    assert len(count) == 2


def test_a_server_tries_again_an_hour_after_a_step_failed(session: Any) -> None:
    step = Task("step", broken)
    assert [run_step(step, only_due=True) for _again in range(2)] == [
        Outcome.FAILED,
        Outcome.SKIPPED,
    ]
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        assert run_step(step, only_due=True) is Outcome.FAILED


def test_a_server_looks_after_the_day_and_the_letters_by_itself(
    app: Flask, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(commands, "STEPS", (Task("first", broken), Task("second", lambda: 1)))
    monkeypatch.setattr(commands, "write_emails", lambda: written.append("letters"))

    commands.run_due_steps(app)

    assert written == ["letters"]
    assert [bool(each.done_on) for each in queries.list_steps()] == [False, True]


def test_names_of_steps_are_all_different() -> None:
    names = [step.name for step in STEPS]
    assert len(names) == len(set(names))
