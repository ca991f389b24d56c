"""Writing the files of the library into a folder, row by row, and from there into the store."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from coprod.core import storage
from coprod.core.spreadsheets.presenters import WorkbookWriter
from coprod.exchange.library_export.actions import MadeFile
from coprod.exchange.library_export.enums import FOLDER
from coprod.exchange.library_export.rules import Cell
from coprod.register.files.models import generate_key

ARCHIVE, WORKBOOK, CODEBOOK = "library.zip", "library.xlsx", "codebook.csv"
Row = Sequence[Cell]


class LibraryFiles:
    """The files while they are written: one CSV for each table, and one workbook of all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, int] = {}
        self.workbook = WorkbookWriter(folder / WORKBOOK)

    def write_table(self, name: str, batches: Iterable[Sequence[Row]]) -> Iterator[int]:
        """Write a table as it comes, and yield after each batch how many rows of it there are."""
        self.rows[f"{name}.csv"] = 0
        with self.open_csv(name) as lines, self.workbook.open_sheet(name) as sheet:
            for batch in batches:
                lines.writerows(batch)
                sheet.write_rows(batch)
                self.rows[f"{name}.csv"] += len(batch)
                yield self.rows[f"{name}.csv"]

    @contextmanager
    def open_csv(self, name: str) -> Iterator[Any]:
        path = self.folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            yield csv.writer(file)

    def write_text(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def pack(self) -> None:
        """Close the workbook, and put everything else into one archive."""
        self.workbook.close()
        members = sorted(path for path in self.folder.iterdir() if path.name != WORKBOOK)
        with ZipFile(self.folder / ARCHIVE, "w", ZIP_DEFLATED) as archive:
            for path in members:
                archive.write(path, path.name)

    def put_in_store(self) -> list[MadeFile]:
        return [self.put_file(path) for path in sorted(self.folder.iterdir())]

    def put_file(self, path: Path) -> MadeFile:
        key = f"{FOLDER}/{generate_key()}"
        storage.put_from(key, path)
        return MadeFile(path.name, key, path.stat().st_size, self.rows.get(path.name))


def remove_stray_files(known_keys: set[str]) -> None:
    """Throw away what a worker that died left in the store."""
    for key in storage.list_stored(FOLDER):
        if key not in known_keys:
            storage.remove(key)
