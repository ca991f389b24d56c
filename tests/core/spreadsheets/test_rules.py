"""Where the headings are, how dates read, and what a file really is."""

import zipfile
from pathlib import Path

import pytest

from coprod.core.spreadsheets.enums import DateOrder, FileKind, FileRefusedError, Refusal
from coprod.core.spreadsheets.rules import (
    DateScan,
    detect_encoding,
    detect_kind,
    format_cell,
    guess_header,
    parse_day,
)


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ([["id", "title"], ["1", "Falls group"]], 1),
        ([["Our groups in 2026", ""], [], ["id", "title"], ["1", "Falls group"]], 3),
        ([["Report", "2026"], ["id", "title", "where"], ["1", "A", "Bow"], ["2", "B", "Bow"]], 2),
        ([["", "Grants", "Mean"], ["A", "12.5", "1"], ["B", "3", "2"]], 1),
        ([["title"], ["Falls group"], ["Bow talks"]], 1),
        ([["Name", "Where"], ["A", "Bow", "new"], ["B"], ["C"]], 1),
        ([["Our groups"], ["title", "where"], ["Falls group"], ["Talks"]], 2),
        ([["1", "2"], ["3", "4"]], 1),
        ([[], []], 1),
        ([["Name", "Name"], ["id", "Name"], ["1", "A"]], 2),
    ],
)
def test_headings_are_the_first_wide_row_of_different_texts(
    lines: list[list[str]], row: int
) -> None:
    assert guess_header(lines) == row


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("2019-03-05T10:00:00", "2019-03-05"),
        ("2019/3/5", "2019-03-05"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("5.3.2019", "2019-03-05"),
        ("5/3/19", "2019-03-05"),
        ("5 March 2019", "2019-03-05"),
        ("5th\u00a0Mar 2019", "2019-03-05"),
        ("March 2019", "2019-03"),
        ("31/2/2019", None),
        ("soon", None),
        ("99/99/2019", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: str | None) -> None:
    assert parse_day(text)[0] == day


def test_a_date_with_two_readings_is_read_in_the_order_that_was_chosen() -> None:
    assert parse_day("4/5/2019", DateOrder.DAY_FIRST) == ("2019-05-04", True)
    assert parse_day("4/5/2019", DateOrder.MONTH_FIRST) == ("2019-04-05", True)
    assert parse_day("4/4/2019", DateOrder.MONTH_FIRST) == ("2019-04-04", False)
    assert parse_day("25/5/2019", DateOrder.MONTH_FIRST) == ("2019-05-25", False)


@pytest.mark.parametrize(
    ("texts", "order", "two_ways"),
    [
        (["25/5/2019", "4/5/2019"], DateOrder.DAY_FIRST, [2]),
        (["5/25/2019", "4/5/2019"], DateOrder.MONTH_FIRST, [2]),
        (["25/5/2019", "5/25/2019", "4/5/2019"], DateOrder.UNKNOWN, [3]),
        (["4/5/2019", "2019"], DateOrder.UNKNOWN, [1]),
    ],
)
def test_plain_dates_of_a_column_prove_its_order(
    texts: list[str], order: DateOrder, two_ways: list[int]
) -> None:
    seen = DateScan()
    for number, text in enumerate(texts, 1):
        seen.add_cell(number, text)

    assert (seen.order, seen.ambiguous_rows) == (order, two_ways)


def refusal(path: Path, name: str) -> Refusal:
    with pytest.raises(FileRefusedError) as refused:
        detect_kind(path, name)
    return refused.value.why


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", xl__workbook_xml=b"", bomb=b"0" * 210_000_000)

    assert path.stat().st_size < 1_000_000
    assert refusal(path, "a.xlsx") is Refusal.UNPACKS_TOO_BIG


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.csv", Refusal.EMPTY),
        (b"x", "~$a.xlsx", Refusal.LOCK_FILE),
        (b"x", ".~lock.a.ods#", Refusal.LOCK_FILE),
        (b"x", "a.docx", Refusal.ENDING),
        (b"x", "a", Refusal.ENDING),
        (b"id,title", "a.xlsx", Refusal.OTHER_KIND),
        (b"<html><table>", "a.xls", Refusal.OTHER_KIND),
        (b"PK\x03\x04 and no more", "a.xlsx", Refusal.DAMAGED),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            Refusal.PASSWORD,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.xlsx", Refusal.OTHER_KIND),
    ],
)
def test_a_file_is_what_it_is_and_not_what_its_name_says(
    tmp_path: Path, content: bytes, name: str, why: Refusal
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)

    assert refusal(path, name) is why


def test_a_packed_document_is_no_workbook(tmp_path: Path) -> None:
    path = packed(tmp_path / "a", word__document_xml=b"<w/>")

    assert refusal(path, "a.xlsx") is Refusal.OTHER_KIND
    assert detect_kind(packed(tmp_path / "b", xl__workbook_xml=b"<x/>"), "b.xlsx") is FileKind.XLSX


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("caf\u00e9".encode(), "utf-8-sig"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "utf-8-sig"),
        ("caf\u00e9 \u2019".encode("cp1252"), "cp1252"),
        ("caf\u00e9".encode("utf-16"), "utf-16"),
    ],
)
def test_letters_are_read_in_the_first_way_that_makes_sense(
    tmp_path: Path, content: bytes, encoding: str
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)

    assert detect_encoding(path) == encoding


@pytest.mark.parametrize("content", [b"\x81\x8d\x8f", b"a\x00b", b"\xff\xfea"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)

    with pytest.raises(FileRefusedError, match="not_text"):
        detect_encoding(path)


def test_a_cell_is_kept_as_its_words() -> None:
    assert [format_cell(v) for v in (None, True, 3.0, 3.5, "x", 7)] == [
        "",
        "Yes",
        "3",
        "3.5",
        "x",
        "7",
    ]


def test_a_whole_number_is_written_out_as_far_as_a_sheet_holds_it_exactly() -> None:
    assert format_cell(999_999_999_999_999.0) == "999999999999999"
    assert format_cell(1e15) == "1000000000000000.0"
