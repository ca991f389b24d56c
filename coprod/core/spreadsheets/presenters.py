"""Writing a workbook that spreadsheet programs open, one row at a time however many there are.

No cell of it is a formula: what is no number is written as text, and text is never run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

LONGEST_XLSX_CELL = 32_767
LONGEST_SHEET_NAME = 31
FASTEST = 1
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FIRST_ROW_STAYS = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
)


class SheetWriter:
    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write_rows(self, rows: Iterable[Sequence[str | int]]) -> None:
        self.file.writelines(f"<row>{''.join(map(build_cell, row))}</row>" for row in rows)


class WorkbookWriter:
    """A workbook whose sheets are written one after the other, and then closed."""

    def __init__(self, path: Path) -> None:
        self.archive = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=FASTEST)
        self.names: list[str] = []

    @contextmanager
    def open_sheet(self, name: str) -> Iterator[SheetWriter]:
        self.names.append(name[:LONGEST_SHEET_NAME])
        member = f"xl/worksheets/sheet{len(self.names)}.xml"
        with (
            self.archive.open(member, "w", force_zip64=True) as raw,
            TextIOWrapper(raw, encoding="utf-8", newline="\n") as file,
        ):
            file.write(f'{HEAD}<worksheet xmlns="{MAIN}">{FIRST_ROW_STAYS}<sheetData>')
            yield SheetWriter(file)
            file.write("</sheetData></worksheet>")

    def close(self) -> None:
        """Write what says which sheets there are."""
        numbers = range(1, len(self.names) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, self.names, strict=True)
        )
        links = "".join(build_link(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        self.write(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        )
        self.write("xl/_rels/workbook.xml.rels", build_links(links))
        self.write("_rels/.rels", build_links(build_link(1, "officeDocument", "xl/workbook.xml")))
        self.write("[Content_Types].xml", build_content_types(numbers))
        self.archive.close()

    def write(self, name: str, xml: str) -> None:
        self.archive.writestr(name, HEAD + xml)


def build_cell(value: str | int) -> str:
    if value == "":
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = escape(NO_XML.sub("", value)[:LONGEST_XLSX_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def build_link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def build_links(links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def build_content_types(numbers: Iterable[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{RELATIONS}"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f"{sheets}</Types>"
    )


RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
