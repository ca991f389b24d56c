"""What a resident sees first on a phone, with and without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHONE = {"width": 360, "height": 740}
LOWEST_DOOR = 560


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    script = {"java_script_enabled": request.param}
    context = browser.new_context(**{**browser_context_args, **script, "viewport": PHONE})
    yield context.new_page()
    context.close()


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["y"]


def test_a_phone_shows_the_search_and_the_door_to_say_something(phone: Page) -> None:
    phone.goto("/")

    assert phone.get_by_label("Search the stories").is_visible()
    assert top_of(phone, ".app-door--say") <= LOWEST_DOOR


def test_tell_us_anything_is_in_the_first_screen(phone: Page) -> None:
    phone.goto("/have-your-say")

    assert top_of(phone, ".app-voice__tell") <= PHONE["height"] - 44


def test_a_visitor_closes_the_guide_and_finds_it_again(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="Close this guide").click()
    assert not phone.get_by_role("heading", name="New here?").count()

    phone.goto("/about")
    phone.get_by_role("main").get_by_role("link", name="How to use this").click()
    assert phone.get_by_role("heading", name="If you live here").is_visible()


def test_nothing_scrolls_sideways_on_the_narrowest_phone(
    browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in ("/", "/have-your-say", "/have-your-say/tell-us", "/how-to-use", "/terms"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()
