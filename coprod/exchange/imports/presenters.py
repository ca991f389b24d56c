"""The content of the pages of an import: samples of each column, selections, rejected rows."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from coprod.core.disclosure.enums import ColumnSign
from coprod.core.spreadsheets.rules import DateScan
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import escape_cell, excerpt
from coprod.exchange.imports.enums import ColumnChoices, RowSelection, Verdict
from coprod.exchange.imports.models import SheetRow
from coprod.exchange.imports.queries import UploadedTable
from coprod.exchange.imports.rules import build_mapping, collect_dates, find_personal_columns

SAMPLES, SAMPLE_LENGTH, ROWS_TO_SAMPLE = 5, 80, 3000
FIRST_LINES, FIRST_LINES_WIDTH, FIRST_LINES_CELL_LENGTH = 12, 8, 40
MOST_ROW_NUMBERS = 20
BOM = "\ufeff"


def get_samples(table: UploadedTable) -> dict[str, list[str]]:
    """Return the first distinct values of each column, so that a curator sees what is in it."""
    samples_by_column: dict[str, list[str]] = {name: [] for name in table.read_headings()}
    for row in islice(table.read_rows(), ROWS_TO_SAMPLE):
        for name, samples in samples_by_column.items():
            text = excerpt(row.cells[name], limit=SAMPLE_LENGTH)
            if text and len(samples) < SAMPLES and text not in samples:
                samples.append(text)
    return samples_by_column


def get_first_lines(table: UploadedTable) -> list[tuple[int, list[str]]]:
    """Return the first lines of a sheet, with the numbers that a spreadsheet shows."""
    lines = [
        [excerpt(cell, limit=FIRST_LINES_CELL_LENGTH) for cell in line[:FIRST_LINES_WIDTH]]
        for line in table.read_first_lines(FIRST_LINES)
    ]
    width = max(map(len, lines), default=0)
    return [(n, [*line, *[""] * (width - len(line))]) for n, line in enumerate(lines, 1)]


def list_personal_columns(
    table: UploadedTable, choices: ColumnChoices, *, limit: int | None = None
) -> dict[str, ColumnSign]:
    """Return the columns by which a person could be recognised, in the table or its beginning."""
    return find_personal_columns(
        build_mapping(choices, choices.source), islice(table.read_rows(), limit)
    )


@dataclass(frozen=True)
class AmbiguousDates:
    """A column with dates that can be read in two ways."""

    column: str
    is_mixed: bool
    count: int
    rows: str


def list_ambiguous_dates(dates_by_column: dict[str, DateScan]) -> list[AmbiguousDates]:
    return [
        AmbiguousDates(
            name, dates.mixed, len(dates.ambiguous_rows), join_row_numbers(dates.ambiguous_rows)
        )
        for name, dates in dates_by_column.items()
        if dates.ambiguous_rows
    ]


def join_row_numbers(numbers: Sequence[int]) -> str:
    listed = ", ".join(str(number) for number in numbers[:MOST_ROW_NUMBERS])
    return listed + (", …" if len(numbers) > MOST_ROW_NUMBERS else "")


def collect_table_dates(table: UploadedTable, choices: ColumnChoices) -> dict[str, DateScan]:
    return collect_dates(table.read_rows(), choices.date_columns)


def list_selections(counts: dict[Verdict, int]) -> list[tuple[RowSelection, Message]]:
    """Return the selections that the verdicts on the rows allow."""
    good, warned, refused = counts[Verdict.GOOD], counts[Verdict.WARNED], counts[Verdict.REFUSED]
    selections: list[tuple[RowSelection, Message]] = []
    if not refused and good + warned:
        selections.append((RowSelection.ALL, N_("All rows (%(count)s)", count=good + warned)))
    if refused and good + warned:
        label = N_("Only the rows without errors (%(count)s)", count=good + warned)
        selections.append((RowSelection.WITHOUT_ERRORS, label))
    if warned and good:
        label = N_("Only the rows with no error and no warning (%(count)s)", count=good)
        selections.append((RowSelection.WITHOUT_WARNINGS, label))
    return [*selections, (RowSelection.NONE, N_("None: forget this file"))]


def render_rejected_csv(rows: Sequence[SheetRow]) -> Iterator[str]:
    """Write the rejected rows, with the reason first and no cell that is a formula."""
    names = list(dict.fromkeys(name for row in rows for name, _text in row.cells))
    yield BOM + render_csv_line(["Row", "Why it was not taken in", *names])
    for row in rows:
        cells = dict(row.cells)
        reason = " ".join(row.problems) or "A curator chose not to take it in."
        yield render_csv_line([str(row.number), reason, *(cells.get(name, "") for name in names)])


def render_csv_line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([escape_cell(cell) for cell in cells])
    return line.getvalue()
