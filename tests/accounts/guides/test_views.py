"""A short guide on the first page of each role, closed for good and found again."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coprod.accounts.guides.enums import STEPS, Guide
from coprod.core.values.actor import Role
from coprod.web.page_cache import build_key
from tests import make

As = Callable[[Any], Any]
PANEL = 'class="app-guide app-no-print"'
FIRST_PAGES = [
    (Role.RESIDENT, "/", Guide.READER),
    (Role.RESIDENT, "/my-work", Guide.TEAM),
    (Role.TEAM_MEMBER, "/my-work", Guide.TEAM),
    (Role.LAY_MEMBER, "/advice", Guide.LAY_MEMBER),
    (Role.CURATOR, "/desk", Guide.CURATOR),
    (Role.ADMINISTRATOR, "/people", Guide.ADMINISTRATOR),
]


@pytest.mark.parametrize("guide", list(Guide))
def test_each_role_has_three_to_five_steps(guide: Guide) -> None:
    assert 3 <= len(STEPS[guide]) <= 5


@pytest.mark.parametrize(("role", "path", "guide"), FIRST_PAGES)
def test_an_account_closes_the_guide_of_its_role_once(
    as_: As, role: Role, path: str, guide: Guide
) -> None:
    person = make.person(role=role)
    browser = as_(person)
    assert PANEL in browser.get(path).text

    for _ in range(2):
        sent = browser.send(f"/how-to-use/{guide.value}/close", {"next": path})
        assert (sent.status_code, sent.location) == (303, path)

    assert PANEL not in browser.get(path).text
    assert PANEL in as_(make.person(role=role)).get(path).text


def test_a_visitor_closes_it_without_an_account_or_a_script(client: FlaskClient) -> None:
    assert PANEL in client.get("/").text

    answer = client.get("/how-to-use/close?next=/about")

    assert answer.location == "/about"
    assert PANEL not in client.get("/").text
    page = client.get("/about").text
    assert 'href="/how-to-use"' in page
    page = client.get("/how-to-use").text
    for guide in Guide:
        assert guide.label.plain in page


def test_closing_leads_to_no_other_site(client: FlaskClient) -> None:
    assert client.get("/how-to-use/close?next=https://evil.example/").location == "/"


def test_staff_do_not_see_the_guide_for_residents(as_: As) -> None:
    assert PANEL not in as_(Role.CURATOR).get("/").text


def test_the_cache_of_pages_keeps_both_for_visitors(app: Flask) -> None:
    def key(cookies: str) -> object:
        with app.test_request_context("/", headers={"Cookie": cookies}) as context:
            return build_key(context.request.environ)

    assert key("guide=closed") is not None
    assert key("guide=closed") != key("")
    assert key("guide=anything") == key("")
    assert key("session=1; guide=closed") is None
