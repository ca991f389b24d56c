"""Pages that people read have an address in each language; all else has one."""

import re
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_babel import force_locale

from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.web.language import COOKIE
from coprod.web.language_addresses import is_page, remove_language, split_path
from coprod.web.mailer import build_address
from tests import make


@pytest.fixture
def story() -> str:
    slug: str = make.activity(status=Status.PUBLISHED, naming=Naming("A walking group")).slug
    return f"/stories/{slug}"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/bn/stories", ("bn", "/stories")),
        ("/bn/", ("bn", "/")),
        ("/bn", ("bn", "/")),
        ("/bnx/stories", ("", "/bnx/stories")),
        ("/en/stories", ("", "/en/stories")),
        ("/stories/bn", ("", "/stories/bn")),
        ("", ("", "")),
    ],
)
def test_the_language_is_the_first_part_of_a_path(path: str, parts: tuple[str, str]) -> None:
    assert split_path(path) == parts


def test_the_links_of_a_page_stay_in_its_language(client: FlaskClient, story: str) -> None:
    page = client.get(f"/so{story}").text

    assert '<html lang="so"' in page
    own = set(re.findall(r'href="(/[^"]*)"', page.partition("<body")[2]))
    plain = {each for each in own if not each.startswith(("/so/", "/bn/"))}
    pages = {"/stories", "/learning", "/about", "/sign-in", "/privacy", "/activities/log"}
    assert not plain & pages
    assert f"/bn{story}" in own


def test_the_languages_of_a_page_lead_to_this_very_page(client: FlaskClient) -> None:
    page = client.get("/so/ladder?x=1").text

    assert 'href="/bn/ladder?x=1"' in page
    assert 'href="/in/en?next=/ladder?x%3D1"' in page or "/in/en?next=" in page
    led = client.get("/in/en?next=/ladder?x%3D1")
    assert led.location == "/ladder?x=1"
    assert '<html lang="en"' in client.get("/ladder").text


def test_search_engines_are_told_of_the_other_languages(client: FlaskClient, story: str) -> None:
    answer = client.get(f"/bn{story}")

    told = answer.headers.getlist("Link")
    assert told == [
        f'<http://localhost{path}>; rel="alternate"; hreflang="{code}"'
        for code, path in (("en", story), ("bn", f"/bn{story}"), ("so", f"/so{story}"))
    ]
    assert f'<link rel="canonical" href="http://localhost{story}">' in answer.text, (
        "its text is in English"
    )
    assert f'<meta property="og:url" content="http://localhost{story}">' in answer.text
    assert not client.get("/no-such-page").headers.getlist("Link")


def test_a_choice_of_before_leads_to_the_page_in_that_language(
    client: FlaskClient, story: str
) -> None:
    client.set_cookie(COOKIE, "bn")

    led = client.get(f"{story}?x=a%20b")
    assert (led.status_code, led.location) == (302, f"/bn{story}?x=a%20b")
    assert client.get(led.location).status_code == 200


def test_what_has_one_address_is_in_the_language_that_was_read_last(client: Any) -> None:
    assert client.get("/so/contact").headers["Set-Cookie"].startswith("language=so;")

    assert "Set-Cookie" not in client.get("/so/about").headers
    assert '<html lang="so"' in client.get("/following/stopped", follow_redirects=True).text
    refused = client.send("/sign-in", {"email": "x", "password": "y"})
    assert '<html lang="so"' in refused.text


def test_what_is_no_page_has_one_address(client: FlaskClient) -> None:
    for path in (
        "/stories/feed.atom",
        "/api/entries",
        "/robots.txt",
        "/have-your-say/calendar.ics",
    ):
        led = client.get(f"/bn{path}?x=1")
        assert (led.status_code, led.location) == (302, f"{path}?x=1"), path
        assert client.get(path).status_code == 200, path


def test_programs_read_one_address_of_a_page(client: FlaskClient, story: str) -> None:
    client.get("/so/about")

    for path in ("/stories/feed.atom", "/sitemap/2.xml", "/api/entries"):
        answer = client.get(path, headers={"Accept-Language": "so"}).text
        assert f"http://localhost{story}" in answer, path
        assert "/so/" not in answer, path


def test_pages_for_staff_have_one_address(as_: Any) -> None:
    browser = as_(Role.CURATOR)

    assert browser.get("/so/desk").location == "/desk"
    page = browser.get("/desk").text
    assert '<html lang="so"' in page
    assert 'href="/so/stories"' in page


def test_an_unknown_page_says_so_in_the_language_of_its_address(client: FlaskClient) -> None:
    answer = client.get("/so/no-such-page")

    assert answer.status_code == 404
    assert '<html lang="so"' in answer.text


@pytest.mark.parametrize("path", ["/bn//example.org", "/bn/%2F%2Fexample.org", "/bn/\\example.org"])
def test_no_language_leads_to_another_site(client: FlaskClient, path: str) -> None:
    location = client.get(path).location or "/"

    assert re.match(r"/(?![/\\])|http://localhost/", location)


def test_a_letter_links_to_pages_in_its_language(app: Flask) -> None:
    with app.test_request_context():
        assert build_address("library.home.ladder").endswith("/ladder")
        with force_locale("bn"):
            assert build_address("library.home.ladder").endswith("/bn/ladder")
            assert url_for("library.feeds.search") == "/stories/feed.atom"
            assert remove_language(url_for("library.home.home")) == "/"


def test_each_endpoint_is_a_page_or_not_for_one_reason(app: Flask) -> None:
    with app.test_request_context():
        for endpoint in ("library.home.home", "exchange.api.about", "register.activities.log"):
            assert is_page(endpoint), endpoint
        for endpoint in (
            "register.activities.log_sent",
            "engagement.receipts.receipt",
            "assessment.resident_rating.rate",
            "accounts.sign_up.link",
            "register.files.file",
            "api.entries",
            "library.feeds.sitemap_part",
            "library.home.in_language",
            "desk.queue.desk",
        ):
            assert not is_page(endpoint), endpoint
