"""What the pages of an import show: real values of each column, what can be taken, the refused."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from coprod.core.disclosure.enums import ColumnSign
from coprod.core.spreadsheets.rules import DateScan
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import escape_cell, excerpt
from coprod.exchange.imports.enums import Choices, Take, Verdict
from coprod.exchange.imports.models import SheetRow
from coprod.exchange.imports.queries import Table
from coprod.exchange.imports.rules import columns_to_ask, see_dates, to_map

SAMPLES, SAMPLE_LENGTH, LOOKED_THROUGH = 5, 80, 3000
TOP, TOP_WIDE, TOP_LENGTH = 12, 8, 40
ROWS_NAMED = 20
BOM = "\ufeff"


def samples(table: Table) -> dict[str, list[str]]:
    """Return the first different values of each column, so that a curator sees what is in it."""
    found: dict[str, list[str]] = {name: [] for name in table.headings()}
    for row in islice(table.rows(), LOOKED_THROUGH):
        for name, seen in found.items():
            text = excerpt(row.cells[name], limit=SAMPLE_LENGTH)
            if text and len(seen) < SAMPLES and text not in seen:
                seen.append(text)
    return found


def top(table: Table) -> list[tuple[int, list[str]]]:
    """Return the first lines of a sheet, with the numbers that a spreadsheet shows."""
    cut = [[excerpt(cell, limit=TOP_LENGTH) for cell in line[:TOP_WIDE]] for line in table.top(TOP)]
    wide = max(map(len, cut), default=0)
    return [(n, [*line, *[""] * (wide - len(line))]) for n, line in enumerate(cut, 1)]


def asked_columns(
    table: Table, choices: Choices, *, most: int | None = None
) -> dict[str, ColumnSign]:
    """Return the columns by which a person could be shown, in the whole table or its beginning."""
    return columns_to_ask(to_map(choices, choices.source), islice(table.rows(), most))


@dataclass(frozen=True)
class UnsureDates:
    """A column with dates that can be read in two ways."""

    column: str
    mixed: bool
    count: int
    rows: str


def unsure_dates(seen: dict[str, DateScan]) -> list[UnsureDates]:
    return [
        UnsureDates(name, dates.mixed, len(dates.ambiguous_rows), named_rows(dates.ambiguous_rows))
        for name, dates in seen.items()
        if dates.ambiguous_rows
    ]


def named_rows(numbers: Sequence[int]) -> str:
    said = ", ".join(str(number) for number in numbers[:ROWS_NAMED])
    return said + (", …" if len(numbers) > ROWS_NAMED else "")


def seen_dates(table: Table, choices: Choices) -> dict[str, DateScan]:
    return see_dates(table.rows(), choices.dates)


def offers(found: dict[Verdict, int]) -> list[tuple[Take, Message]]:
    """Return what can be chosen for the rows as they were found."""
    good, warned, wrong = found[Verdict.GOOD], found[Verdict.WARNED], found[Verdict.REFUSED]
    offered: list[tuple[Take, Message]] = []
    if not wrong and good + warned:
        offered.append((Take.ALL, N_("All rows (%(count)s)", count=good + warned)))
    if wrong and good + warned:
        said = N_("Only the rows without errors (%(count)s)", count=good + warned)
        offered.append((Take.WITHOUT_ERRORS, said))
    if warned and good:
        said = N_("Only the rows with no error and no warning (%(count)s)", count=good)
        offered.append((Take.WITHOUT_WARNINGS, said))
    return [*offered, (Take.NONE, N_("None: forget this file"))]


def refused_csv(rows: Sequence[SheetRow]) -> Iterator[str]:
    """Write the rows that were set aside, with the reason first and no cell that is a formula."""
    names = list(dict.fromkeys(name for row in rows for name, _text in row.cells))
    yield BOM + as_line(["Row", "Why it was not taken in", *names])
    for row in rows:
        cells = dict(row.cells)
        why = " ".join(row.problems) or "A curator chose not to take it in."
        yield as_line([str(row.number), why, *(cells.get(name, "") for name in names)])


def as_line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([escape_cell(cell) for cell in cells])
    return line.getvalue()
