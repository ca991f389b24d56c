"""Opening a table safely: unpacked in a process of its own, kept as plain lines, read line by line.

What a spreadsheet library does with a hostile workbook is not ours to know. It runs apart, with an
end to its memory and to its time, and leaves behind one file of plain lines for every sheet.
"""

import csv
import json
import subprocess
import sys
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
    Kind,
    Opened,
    Refusal,
    RefusedError,
    Sheet,
)

PROGRAM = "coprod.core.spreadsheets.commands"
HOME = Path(__file__).parents[3]


def open_apart(path: Path, name: str) -> Opened:
    """Open a file in another process, which may die of it without harm to this one."""
    rules.kind_of(path, name)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no word of the file's
            [sys.executable, "-m", PROGRAM, str(path), name],
            cwd=HOME,
            capture_output=True,
            timeout=MOST_SECONDS + 30,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(Refusal.TOO_SLOW) from None
    if done.returncode:
        raise RefusedError(Refusal.UNPACKS_TOO_BIG)
    return read_answer(done.stdout)


def read_answer(said: bytes) -> Opened:
    told = json.loads(said)
    if "refused" in told:
        raise RefusedError(Refusal(told["refused"]))
    sheets = tuple(Sheet(**each) for each in told["sheets"])
    return Opened(Kind(told["kind"]), sheets, told["encoding"])


def answer(path: Path, name: str) -> str:
    """Open a file, and say as JSON what it is or why it is refused: for the process apart."""
    try:
        return json.dumps(asdict(unpack(path, name)))
    except RefusedError as refused:
        return json.dumps({"refused": refused.why})
    except MemoryError:
        return json.dumps({"refused": Refusal.UNPACKS_TOO_BIG})


def unpack(path: Path, name: str) -> Opened:
    kind = rules.kind_of(path, name)
    opened = of_csv(path) if kind is Kind.CSV else of_workbook(path, kind)
    if not any(sheet.rows for sheet in opened.sheets):
        raise RefusedError(Refusal.NO_ROWS)
    return opened


def of_csv(path: Path) -> Opened:
    encoding = rules.encoding_of(path)
    csv.field_size_limit(LONGEST_CELL)
    mark = rules.delimiter_of(path, encoding)
    try:
        with path.open(encoding=encoding, newline="") as file:
            sheet = keep(path, 0, "", csv.reader(file, delimiter=mark))
    except csv.Error:
        raise RefusedError(Refusal.CELL_TOO_LONG) from None
    return Opened(Kind.CSV, (sheet,), encoding)


def of_workbook(path: Path, kind: Kind) -> Opened:
    named = path.with_name(f"book.{kind}")  # by the ending it is read as what we found it to be
    named.unlink(missing_ok=True)
    named.symlink_to(path.name)
    with explained():
        book = CalamineWorkbook.from_path(str(named))
        if len(book.sheet_names) > MOST_SHEETS:
            raise RefusedError(Refusal.TOO_MANY_SHEETS)
        sheets = []
        for n, name in enumerate(book.sheet_names):
            lines = book.get_sheet_by_name(name).iter_rows()
            sheets.append(keep(path, n, name, lines))
    if sum(sheet.rows * sheet.columns for sheet in sheets) > MOST_CELLS:
        raise RefusedError(Refusal.TOO_MANY_CELLS)
    return Opened(kind, tuple(sheets))


@contextmanager
def explained() -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise RefusedError(Refusal.PASSWORD) from None
    except (CalamineError, OSError, ValueError) as error:
        locked = "password" in str(error).lower()
        raise RefusedError(Refusal.PASSWORD if locked else Refusal.DAMAGED) from None


def kept_lines(path: Path, number: int) -> Path:
    return path.with_name(f"sheet-{number}.jsonl")


def keep(path: Path, number: int, name: str, lines: Iterable[Sequence[object]]) -> Sheet:
    """Write the rows of a sheet as lines of JSON. Empty rows count, so that numbers stay true."""
    with kept_lines(path, number).open("w", encoding="utf-8") as file:
        rows, columns = write(file, lines)
    return Sheet(name, rows, columns)


def write(file: TextIO, lines: Iterable[Sequence[object]]) -> tuple[int, int]:
    last = widest = cells = 0
    for n, line in enumerate(islice(lines, MOST_LINES), 1):
        texts = trimmed([rules.words(value) for value in line])
        if not texts:
            continue
        file.write("[]\n" * (n - last - 1) + json.dumps(texts) + "\n")
        last, widest, cells = n, max(widest, len(texts)), cells + len(texts)
        check(last, widest, cells)
    return last, widest


def trimmed(texts: list[str]) -> list[str]:
    while texts and not texts[-1].strip():
        texts.pop()
    if any(len(text) > LONGEST_CELL for text in texts):
        raise RefusedError(Refusal.CELL_TOO_LONG)
    return texts


def check(rows: int, columns: int, cells: int) -> None:
    if rows > MOST_ROWS:
        raise RefusedError(Refusal.TOO_MANY_ROWS)
    if columns > MOST_COLUMNS:
        raise RefusedError(Refusal.TOO_MANY_COLUMNS)
    if cells > MOST_CELLS:
        raise RefusedError(Refusal.TOO_MANY_CELLS)


def lines(path: Path, number: int) -> Iterator[list[str]]:
    """Read the rows of a sheet that was opened, one by one, as often as is asked."""
    with kept_lines(path, number).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def first_lines(path: Path, number: int, most: int) -> list[list[str]]:
    return list(islice(lines(path, number), most))
