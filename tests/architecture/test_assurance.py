"""What the papers for buyers say is shown by something that is there."""

import re

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from coprod.operations.jobs.commands import JOBS
from tests.architecture.assurance import (
    COLUMNS_PAPER,
    HOME,
    PAPERS,
    build_columns,
    list_periods,
    parse_period,
)

pytestmark = pytest.mark.shape

BUYER = "The buyer says"
NAMES = [
    "README",
    "accessibility",
    "dcb0129",
    "dpia",
    "dtac",
    "exit",
    "penetration-test",
    "personal-data",
    "record-of-processing",
    "retention",
]


def read(name: str) -> str:
    return (PAPERS / f"{name}.md").read_text()


def list_rows(text: str) -> list[list[str]]:
    """Return the cells of each row of each table, without headings."""
    lines = re.sub(r"^\|.*\|\n\|[-|]+\|$", "", text, flags=re.MULTILINE).splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]


def find_fault(app: Flask, proof: str) -> str:
    """Return why a proof shows nothing, or nothing where it is there."""
    if "::" in proof:
        path, test = proof.split("::")
        file = HOME / path
        is_there = file.exists() and f"\ndef {test}(" in file.read_text()
    elif proof.startswith("/"):
        is_there = is_page(app, proof)
    else:
        is_there = (HOME / proof).exists() or proof in list_periods()
    return "" if is_there else f"{proof} is not there"


def is_page(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("localhost").match(path)
    except RequestRedirect:
        return True
    except NotFound:
        return False
    return True


def test_every_paper_is_there_and_the_first_one_lists_them() -> None:
    assert sorted(path.stem for path in PAPERS.glob("*.md")) == sorted(NAMES)
    assert [name for name in NAMES[1:] if f"({name}.md)" not in read("README")] == []


@pytest.mark.parametrize("name", [each for each in NAMES if each != "README"])
def test_each_fact_names_what_shows_it_or_is_the_buyers_to_say(app: Flask, name: str) -> None:
    text = read(name).partition("<!-- columns -->")[0]
    rows = list_rows(text)
    unproved = [row for row in rows if not re.search(r"`[^`]+`", row[-1]) and BUYER not in row[-1]]
    faults = [find_fault(app, proof) for row in rows for proof in re.findall(r"`([^`]+)`", row[-1])]

    assert rows
    assert unproved == []
    assert [fault for fault in faults if fault] == []


def test_a_proof_that_was_renamed_is_found(app: Flask) -> None:
    assert find_fault(app, "tests/architecture/test_assurance.py::test_of_yesterday")
    assert find_fault(app, "coprod/nowhere.py")
    assert find_fault(app, "/page-of-yesterday")
    assert not find_fault(app, "/privacy")


def test_the_retention_schedule_has_each_period_of_the_code_with_its_length() -> None:
    stated = {
        name: parse_period(row[1])
        for row in list_rows(read("retention"))
        for name in re.findall(r"`([^`]+)`", row[2])
    }
    periods = list_periods()
    assert {name: stated.get(name) for name in periods} == periods


def test_the_record_of_processing_has_each_job_once() -> None:
    jobs = read("record-of-processing").partition("\n## Jobs")[2]
    assert [row[0].strip("`") for row in list_rows(jobs)] == [job.name for job in JOBS]


def test_where_personal_data_lies_is_what_the_models_say() -> None:
    assert build_columns() in COLUMNS_PAPER.read_text(), "Run make papers, and read what it changed"


def test_where_personal_data_lies_has_each_folder_of_the_disk() -> None:
    code = "\n".join(path.read_text() for path in (HOME / "coprod").rglob("*.py"))
    folders = set(re.findall(r"data_folder(?:\.absolute\(\))?\)? / \"([\w.-]+)\"", code))
    paper = COLUMNS_PAPER.read_text()
    assert folders
    assert [name for name in sorted(folders) if f"`{name}`" not in paper] == []


def test_each_line_of_the_accessibility_statement_has_its_test() -> None:
    statement = (HOME / "templates/library/home/accessibility.html").read_text()
    tested = statement.partition('_("What we tested")')[2].partition("</ul>")[0]
    lines = re.findall(r'<li>\{\{ _\("(.+?)"\) \}\}</li>', tested)
    rows = {row[0]: row[-1] for row in list_rows(read("accessibility"))}
    assert lines
    assert [line for line in lines if "::test_" not in rows.get(line, "")] == []
