"""Every command of docs/operations.md works as it stands, in production and on a new register."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo

from coprod.__main__ import Commands
from coprod.app import create_app
from coprod.core.database import db
from coprod.operations.jobs.commands import JOBS
from tests.accounts.first_run.test_check import OWN

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]
GUIDE = (HOME / "docs/operations.md").read_text()
FIRST_START = GUIDE.partition("## First start")[2].partition("```\n")[2].partition("```")[0]
COMMANDS = sorted(
    {
        re.split(r"\s+#", line)[0].strip()
        for line in re.findall(r"(?:^|[`/])(coprod [a-z][^`\n]*)", GUIDE, re.MULTILINE)
    }
)
NOT_RUN = {
    "coprod serve": "it goes on for ever; test_readme.py runs it",
    "coprod work": "it goes on for ever; tests/drill/workers.py runs it",
    "coprod exchange import cases.csv": "its file is the reader's own; test_readme.py runs it",
    "coprod accounts reset-second-factor": "it needs an account; keys/test_views.py runs it",
    "coprod backup": "it needs a folder of its own; backup/test_cli.py runs it",
    "coprod restore": "it needs a backup; backup/test_cli.py runs it",
    "coprod accounts make-administrator": "of the first start, which is run",
    "coprod place load": "of the first start, which is run",
    "coprod database upgrade": "of the first start, which is run",
}
PROMISES = GUIDE.partition("## What is kept how long")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a machine on which the register was installed, and a folder with its own place."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "your-place").mkdir()
    for path in (HOME / "examples/tower-hamlets").glob("*.yaml"):
        shutil.copy(path, folder / "your-place")
    lists = (folder / "your-place/place.yaml").read_text().partition("\nlocalities:")
    (folder / "your-place/place.yaml").write_text(OWN + "".join(lists[1:]))
    return folder


def settings_of(server: Path) -> dict[str, str]:
    return {
        "COPROD_SECRET_KEY": "not the real one: 0123456789 abcdefghij",
        "COPROD_PUBLIC_URL": "https://register.towerhamlets.gov.uk",
        "COPROD_MAIL_FROM": "register@towerhamlets.gov.uk",
        "COPROD_DATA_FOLDER": str(server / "data"),
    }


def run(server: Path, command: str) -> None:
    """Run a line as an operator types it, in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COPROD_")}
    path = f"{HOME / '.venv/bin'}:{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S602 - a line of our guide
        command,
        shell=True,
        cwd=server,
        env={**clean, **settings_of(server), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"


@pytest.fixture(scope="module")
def started(server: Path) -> Path:
    """Do what the guide says under “First start”, line by line."""
    for line in FIRST_START.strip().splitlines():
        run(server, line)
    return server


@pytest.fixture
def site(started: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Give the app of that machine, for commands that are run in this process: that is quicker."""
    for name in [name for name in os.environ if name.startswith("COPROD_")]:
        monkeypatch.delenv(name)
    for name, value in settings_of(started).items():
        monkeypatch.setenv(name, value)
    app = create_app()
    yield app
    with app.app_context():
        db.engine.dispose()


def output_of(site: Flask, command: str) -> str:
    made = ScriptInfo(create_app=lambda: site)
    done = CliRunner().invoke(Commands(), shlex.split(command)[1:], obj=made)
    assert done.exit_code == 0, f"{command}: {done.output}"
    return done.output


def test_the_first_start_gives_all_that_is_known_of_a_place(site: Flask, started: Path) -> None:
    again = output_of(site, f"coprod place load {started / 'your-place'}").splitlines()

    assert [line.split()[0] for line in again] == ["0"] * 6


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith(tuple(NOT_RUN))])
def test_a_command_of_the_guide_works_as_it_stands(site: Flask, command: str) -> None:
    output_of(site, command)


def test_the_guide_needs_two_processes_and_no_timetable() -> None:
    assert "coprod work" in COMMANDS
    assert not re.search(r"cron|^[*/\d]+ [*/\d]+ \* \* \*", GUIDE, re.MULTILINE)
    assert {each for each in NOT_RUN if not any(c.startswith(each) for c in COMMANDS)} == set()


def test_each_promise_names_the_code_that_looks_at_its_day() -> None:
    for path in re.findall(r"`(coprod\.[\w.]+)`", PROMISES):
        assert find(path), path


def find(path: str) -> object:
    """Return what a dotted path leads to: a function, or what a class in a module has."""
    parts = path.split(".")
    depth = 3 if (HOME / "coprod" / parts[1]).is_dir() else 2
    found: object = import_module(".".join(parts[:depth]))
    for name in parts[depth:]:
        found = getattr(found, name)
    return found


def test_each_job_keeps_a_promise_of_the_table() -> None:
    cells = " ".join(row.rpartition(" | ")[2] for row in PROMISES.splitlines())
    assert [job.name for job in JOBS if f"`{job.name}`" not in cells] == []
