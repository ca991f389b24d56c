"""Real tables and hostile ones, opened in a process apart."""

import shutil
import zipfile
from pathlib import Path

import pytest

from coprod.core.config import HOME
from coprod.core.spreadsheets.enums import REFUSAL_MESSAGES, FileRefusedError, Refusal
from coprod.core.spreadsheets.rules import guess_header
from coprod.core.spreadsheets.schemas import (
    describe_file,
    open_in_subprocess,
    read_first_lines,
    read_lines,
    unpack,
)
from coprod.exchange.imports.rules import name_headings, read_rows

DATA = HOME.parent / "shared/data"
TABLES = sorted([*DATA.rglob("*.csv"), *DATA.rglob("*.xlsx")])
CELL = '<c r="{0}" t="inlineStr"><is><t>x</t></is></c>'


def put(folder: Path, content: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content)
    return path


def workbook(folder: Path, sheet: str) -> Path:
    """Make the smallest workbook that has one sheet."""
    begins = '<?xml version="1.0"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = folder / "upload"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "_rels/.rels",
            f'{begins}<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        file.writestr(
            "xl/workbook.xml",
            f'{begins}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{begins}<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        file.writestr(
            "xl/worksheets/sheet1.xml",
            f'{begins}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        )
    return path


@pytest.mark.skipif(not TABLES, reason="the shared data is not here")
@pytest.mark.parametrize("path", TABLES, ids=lambda p: str(p.relative_to(DATA)))
def test_every_table_we_have_is_opened_and_its_headings_are_found(
    tmp_path: Path, path: Path
) -> None:
    shutil.copy(path, tmp_path / "upload")

    opened = unpack(tmp_path / "upload", path.name)

    for n, sheet in enumerate(opened.sheets):
        row = guess_header(read_first_lines(tmp_path / "upload", n, 60))
        headings = name_headings(read_first_lines(tmp_path / "upload", n, row)[-1])
        read = list(read_rows(headings, read_lines(tmp_path / "upload", n), row))
        assert len(headings) >= min(2, sheet.columns)
        assert 0 < len(read) < sheet.rows
        assert row == (4 if path.name.startswith("covid") else 1)


def test_a_workbook_is_opened_apart_and_read_line_by_line(tmp_path: Path) -> None:
    cells = CELL.format("B3") + '<c r="C3"><f>1+1</f><v>2</v></c>'
    path = workbook(tmp_path, f'<row r="3">{cells}</row>')

    opened = open_in_subprocess(path, "a.xlsx")

    assert [(s.name, s.rows, s.columns) for s in opened.sheets] == [("One", 3, 2)]
    assert list(read_lines(path, 0)) == [[], [], ["x", "2"]]


def open_document(folder: Path, rows: str) -> Path:
    path = folder / "upload"
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{n}="{urn}:{n}:1.0"' for n in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = f'xmlns:manifest="{urn}:manifest:1.0"'
        file.writestr("META-INF/manifest.xml", f"<manifest:manifest {manifest}/>")
        file.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content{spaces}><office:body>'
            f'<office:spreadsheet><table:table table:name="One">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


ODS_CELL = '<table:table-cell office:value-type="string"{0}><text:p>{1}</text:p></table:table-cell>'


def test_an_open_document_is_opened(tmp_path: Path) -> None:
    row = f"<table:table-row>{ODS_CELL.format('', 'id')}{ODS_CELL.format('', 'title')}"
    path = open_document(tmp_path, f"{row}</table:table-row>")

    assert open_in_subprocess(path, "a.ods").sheets[0].columns == 2
    assert list(read_lines(path, 0)) == [["id", "title"]]


def test_an_open_document_that_repeats_without_end_does_no_harm(tmp_path: Path) -> None:
    cell = ODS_CELL.format(' table:number-columns-repeated="16000"', "x")
    row = '<table:table-row table:number-rows-repeated="1048576">'
    path = open_document(tmp_path, f"{row}{cell}</table:table-row>")

    with pytest.raises(FileRefusedError) as refused:
        open_in_subprocess(path, "a.ods")

    too_much = {Refusal.UNPACKS_TOO_BIG, Refusal.TOO_MANY_COLUMNS, Refusal.DAMAGED}
    assert refused.value.why in too_much


def test_a_small_file_that_claims_the_largest_table_does_no_harm(tmp_path: Path) -> None:
    far = f'<row r="1">{CELL.format("A1")}</row><row r="1048576">{CELL.format("XFD1048576")}</row>'
    path = workbook(tmp_path, far)

    with pytest.raises(FileRefusedError) as refused:
        open_in_subprocess(path, "a.xlsx")

    assert refused.value.why in {Refusal.UNPACKS_TOO_BIG, Refusal.TOO_MANY_ROWS}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n\n\n", Refusal.NO_ROWS),
        (b"a,b\n" * 50_001, Refusal.TOO_MANY_ROWS),
        (b"a" * 500_001 + b",b\n", Refusal.CELL_TOO_LONG),
        ((",".join("a" * 251) + "\n").encode(), Refusal.TOO_MANY_COLUMNS),
        ((",".join("a" * 250) + "\n").encode() * 8_001, Refusal.TOO_MANY_CELLS),
        (b"\x81\x8d", Refusal.NOT_TEXT),
    ],
)
def test_a_table_that_is_too_much_is_refused(tmp_path: Path, content: bytes, why: Refusal) -> None:
    said = describe_file(put(tmp_path, content), "a.csv")

    assert said == f'{{"refused": "{why.value}"}}'


def test_semicolons_and_tabs_are_columns_too(tmp_path: Path) -> None:
    path = put(tmp_path, "id;name, long;place\n1;A, B;Bow\n".encode("cp1252"))

    assert unpack(path, "a.csv").sheets[0].columns == 3
    assert unpack(put(tmp_path, b"id\tname\n1\tA\n"), "a.tsv").sheets[0].columns == 2


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, "<row><c")

    with pytest.raises(FileRefusedError):
        open_in_subprocess(path, "a.xlsx")


def test_every_refusal_is_one_plain_sentence_or_two() -> None:
    assert set(REFUSAL_MESSAGES) == set(Refusal)
    assert all(1 <= phrase.text.count(". ") + 1 <= 2 for phrase in REFUSAL_MESSAGES.values())
