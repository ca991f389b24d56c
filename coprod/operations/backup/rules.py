"""What a backup holds, and what must be true before one is put in place of a register."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Self

from coprod.core.values.errors import CoprodError

BACKUP_NAME = "coprod-backup-%Y%m%dT%H%M%SZ.tar.gz"
"""What a backup is called in a folder: by the time of its moment."""
MANIFEST_FORMAT = 1
MANIFEST = "manifest.json"
DATABASE_FILES = {"sqlite": "database.sqlite", "postgresql": "database.sql"}
"""What the database of each kind is called in a backup."""
FILES_FOLDER = "files"
UPLOAD_FOLDERS = ("imports", "feedback")
"""Folders of the data folder with files that wait to be read in."""
REMOVALS_FOLDER = "removals"
SECRET_KEY = "secret-key"  # noqa: S105 - the name of a file
FOLDERS = frozenset({FILES_FOLDER, *UPLOAD_FOLDERS, REMOVALS_FOLDER})


class BackupError(CoprodError):
    """A backup cannot be made or put back. The message says why, and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: of which database it is, and the hash of each of its files."""

    database: str
    revision: str
    hashes: Mapping[str, str]

    def to_json(self) -> bytes:
        return json.dumps({"format": MANIFEST_FORMAT, **vars(self)}, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        try:
            values = json.loads(data)
            if values.pop("format") != MANIFEST_FORMAT:
                raise BackupError("This backup is of another version of the program.")
            return cls(**values)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BackupError("This is no backup of a register.") from None


def read_backup_time(name: str) -> datetime | None:
    """Return when a backup was made, by its name; None for another file."""
    try:
        return datetime.strptime(name, BACKUP_NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def check_name(name: str) -> str:
    """Return the name of a file in a backup, or refuse one that leads out of its folder."""
    path = PurePosixPath(name)
    is_known = path.parts[:1] and (
        path.parts[0] in FOLDERS or name in {MANIFEST, SECRET_KEY, *DATABASE_FILES.values()}
    )
    if not is_known or path.is_absolute() or ".." in path.parts:
        raise BackupError(f"This is no backup of a register: it holds {name!r}.")
    return name


def check_complete(manifest: Manifest, hashes: Mapping[str, str]) -> None:
    """Refuse a backup in which a file is missing, or not as it was when the backup was made."""
    damaged = sorted(
        name for name, known in manifest.hashes.items() if hashes.get(name) != known
    ) + sorted(set(hashes) - set(manifest.hashes))
    if damaged:
        raise BackupError(f"This backup is damaged: {damaged[0]} is not as it was. Use another.")


def check_fits(manifest: Manifest, *, database: str, revisions: list[str]) -> None:
    """Refuse the backup of another kind of database, or of a newer version of the program."""
    if manifest.database != database:
        raise BackupError(
            f"This backup is of {manifest.database}, and COPROD_DATABASE_URL names {database}."
        )
    if manifest.revision not in revisions:
        raise BackupError("This backup was made by a newer version. Bring the program up to date.")


def hash_data(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
