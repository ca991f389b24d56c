"""The database: one base for the tables, one session for the work.

Domain code imports ``Base``, ``Timestamped`` and ``session`` from here and sees plain SQLAlchemy.
Nothing but ``coprod.web.transaction`` (a request) and a command commits.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, ClassVar

import sqlalchemy
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    DateTime,
    Delete,
    MetaData,
    Select,
    String,
    Table,
    TypeDecorator,
    and_,
    bindparam,
    event,
    exists,
    inspect,
    literal,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    QueryableAttribute,
    Session,
    mapped_column,
    scoped_session,
)
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.config import HOME
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError
from coprod.core.values.slugs import find_free_slug, slugify

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MILLISECONDS = 10_000
SQLITE_DUPLICATE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
POSTGRESQL_DUPLICATE = "23505"
VERSIONS = HOME / "migrations/versions"
ANALYSIS_LIMIT = 400
"""So many rows of each index SQLite looks at to count: what its own documentation advises."""

reading: ContextVar[bool] = ContextVar("reading", default=False)
"""True while a request only reads: SQLite may then begin without asking for the write lock."""

write_lock_deferred: ContextVar[bool] = ContextVar("write_lock_deferred", default=False)
"""True in a request whose view is marked ``@defers_write_lock``, until it acquires the lock."""


class UtcDateTime(TypeDecorator[datetime]):
    """A time kept in UTC, and given back aware even by a database that forgets."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: object) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, _dialect: object) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class PartialDateType(TypeDecorator[PartialDate]):
    """A date known in part, kept as ``2019``, ``2019-03`` or ``2019-03-05``: text sorts by time."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, _dialect: object) -> str | None:
        return str(value) if value else None

    def process_result_value(self, value: str | None, _dialect: object) -> PartialDate | None:
        return read_partial_date(value) if value else None


@lru_cache(maxsize=4096)
def read_partial_date(text: str) -> PartialDate:
    """Read a stored date once: many rows have the same, and it never changes."""
    return PartialDate.parse(text)


def list_values(kind: type[Enum]) -> list[str]:
    """Store ``published``, not ``PUBLISHED``: the word that the CSV and the API also use."""
    return [str(member.value) for member in kind]


@event.listens_for(Table, "after_parent_attach")
def number_once(table: Table, _metadata: MetaData) -> None:
    """Never give the number of a deleted row to a new one: events and reviews are about a number.

    PostgreSQL does so by itself, SQLite only with AUTOINCREMENT.
    """
    if [column.name for column in table.primary_key] == ["id"]:
        table.dialect_options["sqlite"]["autoincrement"] = True


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime,
        PartialDate: PartialDateType,
        StrEnum: sqlalchemy.Enum(
            StrEnum,
            native_enum=False,
            values_callable=list_values,
            length=40,
            create_constraint=False,
        ),
    }

    never_seen_by_visitors: ClassVar[bool] = False
    """True for a table such as the sessions: a change to it makes no public page old."""

    holds_words: ClassVar[tuple[str, ...]] = ()
    """Columns with what people wrote: a curator can take words out of them for good."""
    holds_no_words: ClassVar[Mapping[str, str]] = {}
    """Columns of text that never hold what people wrote, each with its reason."""
    holds_numbers: ClassVar[Mapping[str, Mapping[str, object]]] = {}
    """Columns with a number that a curator can take out, each with what the row holds then."""
    holds_counts: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Columns of JSON with tables of counts. If one count is taken out, its row goes, and so do the
    rows that are the same in these columns: what is left would add up to what was taken."""
    hashes_words: ClassVar[tuple[str, ...]] = ()
    """Columns with a hash of the words of the row: emptied when words are taken out of it."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)

    def is_seen_by_visitors(self) -> bool:
        """Tell whether a public page could look different when this row changes."""
        return not self.never_seen_by_visitors


class Timestamped:
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


db = SQLAlchemy(
    metadata=Base.metadata, disable_autonaming=True, session_options={"expire_on_commit": False}
)
session = db.session


@contextmanager
def open_own_transaction() -> Iterator[Session | scoped_session[Any]]:
    """Read what is committed by now, apart from the transaction that is under way.

    Where all of a test is one transaction on one connection, there is nothing else to read.
    """
    engine = session.get_bind()
    if not isinstance(engine, Engine):
        yield session
        return
    before = reading.set(True)
    try:
        with Session(engine) as own_session:
            yield own_session
    finally:
        reading.reset(before)


cache_statement = lru_cache(maxsize=256)
"""Cache the statement that a function returns, one for each set of arguments.

SQLAlchemy caches the SQL of a statement, but not the statement itself, and to build a large one
takes longer than to execute it. Without this, an activity's page made fresh takes 31 ms of CPU, not
18, the first page of the library 23, not 14, and a posted comment 13, not 10. Only the twelve
statements of those that are large or often executed are cached: elsewhere it gains little.

For functions that depend on their arguments alone, never on the time. What differs between two
executions is a ``bindparam``, whose value is given to ``session.execute``; ``IDS`` stands for a
list of keys. A query that is written the usual way, without this, is right as well.
"""
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def choose_slug(column: QueryableAttribute[str], text: str, reserved: Container[str] = ()) -> str:
    """Return a readable address for a text that no row has in this column yet.

    ``reserved`` are words that stand at its place in other addresses, such as ``new``.
    """

    def is_taken(slug: str) -> bool:
        return slug in reserved or bool(session.scalar(select(exists().where(column == slug))))

    return find_free_slug(slugify(text), is_taken)


def is_in(key: Any, keys: Select[int]) -> ColumnElement[bool]:
    """Return the condition that a column is one of some keys, each looked up by itself.

    For conditions that many rows fit, such as “published”: with ``key.in_(keys)`` SQLite makes a
    list of all of them for each question.
    """
    (own,) = keys.selected_columns
    return keys.where(own == key).correlate(key.expression.table).exists()


def select_together(
    parts: Sequence[tuple[type[Base], ColumnElement[bool]]],
    options: Sequence[ORMOption] = (),
) -> list[list[Any]]:
    """Return the rows of several tables, each by its own condition, in one statement.

    The rows of one table stand under those of the other, not beside them: a numbered list is
    joined to each table under its own number, so three and four rows give seven, not twelve.
    """
    numbers = union_all(*(select(literal(n).label("n")) for n in range(len(parts)))).subquery()
    statement = select(*(model for model, _which in parts)).select_from(numbers)
    for number, (model, which) in enumerate(parts):
        statement = statement.outerjoin(model, and_(numbers.c.n == number, which))
    statement = statement.order_by(numbers.c.n, *(model.id for model, _which in parts))
    rows = session.execute(statement.options(*options)).unique().all()
    return [[row[n] for row in rows if row[n] is not None] for n in range(len(parts))]


def load_together(
    owners: Sequence[Base],
    collections: Sequence[QueryableAttribute[Any]],
    options: Sequence[ORMOption] = (),
) -> None:
    """Load several collections of some rows in one statement, where loading each would take one.

    What is loaded already stays as it is, with what was changed in it.
    """
    if not owners or not collections:
        return
    kinds = [each.property for each in collections]
    ids = [owner.id for owner in owners]
    parts = [(kind.mapper.class_, get_owner_column(kind).in_(ids)) for kind in kinds]
    for kind, rows in zip(kinds, select_together(parts, options), strict=True):
        assign_to_owners(owners, kind, rows)


def get_owner_column(kind: Any) -> Any:
    """Return the column in which a row of a collection names its owner."""
    ((_own, theirs),) = kind.local_remote_pairs
    return theirs


def assign_to_owners(owners: Sequence[Base], kind: Any, rows: Sequence[Any]) -> None:
    """Give each owner the rows that are its own."""
    own: dict[int, list[Any]] = {owner.id: [] for owner in owners}
    for row in sorted(rows, key=build_sort_key(kind)):
        own[getattr(row, get_owner_column(kind).key)].append(row)
    for owner in owners:
        if kind.key in inspect(owner).unloaded:
            set_committed_value(owner, kind.key, own[owner.id])


def build_sort_key(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return the key that puts the rows of a collection into its order."""
    return lambda row: tuple(getattr(row, column.key) for column in kind.order_by)


def analyze_tables() -> None:
    """Let the database look how many rows there are of each kind, so that it plans well by it.

    Without, SQLite reads all that is published to find twenty of it, and PostgreSQL pairs all of a
    table that was just filled. Takes a moment, however much there is.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"PRAGMA analysis_limit={ANALYSIS_LIMIT}"))
    session.execute(text("ANALYZE"))


def is_within(last_day: Any) -> ColumnElement[bool]:
    """Return the condition that the last day in a column has not passed, or that none is set.

    Which day it is is asked each time, so a statement that was built once stays right.
    """
    today = bindparam(None, callable_=clock.today, type_=Date)
    return or_(last_day.is_(None), last_day >= today)


def delete_rows(statement: Delete) -> int:
    """Delete the rows that a statement selects, and return how many they were."""
    result: Any = session.execute(statement)
    return int(result.rowcount)


def get_revision() -> str:
    """Return where the tables stand; Alembic itself, which is heavy, is not needed to know."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return ""
    return " ".join(session.scalars(text("SELECT version_num FROM alembic_version")).all())


def get_newest_revision() -> str:
    return max(list_revisions())


def list_revisions() -> list[str]:
    """Return every migration: its number is the beginning of its file's name."""
    return [path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py")]


def configure_sqlite(engine: Engine) -> None:
    """Make SQLite durable (WAL, every commit on the disk), strict, patient, and fair to writers.

    A transaction that will write asks for the write lock when it begins: one that read first and
    wrote later would fail at once when another writer came between.
    """
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin_transaction)


def overwrite_deleted_rows() -> None:
    """Let SQLite write zeros over what is taken out from here on, on this connection."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))


def is_duplicate(error: object) -> bool:
    """Tell whether a database refused a row because there is one like it already."""
    name = getattr(error, "sqlite_errorname", "")
    return name in SQLITE_DUPLICATE or getattr(error, "sqlstate", "") == POSTGRESQL_DUPLICATE


def flush_or_conflict() -> None:
    """Send changes to the database; a race that a constraint stopped is a ``ConflictError``."""
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash


def checkpoint_log(engine: Engine | Connection) -> None:
    """Let SQLite bring what is committed into its file, and empty the log beside it.

    While somebody reads an older state, the log stays until the next time.
    """
    if isinstance(engine, Engine) and engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def close_database() -> None:
    """Let go of the database. Of SQLite one file is left, if no other process has it open."""
    session.remove()
    checkpoint_log(db.engine)
    db.engine.dispose()


def set_pragmas(raw: Any, _record: object) -> None:
    raw.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        raw.execute(f"PRAGMA {pragma}")


def begin_transaction(connection: Any) -> None:
    """Begin a transaction; while the write lock is deferred, leave each query in one of its own."""
    if not write_lock_deferred.get():
        connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")


def begin_deferred_transaction() -> None:
    """Begin the transaction that was deferred, with the write lock: see ``acquire_write_lock``."""
    if not write_lock_deferred.get():
        return
    write_lock_deferred.set(False)
    connection = session.connection()
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and not raw.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
