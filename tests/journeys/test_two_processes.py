"""What is published shows within a second on every process, and a cached page is never shown after.

Two real servers stand on one folder of data. Visitors ask both all the time, so that each has pages
to keep at every moment. Then something is published, or taken back, on one of them. A second after
the answer to that, the very next answer of each server must know it; so must each one from then on.

The clock runs from the answer of the one who published, and only the time of asking is fixed: how
long the machine takes to answer does not matter. So a slow machine does not fail this, and a server
that goes on with an old page, or an old index, does.
"""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest

from tests.journeys.conftest import free_port
from tests.journeys.test_never_lost import Visit, running

PROMISED = 1.0
PLACES = (
    "/stories?kind=learning_record&q={word}",
    "/learning",
    "/api/search?q={word}",
    "/api/search?sort=newest",
    "/stories/feed.atom?q={word}",
    "/stories/feed.atom",
)
AFTER = 3
"""How many more answers of each place must be right, when the next one was."""

Ports = tuple[int, int]


@dataclass
class Visitors:
    """They ask for a page again and again, as fast as they are answered, and keep no cookie."""

    ports: Ports
    word: str
    enough: Event = field(default_factory=Event)
    answered: dict[int, int] = field(default_factory=dict)

    def ask_on(self, port: int) -> None:
        while not self.enough.is_set():
            for place in PLACES:
                page_of(port, place.format(word=self.word))
                self.answered[port] = self.answered.get(port, 0) + 1


def page_of(port: int, path: str) -> tuple[str, str]:
    """Return a page, and the tag that kept pages have."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read().decode(), answer.headers.get("ETag", "")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ports, str]]:
    folder: Path = tmp_path_factory.mktemp("shared")
    one, other = free_port(), free_port()
    with running(folder, one) as (_one, password), running(folder, other):
        yield (one, other), password


def signed_in(port: int, role: str, password: str) -> Visit:
    visit = Visit(port)
    status, _to = visit.send("/sign-in", {"email": f"{role}@demo.example", "password": password})
    assert status == 303
    return visit


def sent_in(team: Visit, word: str) -> str:
    """Write a learning record and send it in; return its name in addresses."""
    told = {"outcome": "worked", "tried": f"Tea for {word}", "happened": "They came"}
    shown = {"next_team": f"Ask {word} first", "written_by": "staff", "team": "A team"}
    status, to = team.send("/learning/write", {**told, **shown, "showing": "shown"})
    assert status == 303, to
    slug = to.split("/")[-2]
    press(team, f"/learning/{slug}/check", f"/learning/{slug}/send")
    return slug


def press(visit: Visit, page: str, button: str, **typed: str) -> float:
    """Press a button of a page, and return when the answer came."""
    _status, _to, text = visit.ask(page)
    form = text[text.index(f'action="{button}"') :].partition("</form>")[0]
    hidden = dict(re.findall(r'name="(csrf_token|seen|held)"[^>]* value="([^"]*)"', form))
    status, _to, answer = visit.ask(button, {**hidden, **typed})
    at = time.monotonic()
    assert status == 303, answer
    return at


def look(ports: Ports, word: str, *, is_there: bool) -> list[str]:
    """Return where the next answer of a server is wrong, or one of a few after it."""
    return [
        f"{place} on {port}, answer {number}"
        for number in range(1 + AFTER)
        for place in PLACES
        for port in ports
        if (f"Ask {word} first" in shown(port, place, word)) is not is_there
    ]


def shown(port: int, place: str, word: str) -> str:
    """Return a page without the marks around words that were looked for."""
    return re.sub(r"</?mark>", "", page_of(port, place.format(word=word))[0])


@contextmanager
def crowd(ports: Ports, word: str) -> Iterator[Visitors]:
    """Let a visitor of each server ask all the time."""
    visitors = Visitors(ports, word)
    with ThreadPoolExecutor(len(ports)) as threads:
        asking = [threads.submit(visitors.ask_on, port) for port in ports]
        try:
            yield visitors
        finally:
            visitors.enough.set()
    for each in asking:
        each.result()


def wait_from(at: float) -> None:
    time.sleep(max(0.0, at + PROMISED - time.monotonic()))


@pytest.mark.browser
@pytest.mark.timeout(600)
@pytest.mark.parametrize("on", [0, 1])
def test_a_publication_shows_on_both_servers_within_a_second_and_so_does_its_end(
    servers: tuple[Ports, str], on: int
) -> None:
    ports, password = servers
    word = ("zebrafinch", "kingfisher")[on]
    slug = sent_in(signed_in(ports[on], "team", password), word)
    curator = signed_in(ports[on], "curator", password)
    assert look(ports, word, is_there=False) == []
    assert all(page_of(port, PLACES[0].format(word=word))[1] for port in ports), "nothing is kept"

    with crowd(ports, word) as visitors:
        review = curator.ask(f"/learning/{slug}/review")[1]
        wait_from(press(curator, review, review, decision="publish"))
        late = look(ports, word, is_there=True)
        end = f"/learning/{slug}/withdraw"
        wait_from(press(curator, end, end, reason="It was entered twice"))
        left = look(ports, word, is_there=False)

    assert (late, left) == ([], [])
    assert all(visitors.answered[port] > len(PLACES) for port in ports)
