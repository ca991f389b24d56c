"""Parts of pages are made once an edition; what is published, or said to one reader, is not old."""

import time
from collections.abc import Iterator

import pytest
from flask import Flask, g, render_template_string
from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy import event

from coprod.core import content_version
from coprod.core.database import db
from coprod.core.values.actor import Role
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.web.current_content_version import LOOK_AGAIN_SECONDS
from coprod.web.fragment_cache import FragmentStore
from tests import make
from tests.web.sites import committing

A_WHILE = LOOK_AGAIN_SECONDS + 0.1


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app that keeps parts and no pages, and in which changes are really committed."""
    with committing("parts", tmp_path_factory.mktemp("parts"), fragment_cache_mb=1) as app:
        yield app


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


def made(site: Flask, key: str, said: str, language: str = "en", inside: str = "{{ said }}") -> str:
    """Return the part of a key with these words, as a page in this language would have it."""
    for name in list(g):
        g.pop(name)
    with site.test_request_context("/", headers={"Accept-Language": language}):
        site.preprocess_request()
        template = "{% call cached_fragment(key) %}" + inside + "{% endcall %}"
        return render_template_string(template, said=said, key=key)


def test_a_part_is_made_once_an_edition_and_language(site: Flask) -> None:
    assert made(site, "once", "first & first") == "first &amp; first"
    assert made(site, "once", "second") == "first &amp; first"
    assert made(site, "once", "in Bengali", language="bn") == "in Bengali"


def test_a_part_is_made_again_after_a_publication(site: Flask) -> None:
    made(site, "again", "before")
    make.activity(status=Status.PUBLISHED, naming=Naming("A bench for the park"))
    db.session.commit()
    time.sleep(A_WHILE)
    assert made(site, "again", "after") == "after"


def test_a_part_with_a_token_is_nobody_elses(site: Flask) -> None:
    given = {made(site, "token", "x", inside="{{ csrf_field() }}") for _reader in range(2)}
    assert len(given) == 2


def test_the_menu_of_a_person_is_never_kept(site: Flask, visitor: FlaskClient) -> None:
    assert "Sign in" in visitor.get("/").text
    person = make.person(role=Role.RESIDENT)
    client = site.test_client()
    with client.session_transaction() as browser:
        make.sign_in(browser, person)
    assert "My account" in client.get("/").text
    assert "My account" not in visitor.get("/").text


def test_the_languages_lead_back_to_the_page_one_is_on(visitor: FlaskClient) -> None:
    assert 'href="/bn/about"' in visitor.get("/about").text
    assert 'hreflang="bn" href="/bn/about"' not in visitor.get("/accessibility").text


def test_a_published_entry_shows_in_a_list_within_a_second(visitor: FlaskClient) -> None:
    assert "The night bus" not in visitor.get("/stories").text
    made = make.activity(status=Status.PUBLISHED, naming=Naming("The night bus"))
    db.session.commit()
    time.sleep(A_WHILE)
    assert "The night bus" in visitor.get("/stories").text
    db.session.add(made)
    made.title = "The late bus"
    db.session.commit()
    time.sleep(A_WHILE)
    shown = visitor.get("/stories").text
    assert "The late bus" in shown
    assert "The night bus" not in shown


def test_the_place_is_read_once_an_edition_and_is_right_after_a_change(
    visitor: FlaskClient,
) -> None:
    visitor.get("/")
    told = dict.fromkeys(("name", "partnership"), "words")
    db.session.add(Partnership(**{**told, "register_name": "The Thames Register", "version": 1}))
    db.session.commit()
    time.sleep(A_WHILE)
    for _again in range(2):
        assert "The Thames Register" in visitor.get("/about").text


def test_nothing_is_kept_where_no_edition_was_asked_for() -> None:
    told = iter(range(3))
    read = content_version.cached(lambda: next(told))
    assert [read(), read()] == [0, 1]


def test_what_is_read_for_a_name_is_kept_for_one_edition() -> None:
    told = iter(range(9))
    read = content_version.cached_by_name(lambda name: f"{name} {next(told)}")
    assert [read("a"), read("a")] == ["a 0", "a 1"]
    for now, expected in (("first", ["a 2", "b 3", "a 2"]), ("second", ["a 4", "b 5", "a 4"])):
        before = content_version.pinned_version.set(now)
        assert [read(name) for name in "aba"] == expected
        content_version.pinned_version.reset(before)


def test_the_page_of_an_entry_asks_nothing_again_and_is_gone_when_the_entry_is(
    visitor: FlaskClient,
) -> None:
    asked: list[str] = []

    def collect(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    made = make.activity(status=Status.PUBLISHED, naming=Naming("A bus that waits"))
    db.session.commit()
    time.sleep(A_WHILE)
    address = f"/stories/{made.slug}"
    assert visitor.get(address).status_code == 200
    event.listen(db.engine, "before_cursor_execute", collect)
    assert "A bus that waits" in visitor.get(address).text
    event.remove(db.engine, "before_cursor_execute", collect)
    assert [
        words for words in asked if "FROM content_version" not in words and words != "BEGIN"
    ] == []
    db.session.add(made)
    made.status = Status.DRAFT
    made.published_at = None
    db.session.commit()
    time.sleep(A_WHILE)
    assert visitor.get(address).status_code == 404


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    parts = FragmentStore(capacity=len(b"xx") * 2)
    for key in "abc":
        assert parts.get("first edition", key) is None
        parts.put("first edition", key, Markup("xx"))
    assert parts.get("first edition", "a") is None
    assert parts.get("first edition", "c") == Markup("xx")
    assert parts.get("second edition", "c") is None
    parts.put("first edition", "d", Markup("made too late"))
    assert parts.get("second edition", "d") is None
