"""What is in the database at one moment, and what stands in the way of a restore."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import OperationalError, connect

from sqlalchemy import inspect, select, text

from coprod.core.config import Settings
from coprod.core.database import Base, db, reading, session
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.imports.queries import get_upload_tokens
from coprod.operations.backup.rules import BackupError, read_backup_time
from coprod.register.files.queries import get_all_keys

COUNT_OTHER_CLIENTS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    "pg_backend_pid() AND backend_type = 'client backend'"
)
IS_RUNNING = (
    "The register is running: stop it and its workers first. Whoever reads it meanwhile would see "
    "half of one register and half of another."
)


@dataclass(frozen=True)
class BackupContents:
    """Which files belong to the database at one moment: those in the store, and uploads."""

    keys: frozenset[str]
    uploads: frozenset[str]


@contextmanager
def open_snapshot() -> Iterator[None]:
    """Let every question within this block see the database as it is when it begins."""
    session.remove()
    before = reading.set(True)
    try:
        if get_dialect() == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield
    finally:
        session.remove()
        reading.reset(before)


def list_contents() -> BackupContents:
    waiting = session.scalars(select(FeedbackFile.token)).all()
    return BackupContents(frozenset(get_all_keys()), frozenset({*get_upload_tokens()[0], *waiting}))


def list_backups(folder: Path) -> list[tuple[Path, datetime]]:
    """Return the backups in a folder with the time of each, the oldest first."""
    times = ((path, read_backup_time(path.name)) for path in folder.glob("coprod-backup-*"))
    return sorted(((path, at) for path, at in times if at), key=lambda pair: pair[1])


def find_last_backup(folder: Path) -> datetime | None:
    return next((at for _path, at in reversed(list_backups(folder))), None)


def get_dialect() -> str:
    return db.engine.dialect.name


def get_sqlite_path() -> Path:
    return Path(db.engine.url.database or "")


def has_data() -> bool:
    """Tell whether any table has a row, but for what the migrations put there themselves."""
    with db.engine.connect() as connection:
        existing = set(inspect(connection).get_table_names())
        tables = [table for table in Base.metadata.sorted_tables if table.name in existing]
        rows = (connection.execute(select(t.c.id).limit(1)).first() for t in tables)
        return any(row is not None for row in rows)


def get_restore_marker(settings: Settings) -> Path:
    """Return the file that is there from the moment a restore begins until it is done."""
    return settings.data_folder.absolute() / "restore-unfinished"


def check_not_in_use() -> None:
    """Refuse while another process has the database open."""
    session.remove()
    db.engine.dispose()
    is_in_use = is_postgresql_in_use() if get_dialect() == "postgresql" else is_sqlite_in_use()
    if is_in_use:
        raise BackupError(IS_RUNNING)


def is_postgresql_in_use() -> bool:
    with db.engine.connect() as connection:
        others = connection.scalar(text(COUNT_OTHER_CLIENTS))
    db.engine.dispose()
    return bool(others)


def is_sqlite_in_use() -> bool:
    """SQLite leaves its log behind only for a connection that is alone; so the switch tells."""
    if not get_sqlite_path().exists():
        return False
    with closing(connect(get_sqlite_path(), timeout=0)) as raw:
        try:
            raw.execute("PRAGMA journal_mode=DELETE")
        except OperationalError:
            return True
    return False
