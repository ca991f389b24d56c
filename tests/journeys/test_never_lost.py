"""What the register said it kept is there after its machine was switched off under it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

import pytest

from tests.journeys.conftest import HOME, answers, free_port, wait_for

TABLES = """
from coprod.app import create_app
from coprod.core.database import db
with create_app().app_context():
    db.create_all()
    from alembic import command
    from alembic.config import Config
    command.stamp(Config(toml_file="pyproject.toml"), "head")
"""
TEXT = "Written just before the light went out."


class Stay(HTTPRedirectHandler):
    """Follow nothing: what is under test is the answer itself."""

    def redirect_request(self, *_given: object) -> None:
        return None


@dataclass
class Visit:
    """A browser as far as this test needs one: cookies, pages and forms."""

    port: int
    opener: OpenerDirector = field(
        default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar()), Stay())
    )

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        sent = urlencode(data).encode() if data is not None else None
        try:
            answer = self.opener.open(f"http://127.0.0.1:{self.port}{path}", sent, timeout=20)
        except HTTPError as refused:
            answer = refused
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def send(self, path: str, data: dict[str, str]) -> tuple[int, str]:
        _status, _to, page = self.ask(path)
        hidden = re.findall(r'name="(csrf_token|seen|held)" value="([^"]*)"', page)
        status, to, _page = self.ask(path, {**dict(hidden), **data})
        return status, to


@contextmanager
def running(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    environment = {
        **os.environ,
        "COPROD_ENVIRONMENT": "development",
        "COPROD_DEMO": "1",
        "COPROD_LIMITS": "0",
        "COPROD_SECOND_FACTOR": "0",
        "COPROD_DATA_FOLDER": str(folder),
        "PORT": str(port),
    }
    environment.pop("COPROD_TEST_DATABASE_URL", None)
    if not (folder / "coprod.db").exists():
        subprocess.run([sys.executable, "-c", TABLES], cwd=HOME, env=environment, check=True)  # noqa: S603
    output = folder / f"output-{port}"
    with output.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "coprod", "serve"],
            cwd=HOME,
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield server, wait_for(port, server, output)
        finally:
            kill(server, port)


def kill(server: subprocess.Popen[bytes], port: int) -> None:
    """End the server and its worker as a power cut does: at once, with nothing tidied up.

    The worker is a child of the server and may die a moment later: only then is the port free.
    """
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(10)
    for _try in range(100):
        if not answers(port):
            return
        time.sleep(0.1)
    raise AssertionError(f"something still answers on port {port}")


@pytest.mark.timeout(180)
def test_a_server_killed_after_its_answer_has_lost_nothing(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port) as (server, password):
        visit = Visit(port)
        visit.send("/sign-in", {"email": "resident@demo.example", "password": password})
        _status, first = visit.send("/activities/log", {"title": "The night of the storm"})
        status, _to = visit.send(first, {"summary": TEXT})
        mark = re.search(r'name="held" value="([^"]*)"', visit.ask(f"{first[:-7]}story")[2])
        token = re.search(r'name="csrf_token" value="([^"]*)"', visit.ask(first)[2])
        assert mark
        assert token
        typing = {"held": mark[1], "csrf_token": token[1], "body": "Half a sentence"}
        kept, _to, _page = visit.ask("/held/typing", typing)
        kill(server, port)

    with running(tmp_path, port):
        assert (status, kept) == (303, 200)
        assert TEXT in visit.ask(first)[2]
        assert "Half a sentence" in visit.ask(f"{first[:-7]}story")[2]
