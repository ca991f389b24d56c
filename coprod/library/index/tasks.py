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
from coprod.library.index.queries import REMOVAL, SOURCES, everything, to_index
from coprod.library.index.rules import Reached, StepTime, unpacked
from coprod.register.activities.models import Activity

AT_ONCE, MOST_REMEMBERED = 500, 5000
NOT_AGAIN = timedelta(hours=1)
PATIENCE, A_MOMENT = 0.5, 0.01
IN_MEMORY = "memory"
T = TypeVar("T")
Call = Callable[[], object]  # such as ``bool``, which does nothing
log = structlog.get_logger()


class IndexReplica:
    """The index of this process, and the folder that the processes of a host share."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.forget()

    def forget(self) -> None:
        self.index: Index | None = None
        self.name = ""
        self.stamp = 0
        self.reached = Reached()
        self.turn = threading.Lock()
        self.is_building = False
        self.remembered: dict[Hashable, Any] = {}
        self.remembered_of: Hashable = None
        self.heard_of: Hashable = None
        self.day: date | None = None
        self.thrown_at = datetime.min.replace(tzinfo=UTC)

    def ask(
        self, question: Callable[[Index], T], when_behind: Call = bool, *, as_it_is: bool = False
    ) -> T | None:
        """Answer from the index as it should be now; None while there is none to ask.

        ``as_it_is`` does not look whether there is news, which costs a question to the database.
        ``when_behind`` is told before an answer without news that another process is writing.
        """
        try:
            index = self.current(when_behind, as_it_is=as_it_is)
            return None if index is None else question(index)
        except (ValueError, OSError, RuntimeError) as error:
            log.warning("search_broken", kind=type(error).__name__)
            if clock.now() - self.thrown_at > NOT_AGAIN:
                self.throw_away()
            return None

    def ask_again(
        self, name: Hashable, question: Callable[[Index], T], when_behind: Call = bool
    ) -> T | None:
        """Answer what is asked often, from memory while the index is the same; None is not kept.

        Once in an edition it is looked whether there is news.
        """
        self.hear_of(content_version.pinned_version.get(), when_behind)
        remembered = self.memory()
        if name in remembered:
            known: T = remembered[name]
            return known
        answer = self.ask(question, as_it_is=True)
        if answer is not None:
            remembered[name] = answer
        return answer

    def ask_in_edition(self, question: Callable[[Index], T], when_behind: Call) -> T | None:
        """Answer for a page that is made for an edition: it is looked once in each for news."""
        now = content_version.pinned_version.get()
        if now is not None:
            self.hear_of(now, when_behind)
        return self.ask(question, when_behind, as_it_is=now is not None)

    def hear_of(self, now: Hashable, when_behind: Call) -> None:
        behind: list[bool] = []
        is_known = now is None or now == self.heard_of
        self.ask(lambda _index: None, lambda: behind.append(True), as_it_is=is_known)
        if behind:
            when_behind()
        else:
            self.heard_of = now

    def memory(self) -> dict[Hashable, Any]:
        """Return what this process remembers of the index as it is: empty after each change."""
        state = (self.name, self.stamp, self.reached, self.day)
        if self.remembered_of != state or len(self.remembered) >= MOST_REMEMBERED:
            self.remembered, self.remembered_of = {}, state
        return self.remembered

    def current(self, when_behind: Call, *, as_it_is: bool) -> Index | None:
        self.look()
        if self.index is None:
            self.begin()
        elif not as_it_is:
            self.hear_of_news(when_behind)
        return self.index

    def hear_of_news(self, when_behind: Call) -> None:
        history = queries.steps_from(self.reached.settled)
        steps = self.new_steps(history)
        if any(step.kind == REMOVAL for step in steps):
            self.throw_away_for_good()
            self.begin()
        elif not self.follows(history):
            self.throw_away()
            self.begin()
        elif steps and not self.catch_up():
            when_behind()

    def look(self) -> None:
        """Open what another process made, and see what it wrote."""
        if self.folder is None:
            return
        name = self.pointed()
        if not name:
            self.index = None
            return
        stamp = (self.folder / name / "meta.json").stat().st_mtime_ns
        if name != self.name or self.index is None:
            self.use(open_index(str(self.folder / name)), name)
            if not self.follows(queries.steps_from(self.reached.settled)):
                self.throw_away()
                return
        elif stamp != self.stamp:
            self.index.reload()
            self.reached = unpacked(read_state(self.index))
        self.stamp = stamp

    def pointed(self) -> str:
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
        self.reached = unpacked(read_state(index))

    def follows(self, history: list[EventSummary]) -> bool:
        """Tell whether the index is a copy of this database.

        A request that began before the last step was copied does not see that step: what it misses
        is looked for once more, among all that is committed by now.
        """
        return self.reached.is_in(times_of(history)) or self.reached.is_in(
            times_of(queries.committed_steps_from(self.reached.settled))
        )

    def new_steps(self, history: list[EventSummary]) -> list[EventSummary]:
        settled, done = self.reached.settled, self.reached.done
        new = [step for step in history if step.number > settled and step.number not in done]
        return [*new, *self.list_expired()]

    def list_expired(self) -> list[EventSummary]:
        """Once a day, return a step for each entry whose last day has passed: history has none."""
        if self.day == clock.today():
            return []
        over = [
            EventSummary(0, Activity.__tablename__, each, clock.now())
            for each in queries.entries_over()
        ]
        if not over:
            self.day = clock.today()
        return over

    def catch_up(self) -> bool:
        """Write anew what the new steps were about, or wait a little for another who is at it.

        A transaction that began before the last step that was copied would write older words over
        newer ones, and leaves it to the next. Tells whether all the news is in.
        """
        with self.writing(PATIENCE) as is_mine:
            if not is_mine:
                return False
            self.look()
            steps = self.new_steps(queries.steps_from(self.reached.settled))
            if self.index is None or not steps:
                return self.index is not None
            if queries.last_step() < self.reached.last:
                return False
            self.copy(self.index, steps)
        return True

    def copy(self, index: Index, steps: list[EventSummary]) -> None:
        found = queries.touched(steps)
        told = [d for kind, ids in found.items() for d in to_index(kind, sorted(ids))]
        keys = {build_key(kind, number) for kind, ids in found.items() for number in ids}
        settled = queries.settled_step()
        done = {*self.reached.done, *(step.number for step in steps)}
        reached = Reached.from_steps(settled, done, times_of(queries.steps_from(settled)))
        update_index(index, told, keys - {document.key for document in told}, reached.packed())
        self.reached, self.day = reached, clock.today()

    @contextmanager
    def writing(self, patience: float = 0) -> Iterator[bool]:
        """Take the turn to write, if it is free: one process of a host, one thread of it.

        ``patience`` is for how many seconds it is asked for again.
        """
        until = time.monotonic() + patience
        if not self.turn.acquire(timeout=patience):
            yield False
            return
        try:
            with locked(self.folder, until) as is_mine:
                yield is_mine
        finally:
            self.turn.release()

    def begin(self) -> None:
        """Make the index: now if there is little, else while visitors read the plain list."""
        number = sum(len(source.everything()) for source in SOURCES)
        if number <= AT_ONCE:
            self.build(everything())
        elif not self.is_building:
            self.is_building = True
            app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
            threading.Thread(target=self.build_apart, args=(app,), daemon=True).start()

    def build_apart(self, app: Flask) -> None:
        reading.set(True)
        try:
            with app.app_context():
                self.build(everything(after_each=session.remove))
        except Exception as error:
            log.warning("search_not_built", kind=type(error).__name__)
        finally:
            self.is_building = False

    def build(self, told: Iterator[Document]) -> bool:
        """Make a whole index beside the one in use, and use it from now on."""
        with self.writing() as is_mine:
            if not is_mine:
                return False
            day, settled = clock.today(), queries.settled_step()
            times = times_of(queries.steps_from(settled))
            name = f"v{INDEX_VERSION}-{secrets.token_hex(4)}"
            if self.folder:
                (self.folder / name).mkdir(parents=True, mode=0o700)
            index = open_index(str(self.folder / name) if self.folder else None)
            fill_index(index, told, Reached.from_steps(settled, dict(times), times).packed())
            self.use(index, name)
            self.day = day
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

    def throw_away(self) -> None:
        """Forget an index that cannot be asked, on every process: the next question makes one."""
        self.index, self.thrown_at = None, clock.now()
        if self.pointer:
            self.pointer.unlink(missing_ok=True)

    def throw_away_for_good(self) -> None:
        """Forget the index and its files: what was taken out stands in them until they are gone."""
        self.throw_away()
        self.name, self.remembered, self.remembered_of = "", {}, None
        for other in self.folder.glob("v*-*") if self.folder else ():
            shutil.rmtree(other, ignore_errors=True)


def times_of(history: list[EventSummary]) -> list[StepTime]:
    return [(step.number, step.at) for step in history]


@contextmanager
def locked(folder: Path | None, until: float = 0) -> Iterator[bool]:
    """Hold the lock of a folder; it falls open by itself when a process dies."""
    if folder is None:
        yield True
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as file:
        yield is_taken(file, until)


def is_taken(file: TextIO, until: float) -> bool:
    """Take a lock, trying again up to a moment, and tell whether it is ours."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(A_MOMENT)
        else:
            return True


def search_index() -> IndexReplica:
    found: IndexReplica = current_app.extensions["search"]
    return found


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    given = settings.search_folder
    folder = Path(given) if given else settings.data_folder.absolute() / "search"
    app.extensions["search"] = IndexReplica(None if given == IN_MEMORY else folder)
