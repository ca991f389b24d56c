"""A server that was stopped leaves one file with all of its data."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

HOME = Path(__file__).parents[1]
SECRET = "a1b2c3d4e5f6g7h8i9j0-k1l2m3n4o5p6"
WAIT_SECONDS = 120
SERVE = [sys.executable, "-m", "coprod", "serve"]
GUNICORN = [*(sys.executable, "-m", "gunicorn"), *("--worker-class", "gthread", "--threads", "8")]


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    """Run a server for as long as the block lasts, and stop it as a service manager does."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COPROD_")}
    given = {"COPROD_ENVIRONMENT": "development", "COPROD_SECRET_KEY": SECRET}
    environment = {**clean, **given, "COPROD_DATA_FOLDER": str(folder), "PORT": str(port)}
    server = subprocess.Popen(command, cwd=HOME, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for_answer(port)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(WAIT_SECONDS)


def wait_for_answer(port: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder that was served once, so that its tables are in place."""
    data_folder = tmp_path_factory.mktemp("data")
    with running(SERVE, data_folder, free_port()):
        pass
    return data_folder


@pytest.mark.parametrize("name", ["serve", "gunicorn"])
def test_the_database_file_alone_is_a_whole_backup_once_a_server_has_stopped(
    folder: Path, name: str
) -> None:
    port = free_port()
    gunicorn = [*GUNICORN, "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    with running(SERVE if name == "serve" else gunicorn, folder, port):
        write_mail(folder / "coprod.db", name)
        for _each in range(5):
            urlopen(f"http://127.0.0.1:{port}/stories", timeout=30).close()

    assert [path.name for path in folder.glob("coprod.db*")] == ["coprod.db"]
    shutil.copy(folder / "coprod.db", folder / "copy.db")
    with closing(sqlite3.connect(folder / "copy.db")) as copy:
        subjects = copy.execute("SELECT subject FROM outbox").fetchall()
        tables = copy.execute("SELECT count(*) FROM sqlite_master").fetchone()
    assert (name,) in subjects
    assert tables[0] > 100


def write_mail(path: Path, subject: str) -> None:
    """Write a row as another process does, which then goes on and never closes its connection."""
    program = (
        "import os, sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        'raw.execute("INSERT INTO outbox (recipient, subject, text, html, written_at, due_at,'
        " tries, error, stop) VALUES"
        " ('a@example.org', ?, '', '', '2026-01-01', '2999-01-01', 0, '', '')\","
        " [sys.argv[2]])\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", program, path, subject], check=True)  # noqa: S603
