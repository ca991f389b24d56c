"""The files: tables and mappings as they are read, and the report as it is written."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError
from python_calamine import CalamineError, CalamineWorkbook

from coprod.core.spreadsheets.enums import REFUSAL_MESSAGES, FileRefusedError
from coprod.core.spreadsheets.rules import check_is_no_lock_file, guess_header
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import escape_cell, one_line
from coprod.exchange.imports.enums import (
    CellOutcome,
    ColumnMapping,
    RowOutcome,
    RowReport,
    SourceDetails,
    TableRow,
)
from coprod.exchange.imports.rules import name_headings

LARGEST_CELL = 10_000_000
LINES_TO_GUESS_FROM = 60
EXCEL = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
DELIMITERS = (",", ";", "\t")


def read_mapping(path: Path | None, table: Path) -> ColumnMapping:
    """Read a mapping file. Without one a column is a field if it has the name of a field."""
    if path is None:
        return ColumnMapping(SourceDetails(table.stem))
    try:
        return TypeAdapter(ColumnMapping).validate_python(
            yaml.safe_load(path.read_text(encoding="utf-8"))
        )
    except (yaml.YAMLError, UnicodeDecodeError):
        raise RuleBrokenError(N_("%(file)s is not good YAML in UTF-8", file=path)) from None
    except ValidationError as error:
        first_error = error.errors()[0]
        path_in_file = ".".join(str(step) for step in first_error["loc"]) or "the file"
        problem = first_error["msg"]
        raise RuleBrokenError(
            N_("%(file)s: %(at)s: %(what)s", file=path, at=path_in_file, what=problem)
        ) from None


def check_is_table(path: Path) -> None:
    try:
        check_is_no_lock_file(path)
    except FileRefusedError as refused:
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why]) from None


@dataclass(frozen=True)
class TableFile:
    """A CSV file or a sheet of a workbook; each call reads it anew, row by row."""

    path: Path
    sheet: str = ""
    header_row: int = 1

    def read_rows(self) -> Iterator[TableRow]:
        """Return the rows under the headings. Blank rows are skipped."""
        headings: list[str] = []
        for number, cells in enumerate(self.read_lines(), 1):
            texts = [format_cell(value) for value in cells]
            if number == self.header_row:
                headings = name_headings(texts)
            elif number > self.header_row and any(text.strip() for text in texts):
                extra = [f"Column {n + 1}" for n in range(len(headings), len(texts))]
                texts += [""] * (len(headings) - len(texts))
                yield TableRow(number, dict(zip([*headings, *extra], texts, strict=True)))

    def read_headings(self) -> list[str]:
        for number, cells in enumerate(self.read_lines(), 1):
            if number == self.header_row:
                return name_headings([format_cell(value) for value in cells])
        raise RuleBrokenError(N_("%(file)s has no headings", file=self.path))

    def guess_header_row(self) -> int:
        """Return the row that looks like the headings: titles above them are narrow."""
        lines = islice(self.read_lines(), LINES_TO_GUESS_FROM)
        return guess_header([[format_cell(value) for value in cells] for cells in lines])

    def read_lines(self) -> Iterator[Sequence[object]]:
        return self.read_workbook() if self.path.suffix.lower() in EXCEL else self.read_csv()

    def read_workbook(self) -> Iterator[Sequence[object]]:
        try:
            book = CalamineWorkbook.from_path(str(self.path))
            if self.sheet and self.sheet not in book.sheet_names:
                there = ", ".join(book.sheet_names)
                raise RuleBrokenError(
                    N_("There is no such sheet. There are: %(names)s", names=there)
                )
            name = self.sheet or book.sheet_names[0]
            yield from book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError:
            raise RuleBrokenError(
                N_("%(file)s is not a workbook that we can read", file=self.path)
            ) from None

    def read_csv(self) -> Iterator[Sequence[object]]:
        csv.field_size_limit(LARGEST_CELL)
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                delimiter = max(DELIMITERS, key=file.readline().count)
                file.seek(0)
                yield from csv.reader(file, delimiter=delimiter)
        except UnicodeDecodeError:
            message = N_(
                "%(file)s is not in UTF-8. Save it as CSV UTF-8 and try again", file=self.path
            )
            raise RuleBrokenError(message) from None
        except csv.Error as error:
            raise RuleBrokenError(N_("%(file)s: %(what)s", file=self.path, what=error)) from None


def format_cell(value: object) -> str:
    """Return a cell of a spreadsheet as text: whole numbers without ``.0``, days as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


@dataclass
class ImportReport:
    """The outcome of every column and every row of a file."""

    headings: list[str]
    rows: list[RowReport] = field(default_factory=list)
    columns: Counter[tuple[str, CellOutcome, str, str]] = field(default_factory=Counter)

    def add(self, row: RowReport) -> None:
        self.rows.append(row)
        if row.outcome is not RowOutcome.REFUSED:
            self.columns.update((c.column, c.outcome, c.target, c.why) for c in row.cells)

    def count(self, outcome: RowOutcome) -> int:
        return sum(row.outcome is outcome for row in self.rows)

    def list_columns(self) -> Iterator[tuple[str, str, str, int, str]]:
        """Return for every column its outcomes and targets, how often, and why it was changed."""
        for name in dict.fromkeys([*self.headings, *(key[0] for key in self.columns)]):
            entries = [(key, times) for key, times in self.columns.items() if key[0] == name]
            if not entries:
                yield name, "empty", "", 0, "There is nothing in it to keep."
            for (_name, outcome, target, why), times in entries:
                yield name, outcome, target, times, why


def format_columns(row: RowReport, outcome: CellOutcome) -> str:
    """Return the columns of a row whose cells have an outcome, with why."""
    cells = (c for c in row.cells if c.outcome is outcome)
    return "; ".join(
        f"{c.column} ({c.explanation.rstrip('.')})" if c.explanation else c.column for c in cells
    )


def build_tables(report: ImportReport) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Return the two tables of a report, each with its headings."""
    columns = [
        [n, b, target, str(times), why] for n, b, target, times, why in report.list_columns()
    ]
    yield "Columns", ["Column", "What happened to it", "As", "Rows", "Why"], columns
    rows = [
        [str(row.number), row.key, row.title, row.outcome, row.why]
        + [format_columns(row, outcome) for outcome in CellOutcome]
        for row in report.rows
    ]
    headings = ["Row", "Key", "Name", "What happened to it", "Why", "Saved", "Changed", "Not kept"]
    yield "Rows", headings, rows


def write_report(report: ImportReport, path: Path) -> None:
    """Write a report as a CSV file, or as Markdown when its name ends in ``.md``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix.lower() == ".md":
            for name, headings, rows in build_tables(report):
                lines = [headings, ["---"] * len(headings), *rows]
                file.write(f"## {name}\n\n" + "\n".join(map(render_markdown_row, lines)) + "\n\n")
        else:
            writer = csv.writer(file)
            for name, headings, rows in build_tables(report):
                writer.writerows(
                    [[name], headings, *[[escape_cell(c) for c in row] for row in rows], []]
                )


def render_markdown_row(cells: Sequence[str]) -> str:
    escaped = (
        one_line(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
        for cell in cells
    )
    return f"| {' | '.join(escaped)} |"
