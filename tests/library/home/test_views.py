import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.outcomes.i_statements import actions as statements
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Leading, Naming
from tests import make
from tests.outcomes.i_statements import make as said
from tests.register.sections import make as costs

PUBLISHED = Status.PUBLISHED
PAGES = ("/", "/ladder", "/about", "/accessibility", "/privacy", "/cookies", "/contact")


def text(client: FlaskClient, path: str = "/") -> str:
    return client.get(path).get_data(as_text=True)


def place(**given: Any) -> Partnership:
    usual = {"name": "Northwick", "partnership": "Northwick Together"}
    return make.keep(Partnership(**{**usual, **given}))


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_good_before_a_place_has_a_name(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_good_for_a_place_that_told_everything(client: FlaskClient, path: str) -> None:
    place(contact_email="a@example.org", contact_phone="020 7946 0000", contact_post="1 A Street")

    assert client.get(path).status_code == 200


def test_the_home_page_says_what_this_is_and_asks_what_one_looks_for(client: FlaskClient) -> None:
    place()

    page = text(client)

    assert "Co-production in Northwick" in page
    assert "It does not list individuals" in page
    assert 'name="q"' in page


def test_the_home_page_of_an_empty_register_says_so(client: FlaskClient) -> None:
    page = text(client)

    assert "Nothing is published yet" in page
    assert "No entries yet" in page


def test_the_home_page_shows_what_was_published_and_who_leads_it(client: FlaskClient) -> None:
    naming = Naming("A walking group")
    make.activity(status=Status.PUBLISHED, naming=naming, leading=Leading(led_by_name="Bow Forum"))

    page = text(client)

    assert "A walking group" in page
    assert "Bow Forum" in page
    assert "1 entry to read" in page


def test_the_home_page_counts_the_entries_that_say_something_to_each_challenge(
    client: FlaskClient,
) -> None:
    said.framework()
    first, second, draft = (make.activity(status=s) for s in (PUBLISHED, PUBLISHED, Status.DRAFT))
    costs.costs(first, costs.line())
    costs.costs(draft, costs.line())
    aims = {entry: said.aim(entry) for entry in (first, second, draft)}
    for entry in (first, second):
        statements.publish_link(make.curator(), entry, aims[entry])

    page = " ".join(re.sub(r"<[^>]+>", " ", text(client)).split())

    assert "1 of 2 entries say what it took" in page
    assert "2 of 2 entries say what should get better for people" in page


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.PUBLISHED])
def test_the_home_page_neither_shows_nor_counts_what_is_not_published(
    client: FlaskClient, status: Status
) -> None:
    make.activity(status=status, naming=Naming("A walking group"))

    page = text(client)

    assert "A walking group" not in page
    assert "No entries yet" in page


def test_the_home_page_asks_the_database_little_however_much_is_there(
    client: FlaskClient, queries: list[str]
) -> None:
    for _ in range(6):
        make.activity(status=Status.PUBLISHED)
    queries.clear()

    text(client)

    assert len(queries) <= 6, queries


def test_the_privacy_notice_names_who_decides(client: FlaskClient) -> None:
    place()

    assert "Northwick Together decides" in text(client, "/privacy")


def test_the_contact_page_says_what_to_do_in_danger(client: FlaskClient) -> None:
    assert "999" in text(client, "/contact")


def test_the_ladder_page_explains_every_level_and_gives_thanks(client: FlaskClient) -> None:
    page = text(client, "/ladder")

    for words in ("Coercion", "Co-production", "Who decides", "Placation", "thinklocalactpersonal"):
        assert words in page


def test_robots_are_told_where_not_to_go(client: FlaskClient) -> None:
    assert "User-agent: *" in text(client, "/robots.txt")


def test_a_reader_keeps_the_language_that_was_chosen(
    client: FlaskClient, as_: Callable[..., FlaskClient]
) -> None:
    answer = client.get("/in/bn?next=/about")

    assert answer.location == "/about"
    assert '<html lang="bn"' in text(client, "/about")


def test_a_language_that_we_do_not_speak_is_not_found(client: FlaskClient) -> None:
    assert client.get("/in/xx").status_code == 404
