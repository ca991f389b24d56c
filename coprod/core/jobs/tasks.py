"""The worker: one process that does all that happens later. Decision 51 says why so.

The database is the truth: a row in the outbox, an import that waits, when a job was last run. The
queue (huey) carries nothing but names of jobs, so that a worker looks at once; whatever it loses is
found by the schedule. What is due is decided by one worker at a time: it has the lease of the
clock. All have a thread that asks for it each minute, and renews the leases of what they run.
"""

import os
import secrets
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from coprod.core.config import Settings
from coprod.core.database import close_database, session
from coprod.core.jobs import actions
from coprod.core.jobs.rules import CLOCK, EACH_MINUTE, FARTHEST, LEASE, Job

if TYPE_CHECKING:
    from coprod.core.queue import Queue

log = structlog.get_logger()


class Outcome(Enum):
    DONE = auto()
    FAILED = auto()
    SKIPPED = auto()


class Clock:
    """What a worker asks each minute, and how it runs what it is given."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.holder = secrets.token_urlsafe(12)
        self.leases: set[str] = set()

    def list_due(self) -> list[tuple[str, str]]:
        """Take what is due, if this worker has the clock: names of jobs, with the lease of each."""
        try:
            with self.app.app_context():
                return self.take_due_jobs()
        except Exception as error:
            log.warning("clock_failed", kind=type(error).__name__)
            return []

    def take_due_jobs(self) -> list[tuple[str, str]]:
        actions.renew_leases(tuple(self.leases))
        is_keeper = actions.keep_clock(self.holder)
        taken = actions.take_due_jobs(get_jobs().values()) if is_keeper else []
        session.commit()
        return taken

    def run_job(self, name: str, lease: str = "") -> None:
        """Run a job: one that was taken, or, with no lease, what waits for it now."""
        with self.app.app_context(), self.renewing(lease):
            job = get_jobs().get(name)
            if job is None:
                log.warning("job_unknown", job=name)
            elif lease:
                run_taken_job(job, lease)
            else:
                run_untracked_job(job)

    @contextmanager
    def renewing(self, lease: str) -> Iterator[None]:
        if lease:
            self.leases.add(lease)
        try:
            yield
        finally:
            self.leases.discard(lease)

    def release(self) -> None:
        """Let the next worker have the clock at once. If that fails, it waits for the lease."""
        try:
            with self.app.app_context():
                actions.end_job(CLOCK, self.holder)
                session.commit()
        except Exception as error:
            log.warning("clock_not_released", kind=type(error).__name__)


def run_taken_job(job: Job, lease: str, lasts: timedelta = LEASE) -> Outcome:
    """Run a job by itself: what goes wrong in it stops no other, and is written down."""
    has_begun = actions.begin_job(job.name, lease, lasts)
    session.commit()
    if not has_begun:
        return Outcome.SKIPPED
    began = time.monotonic()
    try:
        values = {"number": job.run(), "error": "", "reported_at": None}
        session.commit()
    except Exception as error:
        session.rollback()
        values = {"error": type(error).__name__}
        log.warning("job_failed", job=job.name, kind=type(error).__name__)
    actions.end_job(job.name, lease, seconds=time.monotonic() - began, **values)
    session.commit()
    if values["error"]:
        return Outcome.FAILED
    log.info("job_done", job=job.name, number=values["number"])
    return Outcome.DONE


def run_untracked_job(job: Job) -> None:
    """Do what waits for a job now. If that fails, the next run by its schedule says so."""
    try:
        job.run()
        session.commit()
    except Exception as error:
        log.warning("job_failed", job=job.name, kind=type(error).__name__)


def run_by_hand(job: Job, lasts: timedelta = FARTHEST) -> Outcome:
    """Run a job whether it is due or not, unless a worker has it. Nobody renews its lease."""
    lease = actions.take_job(actions.add_states([job.name])[job.name])
    session.commit()
    return run_taken_job(job, lease, lasts) if lease else Outcome.SKIPPED


# What the app knows of it


def register_jobs(app: Flask, jobs: Sequence[Job]) -> None:
    """Add the jobs of an area, but for those that wait for a setting."""
    settings: Settings = app.extensions["settings"]
    own = app.extensions.setdefault("jobs", {})
    wanted = (job for job in jobs if not job.setting or getattr(settings, job.setting))
    own.update({job.name: job for job in wanted})


def get_jobs() -> dict[str, Job]:
    jobs: dict[str, Job] = current_app.extensions["jobs"]
    return jobs


def get_clock(app: Flask) -> Clock:
    clock: Clock = app.extensions.setdefault("clock", Clock(app))
    return clock


def get_queue(app: Flask) -> "Queue":
    """Return the queue of a process. It is opened when it is first needed, after any fork."""
    if "queue" not in app.extensions:
        clock, settings = get_clock(app), app.extensions["settings"]
        app.extensions["queue"] = load_library().Queue(settings, clock.run_job, clock.list_due)
    queue: Queue = app.extensions["queue"]
    return queue


def load_library() -> Any:
    """Import huey, which takes a tenth of a second, once something is queued or a worker starts."""
    return import_module("coprod.core.queue")


@event.listens_for(Session, "after_commit")
def queue_jobs(work: Session) -> None:
    """Queue what was asked for, now that others can read it. A queue that is away stops nobody."""
    if work.in_nested_transaction():
        return
    for name in work.info.pop(actions.QUEUED, ()):
        queue_job(name)


def queue_job(name: str) -> None:
    """Let a worker look at once, where nothing was written that could not be read before."""
    try:
        get_queue(current_app._get_current_object()).call(name)  # type: ignore[attr-defined]
    except Exception as error:
        log.warning("queue_failed", job=name, kind=type(error).__name__)


@event.listens_for(Session, "after_rollback")
def forget_jobs(work: Session) -> None:
    if not work.in_nested_transaction():
        work.info.pop(actions.QUEUED, None)


# The process


def work(app: Flask, *, server_pid: int = 0) -> None:
    """Do what happens later until somebody stops this process.

    What rows wait for is called first, whoever has the clock: a dead worker took its calls along.
    """
    queue = get_queue(app)
    with app.app_context():
        names = [job.name for job in get_jobs().values() if job.schedule == EACH_MINUTE]
    for name in names:
        queue.call(name)
    load_library().work_until_stopped(queue, server_pid=server_pid)
    get_clock(app).release()
    with app.app_context():
        close_database()


def start_child(app: Flask) -> int:
    """Work in a process made from this one, and return its number."""
    server_pid = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            work(app, server_pid=server_pid)
        finally:
            os._exit(0)
    return pid


def stop_child(pid: int) -> None:
    """Ask the child to stop, and wait for what it is at. The server may have seen it end before."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
