"""Where files lie: a folder, or a store elsewhere that speaks S3, each under a random key.

A file is put here before the row that names it is kept, and taken away after its row is gone. What
a crash leaves over is a file without a row, which nobody can reach; ``coprod files orphans`` finds
it.
"""

import errno
import shlex
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import obstore
import structlog
from flask import current_app
from obstore.store import ObjectStore, from_url

from coprod.core.config import Settings

SCAN_SECONDS = 60
LEAST_ROOM = 4 * 1024 * 1024
"""Bytes that the data folder must have free: what one large form takes, and the log beside it."""
DISK_FULL = "53100"
"""What PostgreSQL calls a full disk (SQLSTATE)."""

log = structlog.get_logger()


def get_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@cache
def open_store(address: str) -> ObjectStore:
    return from_url(address)


def get_store() -> ObjectStore:
    settings = get_settings()
    if settings.files_url:
        return open_store(settings.files_url)
    folder = settings.data_folder.absolute() / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return open_store(folder.as_uri())


def has_room() -> bool:
    """Tell whether there is room in the data folder for somebody's next save."""
    return count_free_bytes() >= LEAST_ROOM


def count_free_bytes() -> int:
    folder = get_settings().data_folder.absolute()
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(existing).free


def is_disk_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
    return getattr(error, "sqlstate", None) == DISK_FULL


def put(key: str, data: bytes) -> None:
    """Keep a file, whole or not at all."""
    obstore.put(get_store(), key, data)


def get(key: str) -> bytes | None:
    """Return a file, or None when it is missing."""
    try:
        return bytes(obstore.get(get_store(), key).bytes())
    except FileNotFoundError:
        log.warning("file_missing", key=key[:6])
        return None


def remove(key: str) -> None:
    """Take a file away. When the store cannot be reached the file stays, an orphan."""
    try:
        obstore.delete(get_store(), key)
    except FileNotFoundError:
        return
    except Exception as error:
        log.warning("file_not_removed", key=key[:6], kind=type(error).__name__)


def put_from(key: str, path: Path) -> None:
    """Keep a file of the disk, piece by piece, whole or not at all."""
    obstore.put(get_store(), key, path)


def stream(key: str) -> Iterator[bytes] | None:
    """Return a file piece by piece, or None when it is missing."""
    try:
        found = obstore.get(get_store(), key)
    except FileNotFoundError:
        log.warning("file_missing", key=key[:6])
        return None
    return (bytes(piece) for piece in found.stream())


def list_stored(folder: str | None = None) -> dict[str, datetime]:
    """Return every key in the store or in one folder of it, with the time when its file came."""
    return {
        entry["path"]: entry["last_modified"]
        for some in obstore.list(get_store(), prefix=folder)
        for entry in some
    }


def get_largest_size() -> int:
    return get_settings().files_largest_mb * 1024 * 1024


def is_clean(data: bytes) -> bool:
    """Ask the virus scanner, if there is one. A scanner that does not answer lets nothing in."""
    command = shlex.split(get_settings().scan_command)
    if not command:
        return True
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(data)
        copy.flush()
        try:
            result = subprocess.run(  # noqa: S603 - the command is a setting
                [*command, copy.name], capture_output=True, timeout=SCAN_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("scan_failed", kind=type(error).__name__)
            return False
    return result.returncode == 0
