"""The pages for a file of comments."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coprod.core.values.actor import VISITOR, Role
from coprod.exchange.feedback_imports import views
from coprod.intelligence.feedback import queries as feedback
from coprod.intelligence.feedback.queries import SummaryFilter
from tests import make
from tests.exchange.feedback_imports.test_actions import SMALL

USUAL = {
    "source": "«Survey»",
    "column_0": "key",
    "column_1": "date",
    "column_2": "feeling",
    "column_3": "text",
    "column_4": "person",
    "column_5": "service",
    "column_6": "locality",
    "order": "day",
    "scale": "low",
    "lowest": "1",
    "highest": "5",
    "empty": "Did not answer",
    "add_services": "y",
}


@pytest.fixture
def curator(
    app: Flask, session: Any, as_: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Return a curator's browser; files are kept in a folder of the test's own."""
    monkeypatch.setattr(views, "get_upload_folder", lambda: tmp_path)
    return as_(Role.CURATOR)


def send_file(curator: Any, text: str = SMALL, name: str = "«comments».csv") -> Any:
    return curator.send("/what-people-told-us/import", {"file": (BytesIO(text.encode()), name)})


def test_a_file_is_brought_in_checked_and_counted(curator: Any) -> None:
    sent = send_file(curator)
    assert sent.status_code == 303
    page = curator.get(sent.location).text
    assert "GP services" in page
    checked = curator.send(sent.location, USUAL)
    words = curator.get(checked.location).text
    assert "Date we cannot read" in words
    assert "So: 50% positive, 25% negative, 25% neither, of 4 answers." in words
    report = curator.get(checked.location.replace("words", "report")).text
    assert "We cannot read the date" in report

    counted = curator.send(checked.location.replace("words", "count"))

    assert "Summaries made" in curator.get(counted.location).text
    made = feedback.list_summaries(make.curator(), SummaryFilter())
    whole = next(each for each in made if not each.subject.sides)
    words = curator.get(f"/what-people-told-us/summaries/{whole.id}/comments").text
    assert "Long wait" in words
    assert "Long wait" not in curator.get(f"/what-people-told-us/summaries/{whole.id}").text
    change = f"/what-people-told-us/summaries/{whole.id}/change"
    assert "counted from a file" in curator.get(change).text


def test_all_summaries_of_a_file_are_shown_and_taken_back(curator: Any) -> None:
    at = send_file(curator).location
    curator.send(at, USUAL)
    curator.send(at.replace("columns", "count"))

    curator.send(at.replace("columns", "show"))
    assert feedback.count_summaries(VISITOR, SummaryFilter()) == 5

    curator.send(at.replace("columns", "hide"))
    assert feedback.count_summaries(VISITOR, SummaryFilter()) == 0


def test_words_are_deleted_when_a_curator_says_so(curator: Any) -> None:
    at = send_file(curator).location
    curator.send(at, USUAL)
    curator.send(at.replace("columns", "count"))

    gone = curator.send(at.replace("columns", "forget"))

    assert "The words of 0 comments are kept" in curator.get(gone.location).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"column_1": "skip"},
        {"column_0": "date"},
        {"source": ""},
        {"order": ""},
        {"lowest": "5"},
        {"lowest": "x"},
        {"scale": "x"},
    ],
)
def test_wrong_choices_are_explained(curator: Any, wrong: dict[str, str]) -> None:
    at = send_file(curator).location

    sent = curator.send(at, {**USUAL, **wrong})

    assert sent.status_code == 422
    assert "There is a problem" in sent.text


@pytest.mark.parametrize(("text", "name"), [("", "x.csv"), ("a,b\n1,2", "x.exe"), ("", "")])
def test_a_file_that_cannot_be_opened_is_explained(curator: Any, text: str, name: str) -> None:
    assert send_file(curator, text, name).status_code == 422


def test_a_file_is_given_up(curator: Any) -> None:
    at = send_file(curator).location

    assert curator.send(at.replace("columns", "give-up")).status_code == 303
    assert curator.get("/what-people-told-us/import").status_code == 200


def test_only_curators_come_in(session: Any, as_: Any) -> None:
    team = as_(Role.TEAM_MEMBER)

    for path in (
        "/what-people-told-us/import",
        "/what-people-told-us/import/1/report",
        "/what-people-told-us/summaries/1/comments",
    ):
        assert team.get(path).status_code == 403
