"""The menu: one name for one thing, and everything within two steps."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.web.menu import PERSONAL, SECTIONS

As = Callable[..., Any]
FORMERLY_IN_THE_MENU_OR_FOOTER = {
    "/collections",
    "/decisions",
    "/how-we-are-doing",
    "/ladder",
    "/have-your-say",
    "/promises",
    "/challenges",
    "/board/packs",
    "/money-and-time",
    "/funding-pots",
    "/outcomes",
    "/what-people-told-us",
    "/about",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/contact",
}


def links(page: str) -> set[str]:
    return set(re.findall(r'href="([^"#?]+)', page))


def row(page: str) -> list[tuple[str, str]]:
    """Return the words of the row of the menu, with what is said to be current."""
    nav = page.partition('<nav class="app-nav"')[2].partition("</nav>")[0]
    found = re.findall(r'<a [^>]*?(?:aria-current="(\w+)")?>([^<]+)</a>', nav)
    return [(words, current) for current, words in found]


def test_visitors_find_five_parts_of_the_site(client: FlaskClient) -> None:
    words = [words for words, _current in row(client.get("/").text)]

    assert words == ["Stories", "Learning", "Have your say", "How we’re doing", "About"]


@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.RESIDENT, ["My work"]),
        (Role.TEAM_MEMBER, ["My work"]),
        (Role.LAY_MEMBER, ["My work", "Give advice", "Boards and groups"]),
        (Role.CURATOR, ["My work", "Desk", "Boards and groups"]),
    ],
)
def test_people_who_are_signed_in_find_their_own_work(as_: As, role: Role, own: list[str]) -> None:
    assert [words for words, _current in row(as_(role).get("/about").text)][5:] == own


@pytest.mark.parametrize("address", ["/", "/stories", "/no-such-page"])
def test_a_phone_has_the_same_menu_without_a_script(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    folded = page.partition("<details")[2].partition("</details>")[0]

    assert links(folded) >= {"/stories", "/learning", "/activities/log"}
    assert "<summary" in folded


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/learning", ("Learning", "page")),
        ("/collections", ("Learning", "true")),
        ("/funding-pots", ("How we’re doing", "true")),
        ("/ladder", ("About", "true")),
    ],
)
def test_the_menu_says_in_which_part_the_reader_is(
    client: FlaskClient, address: str, expected: tuple[str, str]
) -> None:
    assert [each for each in row(client.get(address).text) if each[1]] == [expected]


def test_nothing_that_stood_in_the_menu_or_the_footer_is_more_than_a_step_from_it(
    client: FlaskClient,
) -> None:
    first = links(client.get("/about").text)
    found = {*first}
    for section in ("/stories", "/learning", "/have-your-say", "/how-we-are-doing"):
        found |= links(client.get(section).text)

    assert found >= FORMERLY_IN_THE_MENU_OR_FOOTER


def test_each_part_is_called_what_the_menu_calls_it(app: Flask, client: FlaskClient) -> None:
    for section in SECTIONS:
        with app.test_request_context():
            page = client.get(app.url_for(section.main.endpoint)).text
        assert section.main.label.plain in page.partition("<title>")[2].partition("</title>")[0]
        heading = page.partition("<main")[2].partition("<h1")[2].partition("</h1>")[0]
        assert heading.endswith(f">{section.main.label.plain}"), section.main.endpoint


def test_a_page_leads_back_to_its_part_and_is_called_what_the_menu_calls_it(
    app: Flask, client: FlaskClient
) -> None:
    for section in SECTIONS:
        for link in section.pages:
            with app.test_request_context():
                address, main = app.url_for(link.endpoint), app.url_for(section.main.endpoint)
            page = client.get(address).text
            before = page.partition('aria-label="Where you are"')[2].partition("<main")[0]
            assert f'href="{main}"' in before, address
            assert section.main.label.plain in before, address
            assert link.label.plain in page.partition("<main")[2].partition("</h1>")[0], address


def test_no_two_pages_of_the_menu_have_the_same_title(app: Flask, as_: As) -> None:
    browser, titles = as_(Role.CURATOR), []
    pages = [link for section in SECTIONS for link in (section.main, *section.pages)]
    with app.test_request_context():
        addresses = {app.url_for(link.endpoint) for link in (*pages, *PERSONAL) if not link.only}
    for address in addresses:
        head = browser.get(address).text.partition("</head>")[0]
        titles += re.findall(r"<title>([^<]+)</title>", head)

    assert len(set(titles)) == len(titles) == len(addresses)
