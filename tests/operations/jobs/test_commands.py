"""The jobs of this register: each by itself, once, however often; and who hears when one fails."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from coprod.accounts.autosave.models import Draft
from coprod.core.jobs import actions
from coprod.core.jobs.models import JobState
from coprod.core.jobs.queries import list_states
from coprod.core.jobs.rules import LEASE, Job
from coprod.core.jobs.tasks import register_jobs
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.operations.backup.queries import find_last_backup, list_backups
from coprod.operations.backup.rules import BACKUP_NAME
from coprod.operations.jobs.commands import JOBS, report_trouble
from coprod.participation.groups.models import Consent
from coprod.register.activities.enums import Status
from tests import make
from tests.core.jobs.test_actions import noting
from tests.participation.groups.make import consent


def broken() -> int:
    make.person()
    raise RuntimeError("«words of somebody»")


@pytest.fixture
def own_jobs(app: Flask) -> Iterator[dict[str, Job]]:
    """Give a table of jobs that a test may change."""
    usual = app.extensions["jobs"]
    app.extensions["jobs"] = dict(usual)
    yield app.extensions["jobs"]
    app.extensions["jobs"] = usual


@pytest.fixture
def one_fails(own_jobs: dict[str, Job]) -> list[str]:
    """Let the first job fail, and return what the others did."""
    done: list[str] = []
    own_jobs.clear()
    own_jobs["first"] = Job("first", N_("First"), broken)
    for name in ("second", "third"):
        own_jobs[name] = Job(name, N_("Other"), noting(done, name))
    return done


def run(app: Flask, *names: str) -> Any:
    return app.test_cli_runner().invoke(args=["jobs", "run", *names])


def list_subjects(session: Any) -> list[str]:
    return list(session.scalars(select(Outgoing.subject).order_by(Outgoing.id)))


def test_a_job_that_fails_stops_no_other_and_is_named(
    app: Flask, session: Any, one_fails: list[str]
) -> None:
    with capture_logs() as logs:
        done = run(app)

    assert one_fails == ["second", "third"]
    assert done.exit_code == 1
    assert "these jobs failed, the others are done: first" in done.output
    failed = [each for each in logs if each["event"] == "job_failed"]
    assert [(each["job"], each["kind"]) for each in failed] == [("first", "RuntimeError")]
    assert "«words" not in str(logs)
    assert list_states()["first"].error == "RuntimeError"


def test_all_of_it_twice_a_day_does_nothing_twice(app: Flask, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    kept = consent(entry, until=clock.today()).id
    with time_machine.travel(clock.now() + timedelta(days=1)):
        codes, letters = [], []
        for _again in range(2):
            codes.append(run(app).exit_code)
            letters.append(len(list_subjects(session)))

    assert codes == [0, 0]
    assert letters[0] == letters[1] > 0
    assert session.get_one(Consent, kept).ended


def test_one_job_can_be_run_by_its_name(app: Flask, session: Any) -> None:
    long_ago = clock.now() - timedelta(days=91)
    words = Draft(person_id=make.person().id, key="k", address="/x", fields=[["a", "b"]])
    words.at = long_ago
    make.keep(words)

    assert run(app, "surveys").exit_code == 0
    assert len(session.scalars(select(Draft)).all()) == 1
    assert run(app, "held-words").exit_code == 0
    assert session.scalars(select(Draft)).all() == []
    assert run(app, "nonsense").exit_code == 2


def test_names_of_jobs_are_all_different() -> None:
    names = [job.name for job in JOBS]
    assert len(names) == len(set(names)) == 28
    assert "clock" not in names


# Who hears of it


def test_administrators_get_one_letter_when_jobs_fail_until_they_work_again(
    app: Flask, session: Any, one_fails: list[str], own_jobs: dict[str, Job]
) -> None:
    make.person(role=Role.ADMINISTRATOR)
    make.person(role=Role.CURATOR)
    assert report_trouble() == 0
    run(app)
    assert [report_trouble() for _again in range(3)] == [1, 0, 0]
    run(app)
    assert report_trouble() == 0

    own_jobs["first"] = Job("first", N_("First"), lambda: 1)
    run(app)
    own_jobs["first"] = Job("first", N_("First"), broken)
    run(app)
    assert report_trouble() == 1
    letters = session.scalars(select(Outgoing)).all()
    assert len(letters) == 2
    assert "First" in letters[0].text
    assert "It failed: RuntimeError" in letters[0].text
    assert "/admin/jobs" in letters[0].text


def test_administrators_hear_of_a_job_that_did_not_run(
    app: Flask, session: Any, own_jobs: dict[str, Job]
) -> None:
    make.person(role=Role.ADMINISTRATOR)
    session.add(JobState(name="consents", started_at=clock.now() - timedelta(days=3)))
    session.commit()

    assert [report_trouble() for _again in range(2)] == [1, 0]
    (letter,) = session.scalars(select(Outgoing)).all()
    assert "should have been done by now" in letter.text


def test_administrators_hear_of_a_job_whose_worker_died_in_the_middle(
    app: Flask, session: Any
) -> None:
    make.person(role=Role.ADMINISTRATOR)
    state = actions.add_states(["search"])["search"]
    assert actions.begin_job("search", actions.take_job(state))
    session.commit()

    assert report_trouble() == 0
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1)):
        assert report_trouble() == 1
        assert "It failed: Stopped" in session.scalars(select(Outgoing.text)).one()
        assert run(app, "search").exit_code == 0
    assert list_states()["search"].error == ""


# Backups


def test_a_backup_of_each_night_is_a_job_once_it_has_a_folder(app: Flask, tmp_path: Path) -> None:
    settings, usual = app.extensions["settings"], app.extensions["jobs"]
    assert "backup" not in usual
    try:
        app.extensions["settings"] = settings.model_copy(update={"backup_folder": tmp_path})
        app.extensions["jobs"] = {}
        register_jobs(app, JOBS)
        assert "backup" in app.extensions["jobs"]
    finally:
        app.extensions.update(settings=settings, jobs=usual)


def test_the_time_of_a_backup_is_in_its_name(tmp_path: Path) -> None:
    assert find_last_backup(tmp_path) is None
    now = clock.now().replace(microsecond=0)
    for days in (1, 2):
        (tmp_path / f"{now - timedelta(days=days):{BACKUP_NAME}}").touch()
    (tmp_path / "coprod-backup-of-mine.tar.gz").touch()

    assert find_last_backup(tmp_path) == now - timedelta(days=1)
    assert len(list_backups(tmp_path)) == 2
