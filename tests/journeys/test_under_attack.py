"""A real server meets requests that no browser sends, and the same request twenty times at once."""

import re
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import free_port
from tests.journeys.test_never_lost import Visit, running

HEAD = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
SECOND = b"GET /about HTTP/1.1\r\nHost: localhost\r\n\r\n"
SMUGGLED = {
    "a length and chunks": b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: 50\r\n\r\n",
    "a length that is none": b"Content-Length: 5x\r\n\r\n",
    "a space before the colon": b"Content-Length : 0\r\n\r\n",
    "an unknown coding": b"Transfer-Encoding: xchunked\r\n\r\n",
}
TWENTY = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str, Path]]:
    folder, port = tmp_path_factory.mktemp("attacked"), free_port()
    with running(folder, port) as (_server, password):
        yield port, password, folder


@pytest.mark.timeout(180)
@pytest.mark.parametrize("trick", sorted(SMUGGLED))
def test_a_request_that_means_two_things_gets_one_answer_at_most(
    server: tuple[int, str, Path], trick: str
) -> None:
    port, _password, _folder = server

    said = spoken(port, HEAD + SMUGGLED[trick] + SECOND)

    assert said.count(b"HTTP/1.1 ") <= 1, said
    assert b"HTTP/1.1 200" not in said
    assert Visit(port).ask("/health")[0] == 200


def spoken(port: int, words: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        said = b""
        try:
            while more := line.recv(65536):
                said += more
        except (TimeoutError, ConnectionResetError):
            pass
        return said


@pytest.mark.timeout(180)
def test_twenty_at_once_from_one_person_count_once(server: tuple[int, str, Path]) -> None:
    port, password, folder = server
    visit = Visit(port)
    visit.send("/sign-in", {"email": "resident@demo.example", "password": password})
    slug = re.findall(r'href="/stories/([a-z0-9-]+)"', visit.ask("/stories")[2])[0]
    page = visit.ask(f"/stories/{slug}/learning")[2]
    way = re.search(r'action="([^"]*/useful)"', page)
    token = re.search(r'name="csrf_token" value="([^"]*)"', page)
    assert way
    assert token

    before = marks(folder)
    with ThreadPoolExecutor(TWENTY) as crowd:
        sent = {"csrf_token": token[1]}
        answers = list(crowd.map(lambda _n: visit.ask(way[1], sent)[0], range(TWENTY)))

    assert 500 not in answers
    assert marks(folder) == before + 1


def marks(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "coprod.db")) as kept:
        return int(kept.execute("SELECT count(*) FROM reader_mark").fetchone()[0])
