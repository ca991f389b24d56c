"""Workers that are started together, killed, and given another time: ``make drill``.

Each of these is real processes on a register of its own, on SQLite and on PostgreSQL.
"""

import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import select

from coprod.core.config import HOME
from coprod.core.database import session
from coprod.core.mail import add_to_outbox
from coprod.core.values.actor import SYSTEM, Role
from coprod.exchange.imports import actions, queries
from coprod.exchange.imports.enums import ColumnChoices, ImportState, RowSelection
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.imports.rules import guess_key, guess_targets
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.schemas import read_place
from coprod.register.activities.models import Activity
from tests import make
from tests.core.jobs.processes import (
    are_all_sent,
    count_runs,
    get_clock,
    list_letters,
    register,
    stop,
    wait_until,
    working,
)
from tests.everything import new_server

LETTERS, ROWS, KILLS = 300, 400, 3
NIGHTLY = "consents"
LEASE_IS_OVER, CLAIM_IS_OVER = 4, 11
"""Minutes after which a dead worker's job is free, and a letter that it was at."""


def write_letters() -> None:
    for number in range(LETTERS):
        add_to_outbox("a@example.org", f"Letter {number}", "A link")
    session.commit()


def send_with_three_workers(app: Flask) -> None:
    """Three workers at once: one clock, each letter once, each nightly job once."""
    write_letters()
    with working(app, number=3) as workers:
        wait_until(are_all_sent)
        wait_until(lambda: count_runs(app, "search") == 1)
        assert Counter(list_letters(app)) == {f"Letter {n}": 1 for n in range(LETTERS)}
        assert count_runs(app, NIGHTLY) == 1
        keeper = get_clock().lease
        assert keeper
        assert [stop(worker) for worker in workers] == [0, 0, 0]


def send_while_workers_are_killed(app: Flask) -> None:
    """Workers killed while they send: every letter goes out, few go out twice, none is lost."""
    write_letters()
    for _each in range(KILLS):
        with working(app, number=2) as workers:
            before = len(list_letters(app))
            wait_until(lambda before=before: len(list_letters(app)) >= before + 20)  # type: ignore[misc]
            for worker in workers:
                worker.kill()
    with working(app, minutes=CLAIM_IS_OVER):
        wait_until(are_all_sent)
    times = Counter(list_letters(app))
    assert len(times) == LETTERS, len(times)
    assert sum(times.values()) - LETTERS <= KILLS * 2 * 4, times.most_common(5)


def take_the_clock_of_a_dead_worker(app: Flask) -> None:
    """The keeper of the clock is killed: another has it when its lease is over, and not before."""
    with working(app) as (first,):
        wait_until(lambda: count_runs(app, "search") == 1)
        dead = get_clock().lease
        first.kill()
    with working(app, number=2):
        wait_until(lambda: get_clock().leased_until is not None)
        assert get_clock().lease == dead
    with working(app, number=2, minutes=LEASE_IS_OVER):
        wait_until(lambda: get_clock().lease != dead)
        wait_until(lambda: count_runs(app, "mail") > 1)
        assert count_runs(app, NIGHTLY) == 1


def find_letters_of_a_lost_queue(app: Flask) -> None:
    """The queue is emptied while nobody works: what waits is found in the database."""
    write_letters()
    for path in Path(app.extensions["settings"].data_folder).glob("queue.db*"):
        path.unlink()
    with working(app):
        wait_until(are_all_sent)
    assert len(list_letters(app)) == LETTERS


def move_the_clock(app: Flask) -> None:
    """The time goes two days forward and back again: no job is run twice, the next day has one."""
    for minutes, runs in ((2 * 24 * 60, 1), (0, 1), (24 * 60, 2)):
        with working(app, minutes=minutes) as (worker,):
            wait_until(lambda: get_clock().leased_until is not None)
            wait_until(lambda runs=runs: count_runs(app, "search") == runs)  # type: ignore[misc]
            assert stop(worker) == 0
        assert count_runs(app, NIGHTLY) == runs


def import_while_workers_are_killed(app: Flask) -> None:
    """A worker killed in the middle of an import: the next goes on, and no row comes twice."""
    load_place(SYSTEM, read_place(HOME / "examples/tower-hamlets/place.yaml"))
    begun = start_import(Path(app.extensions["settings"].data_folder) / "imports")
    with working(app, number=2) as workers:
        wait_until(lambda: is_in_state(begun, ImportState.CHECKED))
        curator = make.person(role=Role.CURATOR)
        actions.confirm_import(curator.actor, session.get_one(SheetImport, begun), RowSelection.ALL)
        session.commit()
        wait_until(lambda: session.get_one(SheetImport, begun).rows_done > 0)
        for worker in workers:
            worker.kill()
    assert session.query(Activity).count() < ROWS
    with working(app, number=2, minutes=LEASE_IS_OVER):
        wait_until(lambda: is_in_state(begun, ImportState.DONE))
    titles = session.scalars(select(Activity.title)).all()
    assert Counter(titles) == {f"Group {n}": 1 for n in range(ROWS)}


def start_import(folder: Path) -> int:
    curator = make.person(role=Role.CURATOR)
    lines = [f"{n},Group {n},Residents plan {n}." for n in range(ROWS)]
    content = "\n".join(["id,title,summary", *lines]).encode()
    begun = actions.start_import(
        curator.actor, folder, "table.csv", lambda path: path.write_bytes(content)
    )
    session.commit()
    headings = queries.open_table(folder, begun).read_headings()
    choices = ColumnChoices(
        columns=guess_targets(headings), key=guess_key(headings), source="A council"
    )
    actions.choose_columns(curator.actor, begun, choices, headings)
    session.commit()
    return int(begun.id)


def is_in_state(number: int, state: ImportState) -> bool:
    found = session.get_one(SheetImport, number)
    assert found.state is not ImportState.FAILED, found.why
    return found.state is state


STORIES: tuple[Callable[[Flask], None], ...] = (
    send_with_three_workers,
    send_while_workers_are_killed,
    take_the_clock_of_a_dead_worker,
    find_letters_of_a_lost_queue,
    move_the_clock,
    import_while_workers_are_killed,
)


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], str]]]:
    with new_server() as server:
        count = iter(range(1_000))

        def create() -> str:
            name = f"workers_{next(count)}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
            return str(server.get_uri(name))

        yield {"SQLite": str, "PostgreSQL": create}


def run(only: str = "") -> int:
    """Tell every story on both databases, and return how many went wrong."""
    wrong = 0
    with databases() as kinds:
        for kind, create in kinds.items():
            for story in STORIES:
                if only in f"{kind} {story.__name__}":
                    wrong += not tell(kind, story, create())
    return wrong


def tell(kind: str, story: Callable[[Flask], None], url: str) -> bool:
    with tempfile.TemporaryDirectory() as folder, register(Path(folder), url) as app:
        try:
            story(app)
        except (AssertionError, TimeoutError):
            print(f"WRONG {kind}: {story.__doc__}\n{traceback.format_exc()}", flush=True)  # noqa: T201
            return False
    print(f"right {kind}: {story.__doc__}", flush=True)  # noqa: T201
    return True
