"""Making a backup, and putting one in the place of what is there.

A backup is one file: the database as it is at one moment, the files that it names at that moment,
and what else lies in the data folder and can be made from nothing else.
"""

import gzip
import os
import shutil
import subprocess
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import text

from coprod.core import ledger, storage
from coprod.core.database import db, get_revision, session
from coprod.core.values import clock
from coprod.operations.backup import queries, rules
from coprod.operations.backup.queries import BackupContents
from coprod.operations.backup.rules import (
    BACKUP_NAME,
    DATABASE_FILES,
    FILES_FOLDER,
    MANIFEST,
    REMOVALS_FOLDER,
    SECRET_KEY,
    UPLOAD_FOLDERS,
    BackupError,
    Manifest,
)

MOST_TRIES = 5
COMPRESSION = 3
DAMAGE_ERRORS = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)
EMPTY_POSTGRESQL = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
              WHERE schemaname = current_schema()
  LOOP EXECUTE 'DROP TABLE ' || name || ' CASCADE'; END LOOP;
END $$;
"""
NEWER_SETTING = b"SET transaction_timeout"
"""A line that new programs write at the top of a dump, and older servers do not know."""


@dataclass(frozen=True)
class Backup:
    """A backup that was made. ``missing`` are files that the store had lost before."""

    path: Path
    files: int
    missing: frozenset[str]


# Making one


def choose_target(path: Path, now: datetime) -> Path:
    """Return where a backup goes: in a folder under the time, or to the file that is named."""
    target = path / f"{now:{BACKUP_NAME}}" if path.is_dir() else path
    if target.exists():
        raise BackupError(f"{target} is there already, and no backup is written over another.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    return target


def back_up_into(folder: Path, keep_for: timedelta) -> Backup:
    """Make the backup of a night, and throw away those that were made by themselves too long ago.

    Others in the folder stay: only names that carry a time are ours.
    """
    now = clock.now()
    backup = make_backup(choose_target(folder, now))
    for path, made_at in queries.list_backups(folder):
        if made_at < now - keep_for:
            path.unlink()
    return backup


def make_backup(target: Path) -> Backup:
    """Write a backup, whole or not at all, that nobody else on this machine can read.

    A file that somebody takes out of the register after the moment of the database and before it
    is copied would be missed: then all is written once more.
    """
    with TemporaryDirectory(dir=target.parent, prefix=".coprod-backup-") as folder:
        path = Path(folder) / "backup.tar.gz"
        contents, missing = write_archive(path, Path(folder))
        for _each in range(MOST_TRIES - 1):
            if missing <= list_names(queries.list_contents()):
                break
            contents, missing = write_archive(path, Path(folder))
        os.link(path, target)
    lost = frozenset(name for name in missing if name.startswith(f"{FILES_FOLDER}/"))
    return Backup(target, len(contents.keys), lost)


def list_names(contents: BackupContents) -> frozenset[str]:
    return frozenset({*(f"{FILES_FOLDER}/{key}" for key in contents.keys), *contents.uploads})


def write_archive(path: Path, folder: Path) -> tuple[BackupContents, frozenset[str]]:
    """Write an archive, and return what belongs into it and the names of what is missing."""
    with queries.open_snapshot():
        contents, made_by = queries.list_contents(), get_revision()
        database = dump_database(folder)
    with (
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar,
    ):
        archive = BackupArchive(tar)
        archive.add_path(database.name, database)
        missing = frozenset({*archive.add_stored(contents), *archive.add_uploads(contents)})
        archive.add_folder(REMOVALS_FOLDER, ledger.get_folder())
        archive.add_secret_key()
        archive.add(MANIFEST, Manifest(queries.get_dialect(), made_by, archive.hashes).to_json())
    return contents, missing


class BackupArchive:
    """The files of a backup as they are written, with the hash of each."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self.tar.addfile(member, BytesIO(data))
        self.hashes[name] = rules.hash_data(data)

    def add_path(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self.hashes[name] = file_digest(file, "sha256").hexdigest()
            file.seek(0)
            member = tarfile.TarInfo(name)
            member.size, member.mode = path.stat().st_size, 0o600
            self.tar.addfile(member, file)

    def add_folder(self, name: str, folder: Path) -> None:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            self.add(f"{name}/{path.relative_to(folder)}", path.read_bytes())

    def add_stored(self, contents: BackupContents) -> Iterator[str]:
        """Add files of the store, and yield the names of those that it does not have."""
        for key in sorted(contents.keys):
            data = storage.get(key)
            if data is None:
                yield f"{FILES_FOLDER}/{key}"
            else:
                self.add(f"{FILES_FOLDER}/{key}", data)

    def add_uploads(self, contents: BackupContents) -> Iterator[str]:
        for token in sorted(contents.uploads):
            folders = [
                path for path in map(get_data_path, UPLOAD_FOLDERS) if (path / token).is_dir()
            ]
            for folder in folders:
                self.add_folder(f"{folder.name}/{token}", folder / token)
            if not folders:
                yield token

    def add_secret_key(self) -> None:
        """Add the key that was made outside production: what it encrypted is in the database."""
        path = get_data_path(SECRET_KEY)
        if path.exists():
            self.add(SECRET_KEY, path.read_bytes())


def get_data_path(name: str) -> Path:
    return storage.get_settings().data_folder.absolute() / name


def dump_database(folder: Path) -> Path:
    """Write the database as the transaction that is under way sees it."""
    path = folder / DATABASE_FILES[queries.get_dialect()]
    path.unlink(missing_ok=True)
    if queries.get_dialect() == "postgresql":
        moment = session.scalar(text("SELECT pg_export_snapshot()"))
        run_client("pg_dump", "--no-owner", "--no-acl", f"--snapshot={moment}", f"--file={path}")
        return path
    raw: Any = session.connection().connection.driver_connection
    with closing(connect(path)) as copy:
        raw.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")  # older versions of words lie in pages that are free
    return path


def run_client(program: str, *options: str) -> None:
    """Run a client program of PostgreSQL. The password is on no command line."""
    executable = shutil.which(program)
    if executable is None:
        raise BackupError(
            f"{program} is not on this machine. It comes with PostgreSQL's client programs"
            " (on Debian and Ubuntu the package postgresql-client)."
        )
    url = db.engine.url
    address = url.set(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    result = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with the database of the settings
        [executable, f"--dbname={address}", *options],
        env={**os.environ, **password},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise BackupError(f"{program} says: {result.stderr.strip()}")


# Putting one back


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder, and check all of it before anything is changed."""
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            hashes = {member.name: unpack_member(tar, member, folder) for member in tar}
    except DAMAGE_ERRORS:
        raise BackupError(f"{path} is no backup of a register, or it is damaged.") from None
    hashes.pop(MANIFEST, None)
    named = folder / MANIFEST
    manifest = Manifest.from_json(named.read_bytes() if named.exists() else b"")
    rules.check_complete(manifest, hashes)
    return manifest


def unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    content = tar.extractfile(member) if member.isfile() else None
    if content is None:
        raise BackupError(f"This is no backup of a register: {member.name!r} is no file.")
    path = folder / rules.check_name(member.name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("w+b") as file:
        shutil.copyfileobj(content, file)
        file.seek(0)
        return file_digest(file, "sha256").hexdigest()


def load_database(dump: Path) -> None:
    """Put a database in the place of the one that is there: all of it, or nothing."""
    session.remove()
    db.engine.dispose()
    if queries.get_dialect() == "postgresql":
        load_postgresql(dump)
        return
    with closing(connect(dump)) as copy, closing(connect(queries.get_sqlite_path())) as target:
        copy.backup(target)


def load_postgresql(dump: Path) -> None:
    script = dump.with_suffix(".restore.sql")
    with dump.open("rb") as lines, script.open("wb") as file:
        file.write(EMPTY_POSTGRESQL.encode())
        file.writelines(line for line in lines if not line.startswith(NEWER_SETTING))
    strict = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    run_client("psql", *strict, "--output=/dev/null", f"--file={script}")


def put_files(folder: Path) -> int:
    """Put the files of a backup where they belong, and return how many are in the store now."""
    stored = sorted(path for path in (folder / FILES_FOLDER).glob("*") if path.is_file())
    for path in stored:
        storage.put(path.name, path.read_bytes())
    for name in UPLOAD_FOLDERS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, get_data_path(name), dirs_exist_ok=True)
    if (folder / SECRET_KEY).exists():
        get_data_path(SECRET_KEY).unlink(missing_ok=True)
        shutil.move(folder / SECRET_KEY, get_data_path(SECRET_KEY))
        get_data_path(SECRET_KEY).chmod(0o600)
    ledger.merge_from(folder / REMOVALS_FOLDER)
    return len(stored)
