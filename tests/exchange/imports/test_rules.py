from datetime import date, datetime

import pytest

from coprod.core.values import prose
from coprod.core.values.dates import PartialDate
from coprod.core.values.text import escape_cell
from coprod.exchange.imports import rules
from coprod.exchange.imports.enums import (
    CellOutcome,
    ColumnMapping,
    FirstFilled,
    ManyValues,
    Remark,
    SourceDetails,
    TableRow,
)
from coprod.exchange.imports.schemas import format_cell, render_markdown_row
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung

HOSTILE = "{{7*7}}<svg onload=alert(1)>=cmd|'/C calc'!A0"
NO_LISTS: dict[ListKind, dict[str, tuple[int, str]]] = {listing: {} for listing in ListKind}


def read_cells(wanted: ColumnMapping, **cells: str) -> rules.RowReading:
    return rules.read_row(wanted, NO_LISTS, TableRow(2, {"id": "1", **cells}))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (24799622.0, "24799622"),
        (0.5, "0.5"),
        (1e300, "1e+300"),
        (True, "Yes"),
        (date(2013, 7, 24), "2013-07-24"),
        (datetime(2013, 7, 24, 9, 30), "2013-07-24T09:30:00"),  # noqa: DTZ001 - as Excel has it
        ("=cmd", "=cmd"),
    ],
)
def test_a_cell_is_read_as_its_words(value: object, words: str) -> None:
    assert format_cell(value) == words


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2013", PartialDate(2013)),
        ("2013-07", PartialDate(2013, 7)),
        ("2013-07-24", PartialDate(2013, 7, 24)),
        ("2013-07-24T09:30:00", PartialDate(2013, 7, 24)),
        ("2013-07-24 09:30", PartialDate(2013, 7, 24)),
        ("24/07/2013", None),
        ("2013-02-30", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_a_day_is_read_only_where_it_is_certain(text: str, when: PartialDate | None) -> None:
    assert rules.parse_partial_date(text) == when


def test_the_degrees_of_a_place_are_told_apart_from_its_name() -> None:
    told = "Scunthorpe , LIN United Kingdom 53° 35' 19.1\" N , 0° 39' 15.8\" W"

    assert rules.split_off_coordinates(told) == (
        "Scunthorpe, LIN United Kingdom",
        "53° 35' 19.1\" N , 0° 39' 15.8\" W",
    )


def test_headings_have_names_and_no_two_the_same() -> None:
    assert rules.name_headings(["a", "", "a"]) == ["a", "Column 2", "a (3)"]


def test_plain_text_reads_the_same_as_markdown() -> None:
    told = prose.convert_to_markdown(
        "## One\nTwo\n- a\n- b\n##\n1986. It began\n* star _x_ a_b &copy;"
    )

    assert told == (
        "## One\n\nTwo\n\n- a\n- b\n\n1986\\. It began\n\n\\* star \\_x\\_ a_b \\&copy;"
    )


def test_a_summary_is_the_first_section_that_tells_something() -> None:
    text = "Note: a stub\n\n## Summary\n~~~~\nPeople met. They chose.\n## Next\nMore"

    assert prose.extract_beginning(text, limit=100, skip=("note:",)) == "People met. They chose."
    assert prose.extract_beginning("## A\n## B", limit=100, skip=()) == ""
    assert prose.extract_beginning("word " * 50, limit=20, skip=()) == "word word word word\u2026"


def test_what_has_no_field_is_a_fact_and_is_never_cut() -> None:
    reading = read_cells(ColumnMapping(SourceDetails("s")), title="A", colour="x" * 50_000)

    assert reading.facts == [("colour", "x" * 50_000, "")]


def test_a_long_name_is_shortened_and_kept_whole_as_a_fact() -> None:
    long = "word " * 60

    reading = read_cells(ColumnMapping(SourceDetails("s")), title=long)

    assert len(reading.fields["title"]) <= 250
    assert reading.facts == [("title", long.strip(), rules.TOO_LONG)]
    assert reading.cells["title"].outcome is CellOutcome.CHANGED


def test_every_promised_level_is_kept_in_the_words_of_the_source() -> None:
    many = ManyValues(
        "aim", same_as={"Advise": "consultation", "Hear": "consultation", "Share": "co_design"}
    )

    reading = read_cells(
        ColumnMapping(SourceDetails("s"), promised=many),
        title="A",
        aim="Advise; Share; Protest; Hear",
    )

    assert reading.rungs == {Rung.CONSULTATION: "Advise; Hear", Rung.CO_DESIGN: "Share"}
    assert [fact[1] for fact in reading.facts] == ["Advise; Share; Protest; Hear"]
    assert "Protest" in reading.facts[0][2]


def test_a_remark_stands_beside_the_value_and_may_keep_it_from_its_field() -> None:
    remark = Remark(("started",), "No date was given.", is_one_of=("1969-12-31",), unused=True)
    wanted = ColumnMapping(SourceDetails("s"), remarks=(remark,))

    reading = read_cells(wanted, title="A", started="1969-12-31")

    assert "started-year" not in reading.fields
    assert reading.facts == [("started", "1969-12-31", "No date was given.")]


def test_a_date_that_we_cannot_read_is_kept_as_a_fact() -> None:
    reading = read_cells(ColumnMapping(SourceDetails("s")), title="A", started="last summer")

    assert reading.facts == [("started", "last summer", "It is no date that we can read.")]


def test_what_is_left_out_is_told_with_the_reason() -> None:
    reading = read_cells(
        ColumnMapping(SourceDetails("s"), left_out={"who": "Names of people"}), title="A", who="X"
    )

    assert reading.facts == []
    assert reading.cells["who"].outcome is CellOutcome.LEFT_OUT


def test_the_address_at_the_source_is_made_of_cells() -> None:
    wanted = ColumnMapping(SourceDetails("s", address="https://example.org/{id}/{gone}?{a b}"))
    reading = rules.read_row(wanted, NO_LISTS, TableRow(2, {"id": "1 /2", "a b": "é&"}))

    assert reading.build_address() == "https://example.org/1%20%2F2/?%C3%A9%26"


def test_marks_that_no_page_can_hold_are_taken_out_and_told() -> None:
    reading = read_cells(ColumnMapping(SourceDetails("s")), title="A\x00B", note=HOSTILE)

    assert reading.fields["title"] == "AB"
    assert reading.cells["title"].outcome is CellOutcome.CHANGED
    assert ("note", HOSTILE, "") in reading.facts


def test_the_leader_is_the_first_column_that_has_one() -> None:
    wanted = ColumnMapping(SourceDetails("s"), leader=FirstFilled(("lead", "funder")))

    assert read_cells(wanted, title="A", lead=" ", funder="Us").fields["led_by_name"] == "Us"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_of_a_report_is_a_formula(text: str) -> None:
    assert escape_cell(text) == f"'{text}"


def test_a_cell_of_a_report_stays_in_its_cell() -> None:
    assert render_markdown_row(["a|b\nc", "<b>"]) == "| a\\|b c | &lt;b> |"


def test_a_summary_that_fits_is_kept_and_one_that_does_not_is_told() -> None:
    fits, long = "x" * 3000, "word " * 601
    short = read_cells(ColumnMapping(SourceDetails("s")), title="A", summary=fits)
    cut = read_cells(ColumnMapping(SourceDetails("s")), title="A", summary=long)

    assert (short.fields["summary"], short.facts) == (fits, [])
    assert short.cells["summary"].outcome is CellOutcome.KEPT
    assert len(cut.fields["summary"]) <= 3000
    assert cut.facts == [("summary", long.strip(), rules.TOO_LONG)]
    assert cut.cells["summary"].outcome is CellOutcome.CHANGED


def test_without_a_summary_there_is_none() -> None:
    assert "summary" not in read_cells(ColumnMapping(SourceDetails("s")), title="A").fields


@pytest.mark.parametrize(
    ("going", "ended", "is_ongoing"),
    [("Yes", "", True), ("Yes", "2020", False), ("No", "", False), ("", "", False)],
)
def test_it_goes_on_when_the_source_says_so_and_no_end(
    going: str, ended: str, is_ongoing: bool
) -> None:
    wanted = ColumnMapping(SourceDetails("s"), ongoing=ManyValues("going", yes=("Yes",)))

    reading = read_cells(wanted, title="A", going=going, ended=ended)

    assert ("is_ongoing" in reading.fields) is is_ongoing


def test_levels_that_our_ladder_has_are_told_without_a_remark() -> None:
    many = ManyValues("aim", same_as={"Share": "co_design"})
    with_all = read_cells(ColumnMapping(SourceDetails("s"), promised=many), title="A", aim="Share")
    without = read_cells(
        ColumnMapping(SourceDetails("s"), promised=many), title="A", aim="Share; Protest"
    )

    assert (with_all.cells["aim"].outcome, with_all.cells["aim"].why) == (CellOutcome.KEPT, "")
    assert without.cells["aim"].outcome is CellOutcome.CHANGED
    assert "our ladder has no level" in without.cells["aim"].why
