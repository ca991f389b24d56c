"""Comments that come at once: reads first, one lock, and everything is checked again under it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from coprod.core.content_version import acquire_write_lock, pinned_version
from coprod.core.database import begin_deferred_transaction, db, reading, write_lock_deferred
from coprod.core.mail import Outgoing, add_to_outbox
from coprod.core.values.actor import Role
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.register.activities.enums import Status
from tests import make
from tests.web.sites import committing

WRITE = "/comments/on/entry/falls-group/write"
SAID = {"kind": "idea", "body": "Put a bench where the bus stops"}


@pytest.fixture
def site(tmp_path: Any) -> Iterator[Flask]:
    with committing("at_once", tmp_path) as app:
        make.activity(status=Status.PUBLISHED)
        make.person(role=Role.CURATOR)
        db.session.commit()
        db.session.remove()
        yield app


@pytest.fixture
def sent(site: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def collect(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        statements.append(" ".join(statement.split()[:2]))

    event.listen(db.engine, "before_cursor_execute", collect)
    yield statements
    event.remove(db.engine, "before_cursor_execute", collect)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def together(site: Flask, words: list[str]) -> list[int]:
    """Let people send these words, all at once, each from a browser of their own."""
    browsers: list[Any] = [site.test_client() for _each in words]

    def say(browser: Any, body: str) -> int:
        with site.app_context():
            status: int = browser.send(WRITE, {**SAID, "body": body}).status_code
            return status

    with ThreadPoolExecutor(len(words)) as people:
        return list(people.map(say, browsers, words))


def test_a_refused_comment_never_asks_for_the_lock(site: Flask, sent: list[str]) -> None:
    browser: Any = site.test_client()
    assert browser.send(WRITE, {**SAID, "body": ""}).status_code == 422
    assert "SELECT activity.id," in sent
    assert not [each for each in sent if each.startswith(("BEGIN", "INSERT", "UPDATE"))]


def test_what_is_written_is_checked_and_written_under_the_lock(
    site: Flask, sent: list[str]
) -> None:
    browser: Any = site.test_client()
    browser.send(WRITE, SAID)
    sent.clear()
    assert browser.send(WRITE, {**SAID, "body": "And one for the park"}).status_code == 303
    under_it = sent[sent.index("BEGIN IMMEDIATE") + 1 :] if is_sqlite() else sent[-4:]
    assert under_it == ["SELECT EXISTS", "INSERT INTO", "INSERT INTO", "INSERT INTO"]


def test_comments_that_come_at_once_are_all_kept_and_curators_hear_once(site: Flask) -> None:
    words = [f"Words of person number {n}, and of nobody else" for n in range(8)]
    assert together(site, words) == [303] * 8
    kept = db.session.scalars(select(Comment.body).order_by(Comment.id)).all()
    assert sorted(kept) == words
    told = db.session.scalars(select(Outgoing.recipient)).all()
    assert told
    if is_sqlite():
        assert len(told) == len(set(told))


def test_the_same_words_that_come_at_once_are_marked_but_for_the_first(site: Flask) -> None:
    if not is_sqlite():
        pytest.skip("only SQLite lets one write at a time")
    assert together(site, [SAID["body"]] * 6) == [303] * 6
    marks = db.session.scalars(select(Comment.spam_codes).order_by(Comment.id)).all()
    assert marks == [[], *([["repeated"]] * 5)]


def test_a_change_without_a_word_asks_for_the_lock_and_nothing_is_kept_from_then_on(
    site: Flask, sent: list[str]
) -> None:
    write_lock_deferred.set(True)
    before = pinned_version.set("an edition")
    db.session.scalars(select(Comment.id)).all()
    assert sent == ["SELECT comment.id"]
    add_to_outbox("somebody@example.org", "A letter", "Words")
    db.session.flush()
    assert sent[1:] == (["BEGIN IMMEDIATE"] if is_sqlite() else []) + ["INSERT INTO"]
    assert (write_lock_deferred.get(), pinned_version.get()) == (False, None)
    pinned_version.reset(before)


def test_whoever_did_not_put_the_lock_off_asks_for_it_once(site: Flask, sent: list[str]) -> None:
    db.session.scalars(select(Comment.id)).all()
    acquire_write_lock()
    begin_deferred_transaction()
    assert sent.count("BEGIN IMMEDIATE") == (1 if is_sqlite() else 0)
    assert (reading.get(), write_lock_deferred.get()) == (False, False)


def test_a_browser_that_is_signed_in_puts_the_lock_off_too(site: Flask, sent: list[str]) -> None:
    person = make.person(role=Role.RESIDENT)
    browser: Any = site.test_client()
    with browser.session_transaction() as cookie:
        make.sign_in(cookie, person)
    db.session.remove()
    sent.clear()
    assert browser.send(WRITE, SAID).status_code == 303
    comment = db.session.scalars(select(Comment)).one()
    assert (comment.person_id, comment.state) == (person.id, CommentState.WAITING)
    if is_sqlite():
        assert sent.index("BEGIN IMMEDIATE") > sent.index("SELECT activity.id,")
