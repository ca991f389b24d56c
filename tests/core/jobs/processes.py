"""Real workers, each a process of its own, on a register of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from coprod.app import create_app
from coprod.core.config import HOME, Environment, Settings
from coprod.core.database import db, session
from coprod.core.jobs.models import JobState
from coprod.core.jobs.queries import list_states
from coprod.core.mail import Outgoing
from tests.conftest import create_tables

WAIT_SECONDS = 60
WORK = """
import sys
from datetime import datetime, timedelta
import time_machine
from coprod.__main__ import main
sys.argv = ["coprod", "work"]
moved = timedelta(minutes=float(MINUTES))
if moved:
    time_machine.travel(datetime.now().astimezone() + moved).start()
main()
"""


@contextmanager
def register(folder: Path, database_url: str = "") -> Iterator[Flask]:
    """Give an app with its tables, inside its context."""
    kind = Environment.DEVELOPMENT
    app = create_app(Settings(environment=kind, data_folder=folder, database_url=database_url))
    with app.app_context():
        create_tables()
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def working(
    app: Flask, *, number: int = 1, minutes: float = 0
) -> Iterator[list[subprocess.Popen[str]]]:
    """Let so many workers run, whose clocks are so many minutes ahead; kill what is left."""
    settings: Settings = app.extensions["settings"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COPROD_")}
    given = {"COPROD_ENVIRONMENT": "development", "COPROD_DATA_FOLDER": str(settings.data_folder)}
    url = {"COPROD_DATABASE_URL": settings.database_url} if settings.database_url else {}
    workers = []
    for _each in range(number):
        with (settings.data_folder / "log").open("a") as log:
            workers.append(
                subprocess.Popen(  # noqa: S603 - our own words
                    [sys.executable, "-c", WORK.replace("MINUTES", str(minutes))],
                    cwd=HOME,
                    env={**clean, **given, **url},
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
            )
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def stop(worker: subprocess.Popen[str]) -> int:
    worker.send_signal(signal.SIGTERM)
    return worker.wait(WAIT_SECONDS)


def wait_until(is_true: Callable[[], bool]) -> None:
    """Ask until it is true, each time of what is committed by then."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        session.remove()
        found = is_true()
        session.remove()  # else SQLite would let nobody write while this one sleeps
        if found:
            return
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def read_log(app: Flask) -> str:
    return (Path(app.extensions["settings"].data_folder) / "log").read_text()


def count_runs(app: Flask, name: str) -> int:
    """Count how often a job was done, by the logs of all workers."""
    return read_log(app).count(f"event=job_done job={name} ")


def list_letters(app: Flask) -> list[str]:
    """Return the subjects of all that was sent, as often as it was: not what a kill cut short."""
    folder = Path(app.extensions["settings"].data_folder) / "mail"
    texts = [path.read_text() for path in folder.glob("*.txt")] if folder.exists() else []
    whole = (text for text in texts if text.endswith("A link"))
    return sorted(text.partition("Subject: ")[2].partition("\n")[0] for text in whole)


def are_all_sent() -> bool:
    return session.query(Outgoing).filter(Outgoing.sent_at.is_(None)).count() == 0


def get_clock() -> JobState:
    session.remove()
    state = list_states().get("clock", JobState(name="clock"))
    session.remove()  # as above
    return state
