"""The worker: one process that does all that happens later. Decision 51 says why so.

The database is the truth: a row in the outbox, an import that waits, when a job was last run. The
queue (huey) carries nothing but names of jobs, so that a worker looks at once; whatever it loses is
found by the schedule. What is due is decided by one worker at a time: it has the lease of the
clock. All have a thread that asks for it each minute, and renews the leases of what they run.
"""

import json
import os
import secrets
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum, auto
from typing import Any

import structlog
from flask import Flask, current_app
from huey import Huey
from huey.consumer import Consumer, ConsumerStopped
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import MemoryStorage, PostgresStorage, PriorityRedisStorage, SqliteStorage
from sqlalchemy import event
from sqlalchemy.orm import Session

from coprod.core.config import Settings
from coprod.core.database import close_database, session
from coprod.core.jobs import actions
from coprod.core.jobs.rules import CLOCK, Job
from coprod.core.storage import SCAN_SECONDS

THREADS = 4
LONGEST_PAUSE_SECONDS = 1.0
CLOCK_SECONDS = 5
STOPPING_SECONDS = SCAN_SECONDS
log = structlog.get_logger()


class Outcome(Enum):
    DONE = auto()
    FAILED = auto()
    SKIPPED = auto()


class JsonSerializer(Serializer):  # type: ignore[misc]
    """Messages as JSON: whoever can write into the queue cannot make a worker run their code."""

    def serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(data))


class Queue(Huey):  # type: ignore[misc]
    """The queue, and the clock that fills it."""

    def __init__(self, app: Flask) -> None:
        storage = choose_storage(app.extensions["settings"])
        super().__init__("coprod", results=False, serializer=JsonSerializer(), **storage)
        self.app = app
        self.holder = secrets.token_urlsafe(12)
        self.leases: set[str] = set()
        self.run = self.task(name="run")(self.run_job)

    def read_periodic(self, _timestamp: object) -> list[Any]:
        """Return a message for each job that is due. Called each minute, by every worker."""
        try:
            with self.app.app_context():
                taken = self.take_due_jobs()
        except Exception as error:
            log.warning("clock_failed", kind=type(error).__name__)
            return []
        return [self.run.s(name, lease) for name, lease in taken]

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

    def call_often(self) -> None:
        """Queue what is run often, whoever has the clock: a dead worker took its calls along."""
        with self.app.app_context():
            names = [job.name for job in get_jobs().values() if job.schedule.every]
        for name in names:
            self.run(name)

    def release_clock(self) -> None:
        """Let the next worker have the clock at once. If that fails, it waits for the lease."""
        try:
            with self.app.app_context():
                actions.end_job(CLOCK, self.holder)
                session.commit()
        except Exception as error:
            log.warning("clock_not_released", kind=type(error).__name__)


def choose_storage(settings: Settings) -> dict[str, Any]:
    """Return where the queue is: where a setting says, else beside the data in the database."""
    url = settings.queue_url or settings.database
    kind = url.partition(":")[0]
    if kind == "memory":
        return {"storage_class": MemoryStorage}
    if kind.startswith("postgresql"):
        return {"storage_class": PostgresStorage, "dsn": url.replace("+psycopg", "", 1)}
    if kind.startswith("redis"):
        return {"storage_class": PriorityRedisStorage, "url": url}
    path = settings.data_folder / "queue.db"
    return {"storage_class": SqliteStorage, "filename": str(path), "fsync": False}


def run_taken_job(job: Job, lease: str) -> Outcome:
    """Run a job by itself: what goes wrong in it stops no other, and is written down."""
    has_begun = actions.begin_job(job.name, lease)
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


def run_by_hand(job: Job) -> Outcome:
    """Run a job whether it is due or not, unless a worker has it."""
    lease = actions.take_job(actions.add_states([job.name])[job.name])
    session.commit()
    return run_taken_job(job, lease) if lease else Outcome.SKIPPED


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


def get_queue(app: Flask) -> Queue:
    """Return the queue of a process. It is opened when it is first needed, after any fork."""
    if "queue" not in app.extensions:
        app.extensions["queue"] = Queue(app)
    queue: Queue = app.extensions["queue"]
    return queue


@event.listens_for(Session, "after_commit")
def queue_jobs(work: Session) -> None:
    """Queue what was asked for, now that others can read it. A queue that is away stops nobody."""
    if work.in_nested_transaction():
        return
    for name in work.info.pop(actions.QUEUED, ()):
        try:
            queue = get_queue(current_app._get_current_object())  # type: ignore[attr-defined]
            queue.enqueue(queue.run.s(name, priority=1))
        except Exception as error:
            log.warning("queue_failed", job=name, kind=type(error).__name__)


@event.listens_for(Session, "after_rollback")
def forget_jobs(work: Session) -> None:
    if not work.in_nested_transaction():
        work.info.pop(actions.QUEUED, None)


# The process


class Worker(Consumer):  # type: ignore[misc]
    """Runs until it is asked to stop. What it is at then is finished first, for a minute."""

    server_pid = 0
    """The server whose child this is: it ends when that one does, however that ended."""

    def start(self) -> None:
        super().start()
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_received: os.kill(os.getpid(), signal.SIGTERM))

    def loop(self, health_check_ts: float | None = None) -> float | None:
        if self.server_pid and os.getppid() != self.server_pid:
            self.stop(graceful=True)
            raise ConsumerStopped
        checked_at: float | None = super().loop(health_check_ts)
        return checked_at


def work(app: Flask, *, server_pid: int = 0) -> None:
    """Do what happens later until somebody stops this process."""
    queue = get_queue(app)
    worker = Worker(
        queue,
        workers=THREADS,
        max_delay=LONGEST_PAUSE_SECONDS,
        scheduler_interval=CLOCK_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=STOPPING_SECONDS,
    )
    worker.server_pid = server_pid
    queue.call_often()
    worker.run()
    queue.release_clock()
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
