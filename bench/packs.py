"""``python -m bench.packs ENTRIES``: what a Board pack costs, from its draft to its frozen page.

CPU seconds of one process with SQLite: a busy machine says nothing on the clock. The write lock is
held from ``BEGIN IMMEDIATE`` to the commit of a request.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import partial
from html import unescape
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from flask import Flask, g
from sqlalchemy import Engine, event, insert, select

from bench.corpus import AT_ONCE, SHORT, fill
from coprod.accounts.users.actions import start_login_session
from coprod.accounts.users.enums import SignInMethod
from coprod.accounts.users.models import Person
from coprod.app import create_app
from coprod.board.packs.enums import PackKind
from coprod.core.config import Environment, MailBy, Settings
from coprod.core.database import Base, db, session
from coprod.core.money.enums import AmountUnit
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import Sureness
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.models import ActivityCost, ActivityDetail

OK, SEE_OTHER = 200, 303
HEADLINE = re.compile(r'<textarea[^>]*name="headline"[^>]*>(.*?)</textarea>', re.DOTALL)
HIDDEN_FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
Row = dict[str, Any]
Measuring = Callable[[str], AbstractContextManager[None]]


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = build_app(Path(folder))
        with app.app_context():
            db.create_all()
            fill(entries, characters=SHORT)
            fill_figures(entries)
            writer, reader = Browser(app, "writer"), Browser(app, "reader")
            board = session.scalars(select(Term.id).where(Term.listing == ListKind.BOARD)).first()
            measure(writer, reader, partial(measuring, db.engine), str(board))


def measure(writer: "Browser", reader: "Browser", measuring: Measuring, board: str) -> None:
    with measuring("begin a Board report"):
        here = writer.begin(board)
    for name in ("open its draft", "open it again"):
        with measuring(name):
            writer.get(here)
    with measuring("accept its headlines"):
        writer.accept(here)
    reader.send(f"{here}/review", reader.get(here))
    with measuring("open it before it freezes"):
        page = writer.get(here)
    with measuring("freeze it"):
        here = writer.send(f"{here}/freeze", page)
    with measuring("open the frozen pack"):
        writer.get(here)


def build_app(folder: Path) -> Flask:
    settings = Settings(
        environment=Environment.TEST,
        secret_key=token_urlsafe(),
        database_url=f"sqlite:///{folder}/register.db",
        mail_by=MailBy.MEMORY,
        second_factor=False,
        limits=False,
        files_url="memory:///",
        data_folder=folder,
        search_folder="memory",
    )
    return create_app(settings)


def fill_figures(entries: int) -> None:
    """Give each entry a number of people, a promise of two steps and a line of money."""
    person_id = session.scalars(select(Person.id)).first() or 0
    for first in range(1, entries + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, entries + 1))
        add_rows(ActivityDetail, map(build_detail, numbers))
        add_rows(Commitment, map(build_promise, numbers))
        steps = ((n, state) for n in numbers for state in ("planned", "made"))
        add_rows(CommitmentStep, (build_step(n, state, person_id) for n, state in steps))
        add_rows(ActivityCost, map(build_cost, numbers))
        session.commit()


def add_rows(table: type[Base], rows: Iterable[Row]) -> None:
    session.execute(insert(table), list(rows))


def build_detail(n: int) -> Row:
    people = {"took_part_how": Sureness.EXACT, "took_part_number": n % 60}
    return {"id": n, "activity_id": n, "missing": "" if n % 9 else "Carers.", **people}


def build_promise(n: int) -> Row:
    source = {"source": next(iter(CommitmentSource)), "source_words": "A meeting"}
    days = {"due": PartialDate(2026, 1 + n % 12), "published_at": clock.now()}
    words = {"activity_id": n, "words": f"Put bench {n} where people wait"}
    return {"id": n, "state": CommitmentState.MADE, **words, **source, **days}


def build_step(n: int, state: str, person_id: int) -> Row:
    days = {"due": PartialDate(2026, 1 + n % 12), "read_at": clock.now()}
    who = {"person_id": person_id, "post": "Service manager"}
    return {"commitment_id": n, "state": CommitmentState(state), **who, **days}


def build_cost(n: int) -> Row:
    amount = {"unit": AmountUnit.POUNDS, "hundredths": 1_000 * n}
    kind = {"category": CostCategory.VENUE, "timing": CostTiming.ACTUAL}
    return {"detail_id": n, "number": 1, **kind, **amount}


class Browser:
    """Somebody who is signed in, and sends forms with what was hidden on their page."""

    def __init__(self, app: Flask, name: str) -> None:
        person = Person(email=f"{name}@example.org", name=name, role=Role.CURATOR)
        session.add(person)
        session.commit()
        self.client = app.test_client()
        with self.client.session_transaction() as cookie:
            cookie["_user_id"] = start_login_session(person, SignInMethod.PASSWORD, is_whole=True)
            session.commit()

    def get(self, path: str) -> str:
        forget()
        answer = self.client.get(path)
        if answer.status_code != OK:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return answer.text

    def send(self, path: str, page: str, **given: str) -> str:
        """Send a form of a page, and return where it leads."""
        forget()
        answer = self.client.post(path, data={**dict(HIDDEN_FIELD.findall(page)), **given})
        if answer.status_code != SEE_OTHER:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return str(answer.location)

    def begin(self, board: str) -> str:
        today = clock.today()
        days = {"meeting_on": today, "starts": today - timedelta(days=90), "ends": today}
        form = {"kind": "board_report", "board": board, "title": ""}
        for name, day in days.items():
            parts = {"year": day.year, "month": day.month, "day": day.day}
            form |= {f"{name}-{part}": str(number) for part, number in parts.items()}
        path = "/board/packs/new"
        return self.send(path, self.get(path), **form)

    def accept(self, here: str) -> None:
        """Accept each headline, as the page leads from one section to the next."""
        path = f"{here}/{PackKind.BOARD_REPORT.sections[0]}"
        while path != here:
            page = self.get(path)
            headline = unescape(HEADLINE.findall(page)[0]).strip()
            path = self.send(path, page, headline=headline, is_accepted="y")


def forget() -> None:
    """Forget what an earlier request left: all of this happens in one context."""
    session.remove()
    for name in list(g):
        g.pop(name)


@contextmanager
def measuring(engine: Engine, what: str) -> Iterator[None]:
    """Say how much CPU something takes, and for how much of it the write lock is held."""
    marks: list[float] = []
    locked = 0.0

    def begin(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement == "BEGIN IMMEDIATE":
            marks.append(time.process_time())

    def end(_connection: Any) -> None:
        nonlocal locked
        locked += time.process_time() - marks.pop() if marks else 0

    listeners = (("before_cursor_execute", begin), ("commit", end), ("rollback", end))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    began = time.process_time()
    yield
    took = time.process_time() - began
    for name, listener in listeners:
        event.remove(engine, name, listener)
    print(f"{what:28} {took:8.2f} s, locked {locked:8.2f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
