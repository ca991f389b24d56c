"""The program as it runs, in a process of its own: asked to stop, and on a disk that is full."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from coprod.app import create_app
from coprod.core.config import Environment, Settings
from coprod.core.database import db
from coprod.core.storage import LEAST_ROOM, SCAN_SECONDS
from coprod.ready import save_fingerprint
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.serve import GunicornServer
from tests import make
from tests.conftest import create_tables
from tests.strict_html import check
from tests.test_serve import HOME

pytestmark = pytest.mark.timeout(300)
HOST = "127.0.0.1"
WRITE = "/comments/on/entry/falls-group/write"
BODY = "Put a bench where the bus stops. " * 100
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TMPFS = 14 * 1024 * 1024


def prepare(folder: Path) -> None:
    """Make a register with one entry in a folder: it is served without anything else being made."""
    settings = Settings(environment=Environment.DEVELOPMENT, data_folder=folder, database_url="")
    with create_app(settings).app_context():
        create_tables()
        make.keep(Partnership(name="Place", partnership="Team", register_name="Register"))
        make.activity(status=Status.PUBLISHED)
        db.session.commit()
        save_fingerprint(settings)
        db.session.remove()
        db.engine.dispose()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port: int = trial.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COPROD_")}
    port = free_port()
    given = {"COPROD_ENVIRONMENT": "development", "COPROD_DATA_FOLDER": str(folder)}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "coprod", "serve"],
            cwd=HOME,
            env={**clean, **given, "PORT": str(port)},
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        wait_until(lambda: is_open(port) or process.poll() is not None)
        yield process, port
    finally:
        process.kill()
        process.wait()


def wait_until(is_true: Callable[[], bool]) -> None:
    while not is_true():
        time.sleep(0.1)


def is_open(port: int) -> bool:
    with suppress(OSError):
        socket.create_connection((HOST, port)).close()
        return True
    return False


def ask(
    port: int, method: str, path: str, data: dict[str, str] | None = None, cookie: str = ""
) -> tuple[int, str, str]:
    """Ask as one browser does; return the status, the page, and the cookie that came with it."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {"Cookie": cookie, **FORM} if data else {"Cookie": cookie}
    connection.request(method, path, urlencode(data or {}) if data else None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, (answer.headers["Set-Cookie"] or "").partition(";")[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path)
    return tmp_path


def test_a_request_under_way_is_answered_before_the_program_stops(folder: Path) -> None:
    with serving(folder) as (process, port), socket.create_connection((HOST, port)) as slow:
        head = f"POST {WRITE} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {FORM['Content-Type']}\r\n"
        slow.sendall(f"{head}Content-Length: 100\r\n\r\nbody=Half".encode())
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        time.sleep(3)
        slow.sendall(b"x" * 91)
        slow.settimeout(30)
        answer = slow.recv(100)

        assert answer.startswith(b"HTTP/1.1 400")
        assert process.wait(30) == 0


def test_the_program_waits_as_long_as_the_longest_scan() -> None:
    assert GunicornServer(None, 8000).cfg.graceful_timeout > SCAN_SECONDS  # type: ignore[arg-type]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 14 MB, where this process may mount one."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS}", "tmpfs", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)  # noqa: S603, S607


def fill(folder: Path) -> Path:
    """Leave not one byte."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def test_a_full_disk_takes_no_words_and_loses_none(small_disk: Path) -> None:
    prepare(small_disk)
    with serving(small_disk) as (process, port):
        assert ask(port, "GET", "/ready")[:2] == (200, "ok")
        _status, form, cookie = ask(port, "GET", WRITE)
        hidden = dict(re.findall(r'name="(csrf_token|once|held|slip)"[^>]*value="([^"]*)"', form))
        sent = {**hidden, "kind": "idea", "body": BODY}
        filler = fill(small_disk)

        status, page, _cookie = ask(port, "POST", WRITE, sent, cookie)
        assert status == 507
        check(page)
        assert page.count(BODY.strip()) == 2
        assert ask(port, "GET", "/stories")[0] == 200
        assert ask(port, "GET", "/stories/falls-group")[0] == 200
        assert ask(port, "GET", "/ready")[:2] == (503, "the disk has no room")
        assert ask(port, "GET", "/health")[0] == 200

        filler.unlink()
        assert LEAST_ROOM < TMPFS
        assert ask(port, "POST", WRITE, sent, cookie)[0] == 303
        assert ask(port, "GET", "/ready")[:2] == (200, "ok")
        assert process.poll() is None


def test_the_worker_ends_when_the_server_is_killed(folder: Path) -> None:
    with serving(folder) as (process, _port):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        wait_until(lambda: len(children.read_text().split()) == 2)
        pids = [int(pid) for pid in children.read_text().split()]
        process.kill()
        process.wait()
        wait_until(lambda: not any(is_running(pid) for pid in pids))


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
