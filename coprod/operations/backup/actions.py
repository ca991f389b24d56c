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
from datetime import datetime
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import text

from coprod.core import ledger, storage
from coprod.core.database import db, get_revision, session
from coprod.operations.backup import queries, rules
from coprod.operations.backup.queries import Contents
from coprod.operations.backup.rules import (
    DATABASES,
    FILES,
    MANIFEST,
    REMOVALS,
    SECRET_KEY,
    UPLOADS,
    BackupError,
    Manifest,
)

MOST_TRIES = 5
COMPRESSION = 3
DAMAGED = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)
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


def target_of(path: Path, now: datetime) -> Path:
    """Return where a backup goes: in a folder under the time, or to the file that is named."""
    target = path / f"coprod-backup-{now:%Y%m%dT%H%M%SZ}.tar.gz" if path.is_dir() else path
    if target.exists():
        raise BackupError(f"{target} is there already, and no backup is written over another.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    return target


def make_backup(target: Path) -> Backup:
    """Write a backup, whole or not at all, that nobody else on this machine can read.

    A file that somebody takes out of the register after the moment of the database and before it
    is copied would be missed: then all is written once more.
    """
    with TemporaryDirectory(dir=target.parent, prefix=".coprod-backup-") as folder:
        path = Path(folder) / "backup.tar.gz"
        wanted, missing = write_archive(path, Path(folder))
        for _each in range(MOST_TRIES - 1):
            if missing <= names_of(queries.contents()):
                break
            wanted, missing = write_archive(path, Path(folder))
        os.link(path, target)
    lost = frozenset(name for name in missing if name.startswith(f"{FILES}/"))
    return Backup(target, len(wanted.keys), lost)


def names_of(contents: Contents) -> frozenset[str]:
    return frozenset({*(f"{FILES}/{key}" for key in contents.keys), *contents.uploads})


def write_archive(path: Path, folder: Path) -> tuple[Contents, frozenset[str]]:
    """Write an archive, and return what belongs into it and the names of what is missing."""
    with queries.one_moment():
        contents, made_by = queries.contents(), get_revision()
        database = dump_database(folder)
    with (
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar,
    ):
        archive = Archive(tar)
        archive.add_path(database.name, database)
        missing = frozenset({*archive.add_stored(contents), *archive.add_uploads(contents)})
        archive.add_folder(REMOVALS, ledger.get_folder())
        archive.add_secret_key()
        archive.add(MANIFEST, Manifest(queries.dialect(), made_by, archive.hashes).packed())
    return contents, missing


class Archive:
    """The files of a backup as they are written, with the hash of each."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self.tar.addfile(member, BytesIO(data))
        self.hashes[name] = rules.hash_of(data)

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

    def add_stored(self, contents: Contents) -> Iterator[str]:
        """Add files of the store, and yield the names of those that it does not have."""
        for key in sorted(contents.keys):
            data = storage.get(key)
            if data is None:
                yield f"{FILES}/{key}"
            else:
                self.add(f"{FILES}/{key}", data)

    def add_uploads(self, contents: Contents) -> Iterator[str]:
        for token in sorted(contents.uploads):
            folders = [path for path in map(folder_of, UPLOADS) if (path / token).is_dir()]
            for folder in folders:
                self.add_folder(f"{folder.name}/{token}", folder / token)
            if not folders:
                yield token

    def add_secret_key(self) -> None:
        """Add the key that was made outside production: what it encrypted is in the database."""
        path = folder_of(SECRET_KEY)
        if path.exists():
            self.add(SECRET_KEY, path.read_bytes())


def folder_of(name: str) -> Path:
    return storage.get_settings().data_folder.absolute() / name


def dump_database(folder: Path) -> Path:
    """Write the database as the transaction that is under way sees it."""
    path = folder / DATABASES[queries.dialect()]
    path.unlink(missing_ok=True)
    if queries.dialect() == "postgresql":
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
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            f"{program} is not on this machine. It comes with PostgreSQL's client programs"
            " (on Debian and Ubuntu the package postgresql-client)."
        )
    url = db.engine.url
    address = url.set(drivername="postgresql", password=None).render_as_string()
    given = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with the database of the settings
        [found, f"--dbname={address}", *options],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} says: {done.stderr.strip()}")


# Putting one back


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder, and check all of it before anything is changed."""
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            hashes = {member.name: unpack_member(tar, member, folder) for member in tar}
    except DAMAGED:
        raise BackupError(f"{path} is no backup of a register, or it is damaged.") from None
    hashes.pop(MANIFEST, None)
    named = folder / MANIFEST
    manifest = Manifest.unpacked(named.read_bytes() if named.exists() else b"")
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
    if queries.dialect() == "postgresql":
        load_postgresql(dump)
        return
    with closing(connect(dump)) as copy, closing(connect(queries.sqlite_path())) as target:
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
    stored = sorted(path for path in (folder / FILES).glob("*") if path.is_file())
    for path in stored:
        storage.put(path.name, path.read_bytes())
    for name in UPLOADS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, folder_of(name), dirs_exist_ok=True)
    if (folder / SECRET_KEY).exists():
        folder_of(SECRET_KEY).unlink(missing_ok=True)
        shutil.move(folder / SECRET_KEY, folder_of(SECRET_KEY))
        folder_of(SECRET_KEY).chmod(0o600)
    ledger.merge_from(folder / REMOVALS)
    return len(stored)
