"""Keeping the index a copy of the database, on every process and host.

Every step in the history has a number. The index says up to which step it is a copy; before it
answers, what the later steps were about is written anew. One process of a host writes at a time;
the others see what it wrote. An index that is missing, old or broken, or that follows the history
of another database (such as the one before a restore), is made anew beside: at once where there is
little, else in the background, and meanwhile there is no index to ask.
"""

import fcntl
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO, TypeVar

import structlog
from flask import Flask, current_app
from tantivy import Index

from coprod.core import content_version
from coprod.core.audit_trail.queries import EventSummary
from coprod.core.config import Settings
from coprod.core.database import reading, session
from coprod.core.search_engine.indexing import fill_index, update_index
from coprod.core.search_engine.lookups import read_state
from coprod.core.search_engine.models import Document, build_key
from coprod.core.search_engine.schema import INDEX_VERSION, open_index
from coprod.core.values import clock
from coprod.library.index import queries
from coprod.library.index.queries import (
    REMOVAL,
    SOURCES,
    build_all_documents,
    build_indexed_documents,
)
from coprod.library.index.rules import Checkpoint, StepTime, parse_checkpoint
from coprod.register.activities.models import Activity

BUILD_NOW_LIMIT, CACHE_SIZE = 500, 5000
REBUILD_PAUSE = timedelta(hours=1)
LOCK_TIMEOUT, LOCK_RETRY = 0.5, 0.01
IN_MEMORY = "memory"
T = TypeVar("T")
Callback = Callable[[], object]  # such as ``bool``, which does nothing
log = structlog.get_logger()


class IndexReplica:
    """The index of this process, and the folder that the processes of a host share."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.reset()

    def reset(self) -> None:
        self.index: Index | None = None
        self.name = ""
        self.modified_at = 0
        self.checkpoint = Checkpoint()
        self.thread_lock = threading.Lock()
        self.is_building = False
        self.cached_answers: dict[Hashable, Any] = {}
        self.cached_state: Hashable = None
        self.checked_version: Hashable = None
        self.expiry_checked_on: date | None = None
        self.discarded_at = datetime.min.replace(tzinfo=UTC)

    def ask(
        self,
        question: Callable[[Index], T],
        when_behind: Callback = bool,
        *,
        skip_update: bool = False,
    ) -> T | None:
        """Answer from the index as it should be now; None while there is none to ask.

        ``skip_update`` does not look whether there is news, which costs a database query.
        ``when_behind`` is called before an answer without news that another process is writing.
        """
        try:
            index = self.get_current_index(when_behind, skip_update=skip_update)
            return None if index is None else question(index)
        except (ValueError, OSError, RuntimeError) as error:
            log.warning("search_broken", kind=type(error).__name__)
            if clock.now() - self.discarded_at > REBUILD_PAUSE:
                self.discard()
            return None

    def ask_cached(
        self, name: Hashable, question: Callable[[Index], T], when_behind: Callback = bool
    ) -> T | None:
        """Answer what is asked often, from memory while the index is the same; None is not kept.

        For each content version it is looked once whether there is news.
        """
        self.check_for_news(content_version.pinned_version.get(), when_behind)
        cache = self.get_cache()
        if name in cache:
            cached: T = cache[name]
            return cached
        answer = self.ask(question, skip_update=True)
        if answer is not None:
            cache[name] = answer
        return answer

    def ask_for_version(self, question: Callable[[Index], T], when_behind: Callback) -> T | None:
        """Answer for a page of one content version: it is looked once in each for news."""
        version = content_version.pinned_version.get()
        if version is not None:
            self.check_for_news(version, when_behind)
        return self.ask(question, when_behind, skip_update=version is not None)

    def check_for_news(self, version: Hashable, when_behind: Callback) -> None:
        behind: list[bool] = []
        is_known = version is None or version == self.checked_version
        self.ask(lambda _index: None, lambda: behind.append(True), skip_update=is_known)
        if behind:
            when_behind()
        else:
            self.checked_version = version

    def get_cache(self) -> dict[Hashable, Any]:
        """Return what this process remembers of the index as it is: empty after each change."""
        state = (self.name, self.modified_at, self.checkpoint, self.expiry_checked_on)
        if self.cached_state != state or len(self.cached_answers) >= CACHE_SIZE:
            self.cached_answers, self.cached_state = {}, state
        return self.cached_answers

    def get_current_index(self, when_behind: Callback, *, skip_update: bool) -> Index | None:
        self.reload()
        if self.index is None:
            self.start_build()
        elif not skip_update:
            self.update(when_behind)
        return self.index

    def update(self, when_behind: Callback) -> None:
        history = queries.list_steps_from(self.checkpoint.settled)
        steps = self.list_new_steps(history)
        if any(step.kind == REMOVAL for step in steps):
            self.discard_with_files()
            self.start_build()
        elif not self.is_copy_of(history):
            self.discard()
            self.start_build()
        elif steps and not self.catch_up():
            when_behind()

    def reload(self) -> None:
        """Open what another process made, and see what it wrote."""
        if self.folder is None:
            return
        name = self.read_pointer()
        if not name:
            self.index = None
            return
        stamp = (self.folder / name / "meta.json").stat().st_mtime_ns
        if name != self.name or self.index is None:
            self.use(open_index(str(self.folder / name)), name)
            if not self.is_copy_of(queries.list_steps_from(self.checkpoint.settled)):
                self.discard()
                return
        elif stamp != self.modified_at:
            self.index.reload()
            self.checkpoint = parse_checkpoint(read_state(self.index))
        self.modified_at = stamp

    def read_pointer(self) -> str:
        """Return the name of the folder with the index, if it is one of this version."""
        path = self.pointer
        name = path.read_text().strip() if path and path.exists() else ""
        return name if name.startswith(f"v{INDEX_VERSION}-") else ""

    @property
    def pointer(self) -> Path | None:
        return self.folder / "current" if self.folder else None

    def use(self, index: Index, name: str) -> None:
        index.config_reader("manual")
        index.reload()
        self.index, self.name = index, name
        self.checkpoint = parse_checkpoint(read_state(index))

    def is_copy_of(self, history: list[EventSummary]) -> bool:
        """Tell whether the index is a copy of this database.

        A request that began before the last step was copied does not see that step: what it misses
        is looked for once more, among all that is committed by now.
        """
        return self.checkpoint.is_part_of(list_step_times(history)) or self.checkpoint.is_part_of(
            list_step_times(queries.list_committed_steps_from(self.checkpoint.settled))
        )

    def list_new_steps(self, history: list[EventSummary]) -> list[EventSummary]:
        settled, done = self.checkpoint.settled, self.checkpoint.done
        new = [step for step in history if step.number > settled and step.number not in done]
        return [*new, *self.list_expired()]

    def is_there(self) -> bool:
        self.reload()
        return self.index is not None

    def count_behind(self) -> int:
        """Count the steps that the index has not taken in yet."""
        return len(self.list_new_steps(queries.list_steps_from(self.checkpoint.settled)))

    def list_expired(self) -> list[EventSummary]:
        """Once a day, return a step for each entry whose last day has passed: history has none."""
        if self.expiry_checked_on == clock.today():
            return []
        expired = [
            EventSummary(0, Activity.__tablename__, each, clock.now())
            for each in queries.list_expired_activity_ids()
        ]
        if not expired:
            self.expiry_checked_on = clock.today()
        return expired

    def catch_up(self) -> bool:
        """Write anew what the new steps were about, or wait a little for another who is at it.

        A transaction that began before the last step that was copied would write older words over
        newer ones, and leaves it to the next. Tells whether all the news is in.
        """
        with self.try_write_lock(LOCK_TIMEOUT) as is_mine:
            if not is_mine:
                return False
            self.reload()
            steps = self.list_new_steps(queries.list_steps_from(self.checkpoint.settled))
            if self.index is None or not steps:
                return self.index is not None
            if queries.get_last_step() < self.checkpoint.last_step:
                return False
            self.copy_steps(self.index, steps)
        return True

    def copy_steps(self, index: Index, steps: list[EventSummary]) -> None:
        affected = queries.find_affected_ids(steps)
        documents = [
            d for kind, ids in affected.items() for d in build_indexed_documents(kind, sorted(ids))
        ]
        keys = {build_key(kind, number) for kind, ids in affected.items() for number in ids}
        settled = queries.get_settled_step()
        done = {*self.checkpoint.done, *(step.number for step in steps)}
        reached = Checkpoint.from_steps(
            settled, done, list_step_times(queries.list_steps_from(settled))
        )
        update_index(
            index, documents, keys - {document.key for document in documents}, reached.to_json()
        )
        self.checkpoint, self.expiry_checked_on = reached, clock.today()

    @contextmanager
    def try_write_lock(self, timeout: float = 0) -> Iterator[bool]:
        """Take the turn to write, if it is free: one process of a host, one thread of it.

        ``timeout`` is for how many seconds it is tried again.
        """
        until = time.monotonic() + timeout
        if not self.thread_lock.acquire(timeout=timeout):
            yield False
            return
        try:
            with lock_folder(self.folder, until) as is_mine:
                yield is_mine
        finally:
            self.thread_lock.release()

    def start_build(self) -> None:
        """Make the index: now if there is little, else while visitors read the plain list."""
        number = sum(len(source.list_public_ids()) for source in SOURCES)
        if number <= BUILD_NOW_LIMIT:
            self.build(build_all_documents())
        elif not self.is_building:
            self.is_building = True
            app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
            threading.Thread(target=self.build_in_background, args=(app,), daemon=True).start()

    def build_in_background(self, app: Flask) -> None:
        reading.set(True)
        try:
            with app.app_context():
                self.build(build_all_documents(after_each=session.remove))
        except Exception as error:
            log.warning("search_not_built", kind=type(error).__name__)
        finally:
            self.is_building = False

    def build(self, documents: Iterator[Document]) -> bool:
        """Build a whole index next to the one in use, and use it from now on."""
        with self.try_write_lock() as is_mine:
            if not is_mine:
                return False
            day, settled = clock.today(), queries.get_settled_step()
            times = list_step_times(queries.list_steps_from(settled))
            name = f"v{INDEX_VERSION}-{secrets.token_hex(4)}"
            if self.folder:
                (self.folder / name).mkdir(parents=True, mode=0o700)
            index = open_index(str(self.folder / name) if self.folder else None)
            fill_index(
                index, documents, Checkpoint.from_steps(settled, dict(times), times).to_json()
            )
            self.use(index, name)
            self.expiry_checked_on = day
            self.point_to(name)
        return True

    def point_to(self, name: str) -> None:
        """Let every process of the host use this index, and take the others away."""
        if self.folder is None:
            return
        path = self.folder / f"{name}.new"
        path.write_text(name)
        path.replace(self.folder / "current")
        for other in self.folder.glob("v*-*"):
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    def discard(self) -> None:
        """Forget an index that cannot be asked, on every process: the next question makes one."""
        self.index, self.discarded_at = None, clock.now()
        if self.pointer:
            self.pointer.unlink(missing_ok=True)

    def discard_with_files(self) -> None:
        """Forget the index and its files: what was taken out is in them until they are gone."""
        self.discard()
        self.name, self.cached_answers, self.cached_state = "", {}, None
        for other in self.folder.glob("v*-*") if self.folder else ():
            shutil.rmtree(other, ignore_errors=True)


def list_step_times(history: list[EventSummary]) -> list[StepTime]:
    return [(step.number, step.at) for step in history]


@contextmanager
def lock_folder(folder: Path | None, until: float = 0) -> Iterator[bool]:
    """Hold the lock of a folder; it falls open by itself when a process dies."""
    if folder is None:
        yield True
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as file:
        yield try_lock(file, until)


def try_lock(file: TextIO, until: float) -> bool:
    """Take a lock, trying again up to a moment, and tell whether it is ours."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(LOCK_RETRY)
        else:
            return True


def search_index() -> IndexReplica:
    replica: IndexReplica = current_app.extensions["search"]
    return replica


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    setting = settings.search_folder
    folder = Path(setting) if setting else settings.data_folder.absolute() / "search"
    app.extensions["search"] = IndexReplica(None if setting == IN_MEMORY else folder)
