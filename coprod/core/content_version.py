"""The content version: a number that is raised by every change that a visitor could read.

**What it does.** Whatever is cached is cached for one content version: pages (``web.page_cache``),
fragments (``web.fragment_cache``) and what ``cached`` and ``cached_by_name`` read, which are the
same for every reader. It is raised in the transaction of the change, so nobody has to know which
caches a change makes old: a change is public unless its table says that visitors never read it
(``Base.is_seen_by_visitors``).

**What leaving it out costs.** CPU without ``cached`` and ``cached_by_name``, fragments cached, at
10,000 entries, ms: an entry with 30 comments 2.6 in place of 0.7, browse 3.8 in place of 2.0,
home 20 in place of 5, gaps 80 in place of 20. Without the version nothing at all could be cached.

**How to use it without knowing it.** A function without ``cached`` is right, and slower. A request
that changes something, a command and most tests read past it; a change needs no call to make the
caches forget.
"""

import secrets
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ClassVar, NamedTuple, TypeVar

from sqlalchemy import String, event, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    Session,
    SessionTransaction,
    mapped_column,
)

from coprod.core.database import (
    Base,
    begin_deferred_transaction,
    is_duplicate,
    reading,
    session,
    write_lock_deferred,
)

R = TypeVar("R")
pinned_version: ContextVar[Hashable] = ContextVar("pinned_version", default=None)
"""The content version (and the day) from before this request read anything; None where nothing may
be cached: in a request that changes something, in a command, in most tests."""
version_raised: ContextVar[bool] = ContextVar("version_raised", default=False)
"""True once this request has raised the number: what was known of it before is old."""

CHANGED = "visitors could read what changed"
ONLY_ID = 1
MAX_CACHED_NAMES = 2_048


class StoredContentVersion(Base):
    """One row. Its number is raised in the transaction that changes what visitors read.

    ``version_id`` is drawn anew each time: after a restore the same number may come again with
    other words, and never with the same id.
    """

    __tablename__ = "content_version"
    holds_no_words: ClassVar = {"version_id": "a random key"}

    never_seen_by_visitors = True
    number: Mapped[int]
    version_id: Mapped[str] = mapped_column(String(32), default="")


class ContentVersion(NamedTuple):
    """Which content is current, in whatever database: the same two values mean the same content."""

    number: int
    version_id: str


NO_VERSION = ContentVersion(0, "")


def get_content_version() -> ContentVersion:
    """Return the content version that the database has now."""
    before = reading.set(True)
    try:
        statement = select(StoredContentVersion.number, StoredContentVersion.version_id).where(
            StoredContentVersion.id == ONLY_ID
        )
        row = session.execute(statement).first()
        return ContentVersion(*row) if row else NO_VERSION
    finally:
        reading.reset(before)


def cached(read: Callable[[], R]) -> Callable[[], R]:
    """Cache what a function reads in this process until the content version changes.

    For what is the same for every reader and read on nearly every page: the lists, the place.
    """
    last: dict[str, tuple[Hashable, R]] = {}

    @wraps(read)
    def read_once() -> R:
        now = pinned_version.get()
        if now is None:
            return read()
        known = last.get("it")
        if known is None or known[0] != now:
            known = last["it"] = (now, read())
        return known[1]

    return read_once


def cached_by_name(read: Callable[[str], R]) -> Callable[[str], R]:
    """Cache what a function reads for each name, until the content version changes.

    For what depends on nothing but the name, and is small: the least recently used is evicted.
    """

    @lru_cache(maxsize=MAX_CACHED_NAMES)
    def read_for(_now: Hashable, name: str) -> R:
        return read(name)

    @wraps(read)
    def read_once(name: str) -> R:
        now = pinned_version.get()
        return read(name) if now is None else read_for(now, name)

    return read_once


@contextmanager
def reading_past_caches() -> Iterator[None]:
    """Let nothing that is read here come from what was cached for a version a moment ago."""
    pinned = pinned_version.set(None)
    try:
        yield
    finally:
        pinned_version.reset(pinned)


def watch_changes() -> None:
    """See every change of this process on its way into the database."""
    for name, listener in (
        ("before_flush", note_changed_rows),
        ("do_orm_execute", note_changing_statement),
        ("before_commit", raise_version),
        ("after_transaction_end", forget_changes),
    ):
        if not event.contains(session, name, listener):
            event.listen(session, name, listener)


def acquire_write_lock() -> None:
    """Take the write lock now, if this request deferred it: see ``coprod.web.transaction``.

    Call it before the checks that decide: what was read until here may have changed, and values
    cached for the old content version are not used after this. The first change takes the lock
    where nobody called this: too late for the checks, never not at all.
    """
    if write_lock_deferred.get():
        pinned_version.set(None)
        begin_deferred_transaction()


def add_if_absent(row: Base) -> bool:
    """Add a row of which there can be one; say False where it is there already.

    For what is left once, such as a mark: pressed eight times at the same moment, the first stays.
    """
    acquire_write_lock()
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        if not is_duplicate(error.orig):
            raise
        return False
    return True


def note_changed_rows(work: Session, _flushing: object, _instances: object) -> None:
    acquire_write_lock()
    changed = [*work.new, *work.deleted, *(row for row in work.dirty if work.is_modified(row))]
    if any(row.is_seen_by_visitors() for row in changed):
        work.info[CHANGED] = True


def note_changing_statement(state: ORMExecuteState) -> None:
    """A statement that changes many rows at once: its table decides."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    acquire_write_lock()
    mapper = state.bind_mapper
    if mapper is None or not mapper.class_.never_seen_by_visitors:
        state.session.info[CHANGED] = True


def raise_version(work: Session) -> None:
    """As the last thing before the commit, because the row is locked from then on."""
    work.flush()
    if work.in_nested_transaction() or not work.info.pop(CHANGED, False):
        return
    drawn = secrets.token_hex(16)
    one_more = update(StoredContentVersion).where(StoredContentVersion.id == ONLY_ID)
    connection = work.connection()
    changed = connection.execute(
        one_more.values(number=StoredContentVersion.number + 1, version_id=drawn)
    )
    if changed.rowcount == 0:
        connection.execute(
            insert(StoredContentVersion).values(id=ONLY_ID, number=1, version_id=drawn)
        )
    version_raised.set(True)


def forget_changes(work: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        work.info.pop(CHANGED, None)
