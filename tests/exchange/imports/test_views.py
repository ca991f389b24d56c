"""The pages of an import, as a curator walks through them, and as nobody else can."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from coprod.accounts.users.models import Person
from coprod.core.values.actor import Role
from coprod.exchange.imports import commands
from coprod.exchange.imports.models import SheetImport
from coprod.register.activities.models import Activity
from coprod.web.limits import LARGEST_REQUEST
from tests.exchange.imports.conftest import Start, format_csv

As = Callable[..., Any]
FALLS = {"id": "1", "title": "Falls group", "summary": "Plans.", "started": "2019"}
HOSTILE = {"id": "=1+1", "title": "", "summary": "@SUM(A1)", "started": "<b>x</b>"}


def send_file(browser: Any, content: bytes, name: str = "table.csv") -> Any:
    return browser.send("/import", {"file": (io.BytesIO(content), name)})


def first_id(session: Any) -> int:
    return int(session.scalar(select(SheetImport.id).order_by(SheetImport.id.desc())))


def choices(**given: str) -> dict[str, str]:
    usual = {
        "column_0": "fact",
        "column_1": "title",
        "column_2": "summary",
        "column_3": "started",
        "key": "id",
        "publish": "drafts",
        "separator": "semicolon",
        "empty": "N/A",
    }
    return {**usual, **given}


def test_a_curator_walks_from_a_file_to_entries(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    assert send_file(browser, format_csv(FALLS, HOSTILE)).status_code == 303
    at = f"/import/{first_id(session)}"

    page = browser.get(f"{at}/columns").text
    assert "Falls group" in page
    assert '<option value="title" selected>' in page
    assert "Not answered" in page
    assert browser.send(f"{at}/columns", choices()).headers["Location"].endswith("/progress")
    assert "Look again now" in browser.get(f"{at}/progress").text
    commands.run_waiting_jobs(folder)
    assert browser.get(f"{at}/progress").headers["Location"].endswith("/check")
    page = browser.get(f"{at}/check").text
    assert "2 rows were checked" in page
    assert "Give it a name" in page
    assert browser.send(f"{at}/take", {"take": "without_errors"}).status_code == 303
    commands.run_waiting_jobs(folder)
    assert session.scalars(select(Activity.title)).all() == ["Falls group"]


def test_one_button_takes_a_whole_import_back(
    as_: As, session: Any, folder: Path, curator: Person, start: Start
) -> None:
    at = f"/import/{start(FALLS).id}"
    browser = as_(curator)
    browser.send(f"{at}/take", {"take": "all"})
    commands.run_waiting_jobs(folder)

    assert "Undo the whole import" in browser.get(f"{at}/report").text
    assert browser.send(f"{at}/undo").status_code == 303
    commands.run_waiting_jobs(folder)

    assert session.scalars(select(Activity.title)).all() == []
    assert "Undone" in browser.get(f"{at}/report").text


def test_choices_are_offered_again_for_the_same_headings(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    send_file(browser, format_csv(FALLS))
    given = choices(remember="Ours", source="A council")
    browser.send(f"/import/{first_id(session)}/columns", given)

    send_file(browser, format_csv(FALLS))
    at = f"/import/{first_id(session)}/columns"

    page = browser.get(at).text
    assert "The headings are known" in page
    assert 'value="A council"' in page
    assert 'value="A council"' not in browser.get(f"{at}?mapping=none").text


def test_the_refused_rows_come_back_as_a_file_without_formulas(
    as_: As, session: Any, folder: Path, curator: Person, start: Start
) -> None:
    of = start(FALLS, HOSTILE)
    browser = as_(curator)
    browser.send(f"/import/{of.id}/take", {"take": "without_errors"})
    commands.run_waiting_jobs(folder)

    answer = browser.get(f"/import/{of.id}/refused.csv")

    heads, row = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert heads == ["Row", "Why it was not taken in", "id", "title", "summary", "started"]
    assert row[0] == "3"
    assert "Give it a name" in row[1]
    assert row[2:] == ["'=1+1", "", "'@SUM(A1)", "<b>x</b>"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_curator_says_how_dates_are_written_when_the_file_does_not(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    dates = ("4/5/2019", "25/5/2019", "5/25/2019")
    send_file(browser, format_csv(*({**FALLS, "started": day} for day in dates)))
    at = f"/import/{first_id(session)}"

    page = browser.send(f"{at}/columns", choices())
    assert page.status_code == 422
    assert "Dates are written in two ways in the column" in page.text
    assert "Rows that can be read in two ways: 2." in " ".join(page.text.split())
    assert browser.send(f"{at}/columns", choices(order="month")).status_code == 303


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "This file is empty"),
        ("~$a.xlsx", b"x", "a temporary file"),
        ("a.pdf", b"id,title\n", "Choose a file that ends in"),
        ("a.xlsx", b"id,title\n1,A\n", "does not match what is in it"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    as_: As, folder: Path, name: str, content: bytes, said: str
) -> None:
    page = send_file(as_(Role.CURATOR), content, name)

    assert page.status_code == 422
    assert said in page.text
    assert not list(folder.iterdir())


def test_without_a_file_we_ask_for_one(as_: As, folder: Path, curator: Person) -> None:
    page = as_(curator).send("/import")

    assert page.status_code == 422
    assert "Choose a file first" in page.text


def test_only_an_upload_may_be_larger_than_other_forms(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    large = format_csv(*({**FALLS, "summary": "a" * 60_000} for _n in range(40)))
    assert len(large) > LARGEST_REQUEST

    assert send_large(browser, "/import", large).status_code == 303
    at = f"/import/{first_id(session)}/columns"
    assert send_large(browser, at, large).status_code == 413
    assert send_large(browser, "/import", b"a" * 21 * 1024 * 1024).status_code == 413


def send_large(browser: Any, address: str, content: bytes) -> Any:
    """Send a file without the test client's own file on the disk, which it leaves open."""
    with browser.session_transaction() as kept:
        kept["csrf_token"] = "0" * 40
    with browser.application.test_request_context():
        token = browser.application.extensions["token_for_tests"]("0" * 40)
    sent = FileStorage(io.BytesIO(content), "table.csv", name="file")
    edge, body = encode_multipart({"csrf_token": token, "file": sent})
    kind = f"multipart/form-data; boundary={edge}"
    return browser.post(address, input_stream=io.BytesIO(body), content_type=kind)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_curators_see_imports(as_: As, start: Start, role: Role) -> None:
    of = start(FALLS)
    browser = as_(role)

    for page in ("", "/sheet", "/columns", "/check", "/progress", "/report", "/refused.csv"):
        assert browser.get(f"/import/{of.id}{page}").status_code == 403
    for page in ("/sheet", "/columns", "/take", "/undo", "/give-up"):
        assert browser.send(f"/import/{of.id}{page}").status_code == 403
    assert browser.get("/import").status_code == 403
    assert send_file(browser, format_csv(FALLS)).status_code == 403


@pytest.mark.parametrize("separator", ["", ";"])
def test_a_separator_that_was_not_offered_is_refused(
    as_: As, session: Any, folder: Path, curator: Person, separator: str
) -> None:
    browser = as_(curator)
    send_file(browser, format_csv(FALLS))
    at = f"/import/{first_id(session)}/columns"

    assert browser.send(at, choices(separator=separator)).status_code == 422


def test_an_import_whose_file_was_thrown_away_says_so_and_takes_nothing_in(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    send_file(browser, format_csv(FALLS))
    at = f"/import/{first_id(session)}"
    browser.send(f"{at}/columns", choices())
    commands.run_waiting_jobs(folder)
    shutil.rmtree(folder / session.scalars(select(SheetImport.token)).one())

    for page in ("columns", "sheet"):
        answer = browser.get(f"{at}/{page}")
        assert answer.status_code == 422
        assert "The file itself is no longer here. Upload it again" in answer.text
    assert browser.send(f"{at}/take", {"take": "without_errors"}).status_code == 422
    assert session.scalars(select(Activity.id)).all() == []
    assert browser.send(f"{at}/take", {"take": "none"}).status_code == 303


def test_another_sheet_or_row_can_be_chosen(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    send_file(browser, b"Our groups,\nid,title\n1,Falls group\n")
    at = f"/import/{first_id(session)}"
    assert "headings are in row 2" in browser.get(f"{at}/columns").text

    assert "Our groups" in browser.get(f"{at}/sheet").text
    assert browser.send(f"{at}/sheet", {"sheet": "0", "header_row": "99"}).status_code == 422
    assert browser.send(f"{at}/sheet", {"sheet": "7", "header_row": "1"}).status_code == 422
    assert browser.send(f"{at}/sheet", {"sheet": "0", "header_row": "x"}).status_code == 422
    assert browser.send(f"{at}/sheet", {"sheet": "0", "header_row": "1"}).status_code == 303
    assert "headings are in row 1" in browser.get(f"{at}/columns").text


def test_a_page_of_rows_makes_few_queries(
    as_: As, start: Start, curator: Person, queries: list[str]
) -> None:
    rows = [{**FALLS, "id": str(n), "title": f"Group {n}"} for n in range(60)]
    of = start(*rows)
    browser = as_(curator)
    queries.clear()

    page = browser.get(f"/import/{of.id}/check?page=2")

    assert "Row 28" in page.text
    assert len(queries) <= 15
