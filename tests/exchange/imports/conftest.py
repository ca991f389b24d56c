"""A folder for uploads, a curator, and an import as far as a test wants it."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coprod.accounts.users.models import Person
from coprod.core.values.actor import Role
from coprod.exchange.imports import actions, commands, queries
from coprod.exchange.imports.enums import ColumnChoices, RowSelection
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.imports.rules import guess_key, guess_targets
from tests import make

Start = Callable[..., SheetImport]


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """Put what is uploaded into a folder of this test."""
    usual = app.extensions["settings"]
    app.extensions["settings"] = usual.model_copy(update={"data_folder": tmp_path})
    yield tmp_path / "imports"
    app.extensions["settings"] = usual


@pytest.fixture
def curator(session: Any) -> Person:
    return make.person(role=Role.CURATOR)


@pytest.fixture
def start(session: Any, folder: Path, curator: Person) -> Start:
    """Return a way to upload a table and have it checked."""

    def begin(*rows: dict[str, str], name: str = "table.csv", **choices: Any) -> SheetImport:
        sheet_import = upload(folder, curator, name, format_csv(*rows))
        headings = queries.open_table(folder, sheet_import).read_headings()
        usual = {"columns": guess_targets(headings), "key": guess_key(headings)}
        actions.choose_columns(
            curator.actor, sheet_import, ColumnChoices(**{**usual, **choices}), headings
        )
        session.commit()
        commands.run_waiting_jobs(folder)
        return reload(session, sheet_import)

    return begin


def upload(folder: Path, curator: Person, name: str, content: bytes) -> SheetImport:
    sheet_import = actions.start_import(
        curator.actor, folder, name, lambda path: path.write_bytes(content)
    )
    return make.keep(sheet_import)


def format_csv(*rows: dict[str, str]) -> bytes:
    lines: list[str] = []

    class Lines:
        def write(self, line: str) -> None:
            lines.append(line)

    writer = csv.DictWriter(Lines(), fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return "".join(lines).encode()


def reload(session: Any, of: SheetImport) -> SheetImport:
    session.expunge_all()
    sheet_import: SheetImport = session.get_one(SheetImport, of.id)
    return sheet_import


def confirm(
    session: Any, curator: Person, of: SheetImport, which: RowSelection = RowSelection.ALL
) -> SheetImport:
    """Ask for rows to be taken in, without the worker."""
    actions.confirm_import(curator.actor, of, which)
    session.commit()
    return reload(session, of)
