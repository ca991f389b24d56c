"""What the files and their page say of the tables: the codebook, and how to name the source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.values.phrases import N_, Message
from coprod.exchange.library_export.enums import ExportKind
from coprod.exchange.library_export.models import LibraryExport, LibraryExportFile
from coprod.exchange.library_export.rules import (
    Cell,
    Column,
    ExportTable,
    format_cell,
)
from coprod.exchange.library_export.tasks import ARCHIVE, CODEBOOK, WORKBOOK
from coprod.reference.lists.queries import get_cached_place
from coprod.web.filters import say_date
from coprod.web.mailer import build_address

CODEBOOK_HEADINGS = (
    N_("Table"),
    N_("Column"),
    N_("What it means"),
    N_("What stands in it"),
    N_("Values"),
    N_("Small numbers"),
    N_("Where it is asked"),
)


def list_rows(table: ExportTable, kind: ExportKind) -> Iterator[Sequence[Sequence[Cell]]]:
    """Yield the rows of a table in batches, its headings first."""
    columns = table.list_columns(kind)
    yield [[column.name for column in columns]]
    for batch in table.load():
        yield [[format_cell(column.read(row)) for column in columns] for row in batch]


def list_codebook_rows(tables: Iterable[ExportTable], kind: ExportKind) -> Iterator[list[Cell]]:
    """Yield a line for each column of each table."""
    yield [heading.plain for heading in CODEBOOK_HEADINGS]
    for table in tables:
        for column in table.list_columns(kind):
            yield [format_cell(each) for each in describe_column(table, column)]


def describe_column(table: ExportTable, column: Column) -> tuple[object, ...]:
    """Return all that explains a column, in the order of the headings."""
    return (
        table.name,
        column.name,
        column.meaning,
        column.unit.label,
        column.values,
        column.rule.label,
        column.asked or table.asked,
    )


def list_columns_on_page(table: ExportTable) -> list[Column]:
    """Return the columns as the codebook on the web explains them: those of every reader."""
    return table.list_columns(ExportKind.PUBLIC)


def build_readme(kind: ExportKind, day: date) -> str:
    """Return what stands beside the tables: what this is, what it cannot show, how to name it."""
    lines = (
        N_("%(what)s. Made on %(day)s.", what=kind.label, day=say_date(day)),
        N_("codebook.csv says what each column means, and where people are asked for it."),
        N_("An empty cell means that nobody has told us. It never means nought."),
        N_("Numbers of people are rounded, and small ones kept back. Say so where you use them."),
        N_("Teams choose what they log, so this is not all work in the area."),
        N_("Cite this: %(words)s", words=build_citation(day)),
    )
    return "\n".join(line.plain for line in lines) + "\n"


def build_citation(day: date) -> Message:
    return N_(
        "%(place)s, co-production register: the library as it was on %(day)s. %(address)s",
        place=get_cached_place().name,
        day=say_date(day),
        address=build_address("exchange.library_export.export"),
    )


@dataclass(frozen=True)
class TableLine:
    """A table on the page, with its file where there is one."""

    table: ExportTable
    file: LibraryExportFile | None


@dataclass(frozen=True)
class ExportPage:
    """What was made last of one kind, and how far the next one is."""

    kind: ExportKind
    made: LibraryExport | None
    waiting: LibraryExport | None
    tables: Sequence[TableLine]

    @property
    def whole_files(self) -> list[LibraryExportFile]:
        """Return the files that hold or explain all tables."""
        files = {each.name: each for each in self.made.files} if self.made else {}
        return [files[name] for name in (ARCHIVE, WORKBOOK, CODEBOOK) if name in files]


def build_export_page(
    kind: ExportKind,
    made: LibraryExport | None,
    waiting: LibraryExport | None,
    tables: Iterable[ExportTable],
) -> ExportPage:
    by_name = {each.name: each for each in made.files} if made else {}
    lines = [TableLine(each, by_name.get(f"{each.name}.csv")) for each in tables]
    return ExportPage(kind, made, waiting, lines)
