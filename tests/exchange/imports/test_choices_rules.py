"""How cells are made plain, and what is said about choices that cannot be."""

from pathlib import Path

import pytest

from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.spreadsheets.rules import DateScan
from coprod.core.values.errors import RuleBrokenError
from coprod.exchange.imports.enums import ColumnChoices, TableRow, Verdict
from coprod.exchange.imports.rules import (
    RowCleaner,
    build_mapping,
    check_column_choices,
    compare_with_first,
    find_grouped_columns,
    guess_key,
    guess_targets,
    settle_date_order,
)
from coprod.exchange.imports.schemas import TableFile

SHARED = Path("/work/shared/data")


def row(number: int = 2, **cells: str) -> TableRow:
    return TableRow(number, cells)


def test_only_a_column_of_nothing_but_numbers_loses_the_spaces_in_them() -> None:
    rows = [
        row(people="12 345", phone="020 794", key="1 234", mixed="1 000"),
        row(people="300", phone="x", key="2", mixed="about 20"),
        row(people="1\u202f234,5", phone="", key="3", mixed=""),
    ]

    grouped = find_grouped_columns(rows, ColumnChoices(key="key"))

    assert grouped == {"people"}
    tidied, _warnings = RowCleaner(ColumnChoices(key="key"), grouped).clean_row(rows[0])
    assert tidied.cells["people"] == "12345"
    assert tidied.cells["mixed"] == "1 000"


def test_words_that_mean_empty_are_counted() -> None:
    tidier = RowCleaner(ColumnChoices())
    tidied, _warnings = tidier.clean_row(row(a=" did NOT\u00a0answer ", b="No way"))

    assert tidied.cells["a"] == ""
    assert tidied.cells["b"] == "No way"
    assert tidier.blanked == {"did NOT answer": 1}


def test_the_number_of_the_row_stands_for_a_missing_identifier() -> None:
    tidied, _warnings = RowCleaner(ColumnChoices()).clean_row(row(7, a="x"))

    assert build_mapping(ColumnChoices(), "file").source.key == "Row number"
    assert tidied.cells["Row number"] == "7"


def test_headings_that_are_called_like_a_field_are_chosen_once() -> None:
    headings = ["Identifier", "Title", "Name", "Start date", "Colour"]

    assert list(guess_targets(headings).values()) == ["fact", "title", "fact", "started", "fact"]
    assert guess_key(headings) == "Identifier"
    assert guess_key(["Colour"]) == ""


def test_plain_headings_are_chosen_as_people_put_them() -> None:
    headings = {
        "Name of the activity": "title",
        "What was it about?": "summary",
        "Lead organistaion": "leader",
        "Where did it take place?": "place",
        "When did it start?": "started",
        "When did it end? (if it has)": "ended",
        "level_of_participation": "promised",
        "How many people took part?": "people",
        "How much did it cost?": "spent",
    }

    assert guess_targets(list(headings)) == headings


def test_a_vague_heading_is_chosen_only_where_no_other_names_the_field() -> None:
    with_start = guess_targets(["Award Date", "Planned Dates:Start Date"])

    assert with_start == {"Award Date": "fact", "Planned Dates:Start Date": "started"}
    assert guess_targets(["Award Date"]) == {"Award Date": "started"}


@pytest.mark.parametrize("heading", ["Data", "Colour", "Sum", "Internal notes", "", "???"])
def test_what_is_like_no_field_stays_a_fact(heading: str) -> None:
    assert guess_targets([heading]) == {heading: "fact"}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("participedia-cases/cases.csv", 13),
        ("grants-trafford/trafford_council_voluntary_sector_grants.csv", 8),
        ("grants-ace/Arts-Council-England.xlsx", 7),
    ],
)
def test_the_headings_of_real_files_are_guessed(name: str, number: int) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the file is not here")

    guessed = guess_targets(TableFile(path).read_headings())

    assert sum(target != "fact" for target in guessed.values()) == number


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (ColumnChoices({"a": "fact"}), "Choose the column that holds the name"),
        (
            ColumnChoices({"a": "title", "b": "topic", "c": "topic"}),
            "Choose one column only for: Topics",
        ),
        (ColumnChoices({"a": "title"}, key="z"), "Choose the identifier from the list"),
        (ColumnChoices({"a": "title"}, publish=True), "Say where the rows come from"),
    ],
)
def test_choices_that_cannot_be_are_refused(choices: ColumnChoices, said: str) -> None:
    with pytest.raises(RuleBrokenError, match=said):
        check_column_choices(choices, ["a", "b", "c"])


def scan(*texts: str) -> dict[str, DateScan]:
    dates = DateScan()
    for number, text in enumerate(texts):
        dates.add_cell(number, text)
    return {"a": dates}


def test_a_curator_is_asked_about_dates_only_when_they_do_not_tell() -> None:
    assert settle_date_order(ColumnChoices(), scan("2019")).order is DateOrder.DAY_FIRST
    assert (
        settle_date_order(ColumnChoices(), scan("4/5/2019", "5/25/2019")).order
        is DateOrder.MONTH_FIRST
    )
    assert (
        settle_date_order(ColumnChoices(order=DateOrder.MONTH_FIRST), scan("4/5/2019")).order
        is DateOrder.MONTH_FIRST
    )
    with pytest.raises(RuleBrokenError, match="Say how dates are written"):
        settle_date_order(ColumnChoices(), scan("4/5/2019"))


def test_a_second_row_with_the_same_identifier_is_compared_with_the_first() -> None:
    first = row(2, a="x", b="y")

    assert compare_with_first(first, row(3, a="x", b="y"), "Same")[0] is Verdict.HERE
    verdict, said = compare_with_first(first, row(3, a="x", b="z"), "Same")
    assert (verdict, said) == (Verdict.REFUSED, ["Same. The two differ in: b."])


def test_the_headings_of_other_registers_are_guessed() -> None:
    plain = ["Project name", "Description", "Organisation", "Venue", "Start", "End", "Attendees"]
    plain += ["Total cost", "Methods used"]
    cases = ["title", "start_date", "end_date", "general_issues", "location_raw", "ongoing"]
    cases += ["participants_total", "methods", "targeted_demographics", "lead_organisation", "body"]

    for headings in (plain, [*cases, "budget_total"]):
        targets = guess_targets(headings)
        assert "fact" not in targets.values()
        assert len(set(targets.values())) == len(headings)
