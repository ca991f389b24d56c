"""The worker: checks, takes in and takes back, in the background. ``coprod sheets work``."""

import secrets
import shutil
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import structlog
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale
from sqlalchemy import or_, select, update

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.errors import CoprodError
from coprod.exchange.sheets import queries, tasks
from coprod.exchange.sheets.enums import WORKING, State
from coprod.exchange.sheets.models import SheetImport

MOST_TRIES = 3
PAUSE_SECONDS = 2.0
YOUNG_SECONDS = 3600
WAIT = timedelta(seconds=30)

group = AppGroup("sheets", help="Commands about spreadsheets that are brought in.")
log = structlog.get_logger()


def claim(folder: Path) -> tasks.Job | None:
    """Take the next import that waits. Two workers never take the same one."""
    now = clock.now()
    free = or_(SheetImport.claimed_until.is_(None), SheetImport.claimed_until <= now)
    waiting = select(SheetImport).where(SheetImport.state.in_(WORKING), free)
    found = session.scalars(waiting.order_by(SheetImport.id).limit(1)).first()
    if found is None:
        session.rollback()
        return None
    name = secrets.token_urlsafe(12)
    seen = (SheetImport.id == found.id, SheetImport.claim == found.claim)
    taken = update(SheetImport).where(*seen, SheetImport.state == found.state)
    until = now + tasks.CLAIM_LASTS
    done: Any = session.execute(
        taken.values(claim=name, claimed_until=until, tries=SheetImport.tries + 1)
    )
    session.commit()
    job = tasks.Job(found.id, found.state, name, folder)
    return job if done.rowcount == 1 else claim(folder)


def carry_out(job: tasks.Job) -> None:
    """Do one import to its end, and keep each step as it is done."""
    try:
        with force_locale("en"):
            for _step in tasks.steps(job):
                session.commit()
    except tasks.LostError:
        session.rollback()
    except Exception as error:
        session.rollback()
        log.warning("sheet_failed", sheet_import=job.id, kind=type(error).__name__)
        put_off(job, error)


def put_off(job: tasks.Job, error: Exception) -> None:
    """Try again later; after the third time, or when there is a reason not to, give it up."""
    found = session.get_one(SheetImport, job.id)
    session.refresh(found)
    if found.claim != job.claim or found.state is not job.state:
        return
    found.claim, found.claimed_until = "", clock.now() + WAIT
    if isinstance(error, CoprodError) or found.tries >= MOST_TRIES:
        stop(found, str(error) or type(error).__name__)
    session.commit()


def stop(found: SheetImport, why: str) -> None:
    """End an import that cannot go on. What it had taken in is taken back."""
    found.why = why
    found.state = State.UNDOING if found.state is State.TAKING else State.FAILED
    found.rows_all, found.rows_done, found.tries = queries.taken(found), 0, 0
    found.claimed_until = None


def work(folder: Path) -> int:
    """Do everything that waits, clear away what is finished, and return how many that was."""
    done = 0
    while job := claim(folder):
        carry_out(job)
        done += 1
    sweep(folder)
    return done


def sweep(folder: Path) -> None:
    """Remove the files of imports that are finished or given up, and what no import knows."""
    if not folder.is_dir():
        return
    needed, known = queries.tokens()
    session.rollback()
    for own in folder.iterdir():
        young = time.time() - own.stat().st_mtime < YOUNG_SECONDS
        if own.name not in needed and not (young and own.name not in known):
            shutil.rmtree(own, ignore_errors=True)


def folder_of(app: Flask) -> Path:
    return Path(app.extensions["settings"].data_folder) / "imports"


def work_in_background(app: Flask) -> threading.Thread:
    """Work in a thread of this process: for ``coprod serve``, where nothing else runs."""

    def keep_working() -> None:
        while True:
            try:
                with app.app_context():
                    work(folder_of(app))
            except Exception as error:
                log.warning("sheets_failed", kind=type(error).__name__)
            time.sleep(PAUSE_SECONDS)

    worker = threading.Thread(target=keep_working, name="sheets", daemon=True)
    worker.start()
    return worker


@group.command("work")
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
@with_appcontext
def work_command(*, once: bool) -> None:
    """Check and take in the spreadsheets that curators bring, and go on doing so."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    while True:
        done = work(folder_of(app))
        if once:
            click.echo(f"Done: {done}.")
            return
        time.sleep(PAUSE_SECONDS)
