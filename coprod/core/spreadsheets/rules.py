"""What a file really is, told from its first bytes; how its letters and its columns are kept."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice
from pathlib import Path, PurePath
from zipfile import BadZipFile, ZipFile

from coprod.core.spreadsheets.enums import (
    ENDINGS,
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MOST_PACKED_FILES,
    DateOrder,
    FileKind,
    FileRefusedError,
    Refusal,
)
from coprod.core.values.dates import PartialDate
from coprod.core.values.text import one_line

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IS_LOCKED = "EncryptedPackage".encode("utf-16-le")
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
ENCODINGS = ("utf-8-sig", "cp1252")
ENCODING_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = (",", ";", "\t", "|")
SNIFFED_ROWS = 40
CHUNK = 1024 * 1024
MAX_HEADER_ROW, COMPARED_ROWS = 30, 8
LONGEST_HEADING = 300
IS_NUMBER = re.compile(r"[-+]?[£$€]?[\d,. \u00a0\u202f]*\d%?")
IN_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?")
IN_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?,?[ -](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?(?:[ T].*)?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def detect_kind(path: Path, name: str) -> FileKind:
    """Return what a file is; ``FileRefusedError`` if its name says otherwise or it is none."""
    file_name = PurePath(name)
    check_is_no_lock_file(file_name)
    if file_name.suffix.lower() not in ENDINGS:
        raise FileRefusedError(Refusal.ENDING)
    check_size(path)
    kind = detect_by_first_bytes(path)
    if kind is not ENDINGS[file_name.suffix.lower()]:
        raise FileRefusedError(Refusal.OTHER_KIND)
    return kind


def check_is_no_lock_file(path: PurePath) -> None:
    """Refuse the file that a spreadsheet program puts beside a workbook while it is open."""
    if path.name.startswith(("~$", ".~lock")):
        raise FileRefusedError(Refusal.LOCK_FILE)


def check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise FileRefusedError(Refusal.EMPTY)
    if size > LARGEST_FILE:
        raise FileRefusedError(Refusal.TOO_BIG)


def detect_by_first_bytes(path: Path) -> FileKind:
    with path.open("rb") as file:
        begins = file.read(8)
    if begins.startswith(ZIP):
        return detect_zip_kind(path)
    if begins.startswith(OLE):
        if IS_LOCKED in path.read_bytes():
            raise FileRefusedError(Refusal.PASSWORD)
        return FileKind.XLS
    return FileKind.CSV


def detect_zip_kind(path: Path) -> FileKind:
    """Look into the list of a packed workbook, before anything in it is unpacked."""
    try:
        with ZipFile(path) as packed:
            inside = packed.infolist()
            if len(inside) > MOST_PACKED_FILES or sum(i.file_size for i in inside) > (
                LARGEST_UNPACKED
            ):
                raise FileRefusedError(Refusal.UNPACKS_TOO_BIG)
            names = {each.filename for each in inside}
            if "xl/workbook.xml" in names:
                return FileKind.XLSX
            if "mimetype" in names and packed.read("mimetype").strip() == OPEN_DOCUMENT:
                return FileKind.ODS
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        raise FileRefusedError(Refusal.DAMAGED) from None
    raise FileRefusedError(Refusal.OTHER_KIND)


def detect_encoding(path: Path) -> str:
    """Return the first way of reading letters in which the whole file makes sense."""
    with path.open("rb") as file:
        mark = file.read(2)
    tried = (ENCODING_MARKS[mark],) if mark in ENCODING_MARKS else ENCODINGS
    encoding = next((each for each in tried if can_be_read(path, each)), None)
    if encoding is None:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return encoding


def can_be_read(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            return all("\x00" not in piece for piece in iter(lambda: file.read(CHUNK), ""))
    except UnicodeError:
        return False


def detect_delimiter(path: Path, encoding: str) -> str:
    """Return the mark by which most of the first rows fall into the same number of columns."""

    def columns(mark: str) -> tuple[int, int]:
        with path.open(encoding=encoding, newline="") as file:
            wide = Counter(len(row) for row in islice(read_until_error(file, mark), SNIFFED_ROWS))
        width, times = max(wide.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (times, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=columns)


def read_until_error(file: Iterator[str], mark: str) -> Iterator[Sequence[str]]:
    try:
        yield from csv.reader(file, delimiter=mark)
    except csv.Error:
        return


def format_cell(value: object) -> str:
    """Return a cell as its words: whole numbers without ``.0``, days without their midnight."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return format_day_or_time(value)
    return "" if value is None else str(value)


def format_day_or_time(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ")


# Headings


def guess_header(lines: Sequence[Sequence[str]]) -> int:
    """Return the number of the row with the headings.

    It is the first row of several different texts that is about as wide as the rows under it.
    Titles above it, in cells that were merged, are narrow.
    """
    for n, line in enumerate(lines[:MAX_HEADER_ROW]):
        if may_be_headings(line) and is_as_wide_as(line, lines[n + 1 :]):
            return n + 1
    return next((n for n, line in enumerate(lines, 1) if any(map(str.strip, line))), 1)


def may_be_headings(line: Sequence[str]) -> bool:
    filled_cells = [one_line(cell) for cell in line if cell.strip()]
    texts = [
        cell
        for cell in filled_cells
        if not IS_NUMBER.fullmatch(cell) and parse_day(cell)[0] is None
    ]
    short = all(len(cell) <= LONGEST_HEADING for cell in filled_cells)
    return (
        bool(filled_cells)
        and short
        and len(set(filled_cells)) == len(filled_cells)
        and len(texts) >= len(filled_cells) * 0.6
    )


def is_as_wide_as(line: Sequence[str], under: Sequence[Sequence[str]]) -> bool:
    wide = [count_filled(each) for each in under if count_filled(each)][:COMPARED_ROWS]
    if not wide:
        return False
    usual = sorted(wide)[len(wide) // 2]
    return count_filled(line) >= max(min(2, max(wide)), usual * 0.6)


def count_filled(line: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in line)


# Dates


def parse_day(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> tuple[str | None, bool]:
    """Return a date as ``2026-05-04``, ``2026-05`` or ``2026``, and whether it had two readings."""
    line = one_line(text)
    match = IN_NUMBERS.fullmatch(line)
    if match:
        first, second, year = (int(part) for part in match.groups())
        return resolve_numeric_day((first, second), year if year > 99 else 2000 + year, order)
    return parse_unambiguous_day(line), False


def resolve_numeric_day(
    pair: tuple[int, int], year: int, order: DateOrder
) -> tuple[str | None, bool]:
    first, second = pair
    two_ways = first != second and max(first, second) <= 12
    month_first = order is DateOrder.MONTH_FIRST if two_ways else second > 12
    day, month = (second, first) if month_first else (first, second)
    return format_partial_date(year, month, day), two_ways


def parse_unambiguous_day(line: str) -> str | None:
    named, turned = IN_WORDS.fullmatch(line), YEAR_FIRST.fullmatch(line)
    if named and named[2][:3].lower() in MONTHS:
        return format_partial_date(
            int(named[3]), MONTHS.index(named[2][:3].lower()) + 1, int(named[1] or 0)
        )
    if turned:
        return format_partial_date(int(turned[1]), int(turned[2]), int(turned[3] or 0))
    try:
        return str(PartialDate.parse(line.replace(" ", "T").split("T")[0]))
    except ValueError:
        return None


def format_partial_date(year: int, month: int, day: int) -> str | None:
    try:
        return str(PartialDate(year, month or None, day or None))
    except ValueError:
        return None


@dataclass
class DateScan:
    """How the dates of one column are written, and the rows that can be read in two ways."""

    ways: Counter[str] = field(default_factory=Counter)
    ambiguous_rows: list[int] = field(default_factory=list)

    def add_cell(self, number: int, text: str) -> None:
        match = IN_NUMBERS.fullmatch(one_line(text))
        if not match:
            self.ways["other"] += 1
        elif max(int(match[1]), int(match[2])) <= 12 and match[1] != match[2]:
            self.ambiguous_rows.append(number)
        else:
            self.ways["day" if int(match[2]) <= 12 else "month"] += 1

    @property
    def mixed(self) -> bool:
        return bool(self.ways["day"] and self.ways["month"])

    @property
    def order(self) -> DateOrder:
        """Return the order that the plain dates of the column prove, if they prove one."""
        if self.mixed or not (self.ways["day"] or self.ways["month"]):
            return DateOrder.UNKNOWN
        return DateOrder.DAY_FIRST if self.ways["day"] else DateOrder.MONTH_FIRST
