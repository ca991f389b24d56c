"""Every command of the README works as it stands, after ``make run`` and with nothing else set."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

pytestmark = pytest.mark.shape

HOME = Path(__file__).parents[2]
README = (HOME / "README.md").read_text()
COMMANDS = re.findall(r"(?:`|^)(\.venv/bin/[^`\n]+)", README, re.MULTILINE)

PAGES = re.findall(r"`(/[a-z/]*)`", README)


def bare(folder: Path) -> dict[str, str]:
    """Return what a newcomer has set: nothing of ours, but that the data lies apart."""
    ours = ("COPROD_", "MAKE", "MFLAGS")  # what a make above this run says to those below it
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**clean, "HOME": str(folder), "COPROD_DATA_FOLDER": str(folder / "data")}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def recipe(folder: Path) -> str:
    """Return the last line of what ``make run`` would do: what comes before it is done here."""
    said = subprocess.run(  # noqa: S603 - our own targets
        ["make", "-n", "--no-print-directory", "run", f"PORT={free_port()}"],  # noqa: S607
        cwd=HOME,
        env=bare(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve as ``make run`` does on a port that is free, and return what else is set: nothing."""
    folder = tmp_path_factory.mktemp("newcomer")
    served = folder / "served"
    with served.open("w") as written:
        server = subprocess.Popen(  # noqa: S602 - a line of our Makefile
            f"exec env {recipe(folder)}",
            shell=True,
            cwd=HOME,
            env={**bare(folder), "PYTHONUNBUFFERED": "1"},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_it_serves(server, served)
        yield bare(folder)
    finally:
        server.terminate()
        server.wait(30)


def wait_until_it_serves(server: subprocess.Popen[bytes], served: Path) -> None:
    for _try in range(900):
        assert server.poll() is None, served.read_text()
        if "Mail is not sent" in served.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(served.read_text())


def test_the_readme_has_commands_and_pages() -> None:
    assert len(COMMANDS) >= 2
    assert len(PAGES) >= 6


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_the_readme_names_is_there(app: Flask, page: str) -> None:
    assert app.url_map.bind("localhost").match(page)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works_as_it_stands(newcomer: dict[str, str], command: str) -> None:
    done = subprocess.run(  # noqa: S602 - a line of our README
        command, shell=True, cwd=HOME, env=newcomer, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert " import " not in command or "3 taken in, 0 here already, 0 refused" in done.stdout
