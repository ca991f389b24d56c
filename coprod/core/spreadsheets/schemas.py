"""Opening a table safely: unpacked in a process of its own, kept as plain lines, read line by line.

What a spreadsheet library does with a hostile workbook is not ours to know. It runs apart, with an
end to its memory and to its time, and leaves behind one file of plain lines for every sheet.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TextIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from coprod.core.spreadsheets import rules
from coprod.core.spreadsheets.enums import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    MOST_SECONDS,
    MOST_SHEETS,
    FileKind,
    FileRefusedError,
    OpenedFile,
    Refusal,
    SheetSize,
)
from coprod.core.subprocesses import ProcessFailedError, run_program

PROGRAM = "coprod.core.spreadsheets.commands"


def open_in_subprocess(path: Path, name: str) -> OpenedFile:
    """Open a file in another process, which may die of it without harm to this one."""
    rules.detect_kind(path, name)
    try:
        return read_answer(run_program(PROGRAM, str(path), name, seconds=MOST_SECONDS))
    except TimeoutError:
        raise FileRefusedError(Refusal.TOO_SLOW) from None
    except ProcessFailedError:
        raise FileRefusedError(Refusal.UNPACKS_TOO_BIG) from None


def read_answer(output: bytes) -> OpenedFile:
    answer = json.loads(output)
    if "refused" in answer:
        raise FileRefusedError(Refusal(answer["refused"]))
    sheets = tuple(SheetSize(**each) for each in answer["sheets"])
    return OpenedFile(FileKind(answer["kind"]), sheets, answer["encoding"])


def describe_file(path: Path, name: str) -> str:
    """Open a file, and say as JSON what it is or why it is refused: for the process apart."""
    try:
        return json.dumps(asdict(unpack(path, name)))
    except FileRefusedError as refused:
        return json.dumps({"refused": refused.why})
    except MemoryError:
        return json.dumps({"refused": Refusal.UNPACKS_TOO_BIG})


def unpack(path: Path, name: str) -> OpenedFile:
    kind = rules.detect_kind(path, name)
    opened = unpack_csv(path) if kind is FileKind.CSV else unpack_workbook(path, kind)
    if not any(sheet.rows for sheet in opened.sheets):
        raise FileRefusedError(Refusal.NO_ROWS)
    return opened


def unpack_csv(path: Path) -> OpenedFile:
    encoding = rules.detect_encoding(path)
    csv.field_size_limit(LONGEST_CELL)
    mark = rules.detect_delimiter(path, encoding)
    try:
        with path.open(encoding=encoding, newline="") as file:
            sheet = save_sheet(path, 0, "", csv.reader(file, delimiter=mark))
    except csv.Error:
        raise FileRefusedError(Refusal.CELL_TOO_LONG) from None
    return OpenedFile(FileKind.CSV, (sheet,), encoding)


def unpack_workbook(path: Path, kind: FileKind) -> OpenedFile:
    named = path.with_name(f"book.{kind}")  # by the ending it is read as what we found it to be
    named.unlink(missing_ok=True)
    named.symlink_to(path.name)
    with catching_reader_errors():
        book = CalamineWorkbook.from_path(str(named))
        if len(book.sheet_names) > MOST_SHEETS:
            raise FileRefusedError(Refusal.TOO_MANY_SHEETS)
        sheets = []
        for n, name in enumerate(book.sheet_names):
            lines = book.get_sheet_by_name(name).iter_rows()
            sheets.append(save_sheet(path, n, name, lines))
    if sum(sheet.rows * sheet.columns for sheet in sheets) > MOST_CELLS:
        raise FileRefusedError(Refusal.TOO_MANY_CELLS)
    return OpenedFile(kind, tuple(sheets))


@contextmanager
def catching_reader_errors() -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise FileRefusedError(Refusal.PASSWORD) from None
    except (CalamineError, OSError, ValueError) as error:
        locked = "password" in str(error).lower()
        raise FileRefusedError(Refusal.PASSWORD if locked else Refusal.DAMAGED) from None


def get_sheet_path(path: Path, number: int) -> Path:
    return path.with_name(f"sheet-{number}.jsonl")


def save_sheet(path: Path, number: int, name: str, lines: Iterable[Sequence[object]]) -> SheetSize:
    """Write the rows of a sheet as lines of JSON. Empty rows count, so that numbers stay true."""
    with get_sheet_path(path, number).open("w", encoding="utf-8") as file:
        rows, columns = write_rows(file, lines)
    return SheetSize(name, rows, columns)


def write_rows(file: TextIO, lines: Iterable[Sequence[object]]) -> tuple[int, int]:
    last = widest = cells = 0
    for n, line in enumerate(islice(lines, MOST_LINES), 1):
        texts = trim_cells([rules.format_cell(value) for value in line])
        if not texts:
            continue
        file.write("[]\n" * (n - last - 1) + json.dumps(texts) + "\n")
        last, widest, cells = n, max(widest, len(texts)), cells + len(texts)
        check_table_size(last, widest, cells)
    return last, widest


def trim_cells(texts: list[str]) -> list[str]:
    while texts and not texts[-1].strip():
        texts.pop()
    if any(len(text) > LONGEST_CELL for text in texts):
        raise FileRefusedError(Refusal.CELL_TOO_LONG)
    return texts


def check_table_size(rows: int, columns: int, cells: int) -> None:
    if rows > MOST_ROWS:
        raise FileRefusedError(Refusal.TOO_MANY_ROWS)
    if columns > MOST_COLUMNS:
        raise FileRefusedError(Refusal.TOO_MANY_COLUMNS)
    if cells > MOST_CELLS:
        raise FileRefusedError(Refusal.TOO_MANY_CELLS)


def read_lines(path: Path, number: int) -> Iterator[list[str]]:
    """Read the rows of a sheet that was opened, one by one, as often as is asked."""
    with get_sheet_path(path, number).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_first_lines(path: Path, number: int, most: int) -> list[list[str]]:
    return list(islice(read_lines(path, number), most))
