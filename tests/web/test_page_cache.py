"""Visitors who ask again get the same page at once; nobody gets one that is old or not theirs."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from coprod.core import content_version
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import db
from coprod.core.mail import add_to_outbox
from coprod.core.values.actor import SYSTEM, VISITOR, Role
from coprod.engagement.comments.actions import delete_own_comment
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.rules import CommentSettings
from coprod.engagement.moderation.enums import Outcome
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.web import current_content_version, page_cache
from tests import make
from tests.library.index.test_tasks import all_rows, put_back
from tests.web.sites import committing

A_WHILE = current_content_version.LOOK_AGAIN_SECONDS + 0.1


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app that keeps pages, and in which changes are really committed."""
    with committing("kept", tmp_path_factory.mktemp("kept"), page_cache_mb=1) as app:
        yield app


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def sent(site: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def collect(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", collect)
    yield statements
    event.remove(db.engine, "before_cursor_execute", collect)


def published(title: str) -> str:
    made = make.activity(status=Status.PUBLISHED, naming=Naming(title))
    db.session.commit()
    return made.slug


def test_a_page_asked_for_again_is_not_made_again(visitor: FlaskClient, sent: list[str]) -> None:
    address = f"/stories/{published('A bench for the park')}"
    time.sleep(A_WHILE)
    first = visitor.get(address)
    sent.clear()
    again = visitor.get(address)
    assert not [s for s in sent if s != "BEGIN" and "FROM content_version" not in s]
    assert again.get_data() == first.get_data()
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_what_is_published_shows_within_a_second(visitor: FlaskClient) -> None:
    assert "The night bus" not in visitor.get("/stories").text
    published("The night bus")
    time.sleep(A_WHILE)
    assert "The night bus" in visitor.get("/stories").text


def test_whoever_is_signed_in_is_given_a_page_of_their_own(
    site: Flask, visitor: FlaskClient
) -> None:
    visitor.get("/")
    person = make.person(role=Role.RESIDENT)
    client = site.test_client()
    with client.session_transaction() as browser:
        make.sign_in(browser, person)
    assert "My account" in client.get("/").text
    assert "My account" not in visitor.get("/").text


def test_each_language_has_its_own_page(site: Flask) -> None:
    def heading(language: str) -> str:
        path = "/" if language == "en" else f"/{language}/"
        found: TestResponse = site.test_client().get(path)
        return found.text.split('<html lang="', 1)[1][:2]

    assert [heading(code) for code in ("en", "bn", "en", "so", "bn")] == [
        "en",
        "bn",
        "en",
        "so",
        "bn",
    ]


def test_a_browser_that_has_the_page_is_not_sent_it_again(visitor: FlaskClient) -> None:
    time.sleep(A_WHILE)
    visitor.get("/about")
    tag = visitor.get("/about").headers["ETag"]
    again = visitor.get("/about", headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_no_nonce_goes_out_twice(visitor: FlaskClient) -> None:
    said = {visitor.get("/about").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(said) == 3


def test_a_page_that_was_not_found_is_not_kept(visitor: FlaskClient, sent: list[str]) -> None:
    assert [visitor.get("/stories/nothing-here").status_code for _ in range(2)] == [404, 404]
    assert any("activity" in statement for statement in sent)


@pytest.mark.parametrize("is_passing", [False, True])
def test_a_view_may_say_that_its_answer_is_not_to_be_kept(site: Flask, *, is_passing: bool) -> None:
    with site.test_request_context("/stories"):
        if is_passing:
            page_cache.skip_caching()
        page_cache.mark_cacheable(Response())
        assert request.environ[page_cache.IS_CACHEABLE] is not is_passing


def test_a_full_shelf_drops_what_was_asked_for_longest_ago() -> None:
    shelf = page_cache.PageStore(capacity=25)
    page = page_cache.CachedPage([], b"0123456789", b"", "tag")
    shelf.find(1, "a")
    for key in ("a", "b", "c"):
        shelf.put(1, key, page)
        shelf.find(1, "a")
    assert [bool(shelf.find(1, key)) for key in ("a", "b", "c")] == [True, False, True]


def test_what_visitors_cannot_see_makes_no_new_edition(site: Flask) -> None:
    before = content_version.get_content_version().number
    add_to_outbox("someone@example.org", "A letter", "Words")
    db.session.commit()
    assert content_version.get_content_version().number == before


def test_pages_of_a_history_that_was_undone_by_a_restore_are_not_given_any_more(
    site: Flask, visitor: FlaskClient
) -> None:
    backup = all_rows()
    published("Vanished")
    undone = content_version.get_content_version()
    time.sleep(A_WHILE)
    assert "Vanished" in visitor.get("/stories").text
    put_back(backup)
    db.session.info.pop(content_version.CHANGED, None)
    db.session.commit()
    published("Another")
    time.sleep(A_WHILE)

    assert content_version.get_content_version().number == undone.number
    assert "Vanished" not in visitor.get("/stories").text
    assert "Another" in visitor.get("/stories").text


def test_a_comment_that_waits_makes_no_new_edition_until_it_is_published(site: Flask) -> None:
    about = make.activity(status=Status.PUBLISHED)
    db.session.commit()
    before = content_version.get_content_version().number
    comment = make.comment(about)
    waiting = content_version.get_content_version().number
    make.decide(comment, about, Outcome.PUBLISH)
    published = content_version.get_content_version().number
    delete_own_comment(VISITOR, comment)
    db.session.commit()
    assert before == waiting < published < content_version.get_content_version().number


def test_a_comment_that_is_let_through_makes_a_new_edition(site: Flask) -> None:
    about, author = make.activity(status=Status.PUBLISHED), make.person(role=Role.RESIDENT)
    make.comment(about, by=author, outcome=Outcome.PUBLISH)
    make.term(ListKind.CHANGE_WORD, label="changed")
    before = content_version.get_content_version().number
    comment = make.comment(
        about, "Hi", kind=CommentKind.IDEA, by=author, settings=CommentSettings(trust_after=1)
    )
    assert comment.state is CommentState.PUBLISHED
    assert content_version.get_content_version().number == before + 1


def test_this_process_looks_again_at_once_after_a_change_that_visitors_see_and_no_other(
    site: Flask, visitor: Any, sent: list[str]
) -> None:
    def looks_after(path: str, **words: str) -> bool:
        site.test_client().get("/about")
        answer = visitor.send(path, words)
        assert answer.status_code == 303
        receipts.append(answer.location)
        sent.clear()
        site.test_client().get("/about")
        return any("FROM content_version" in statement for statement in sent)

    receipts: list[str] = []
    write = f"/comments/on/entry/{published('A garden')}/write"
    content_version.version_raised.set(False)  # by the line above, which is no request
    time.sleep(A_WHILE)
    assert not looks_after(write, kind="idea", body="Plant beans")
    assert looks_after(f"{receipts[0]}/delete")


def test_a_change_that_is_rolled_back_makes_no_new_edition(site: Flask) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    db.session.commit()
    before = content_version.get_content_version().number
    record_event(SYSTEM, "looked at again", activity, is_public=True)
    db.session.rollback()
    add_to_outbox("someone@example.org", "A letter", "Words")
    db.session.commit()
    assert content_version.get_content_version().number == before


def test_a_public_note_makes_a_new_edition_and_a_private_one_does_not(site: Flask) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    db.session.commit()
    before = content_version.get_content_version().number
    record_event(SYSTEM, "looked at again", activity)
    db.session.commit()
    assert content_version.get_content_version().number == before
    record_event(SYSTEM, "looked at again", activity, is_public=True)
    db.session.commit()
    assert content_version.get_content_version().number == before + 1
