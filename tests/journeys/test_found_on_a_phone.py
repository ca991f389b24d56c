"""A visitor finds a pilot on a phone: by a question and a filter, with and without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, Keyboard, Mouse, new_hands
from tests.journeys.test_the_main_story import says

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}
WAYS: dict[str, tuple[type[Mouse], dict[str, Any]]] = {
    "mouse": (Mouse, PHONE),
    "no JavaScript": (Mouse, {**PHONE, "java_script_enabled": False}),
    "keyboard alone": (Keyboard, PHONE),
}
ASKED = "How do older people stay steady on their feet?"
PILOT = "A falls group that plans its own sessions"
FIRST_SCREEN = 640
"""A result that begins higher than this is seen without scrolling on a small phone."""


@pytest.fixture(params=WAYS, ids=lambda way: way.replace(" ", "-"))
def hands(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Hands]:
    kind, options = WAYS[request.param]
    with new_hands(browser, {**browser_context_args, **options}, kind) as hands:
        yield hands


def test_a_visitor_finds_a_pilot_by_a_question_and_a_filter(hands: Hands, site: Site) -> None:
    hands.open("/stories")
    hands.write("Words to look for", ASKED)
    hands.press("Search")
    is_in_the_first_screen(hands.page.locator(".app-item").first)
    expect(hands.page.get_by_label("Words to look for")).to_have_value(ASKED)

    hands.press("Filters")
    done = hands.page.get_by_role("button", name="Show results")
    expect(done).to_be_in_viewport()
    hands.unfold("What came of it")
    hands.tick("gate", "pilot")
    expect(done).to_be_in_viewport()
    hands.press("Show results")

    says(hands.page, "1 story")
    expect(hands.page.get_by_role("button", name="Filters (1 on)")).to_be_visible()
    is_in_the_first_screen(hands.page.locator(".app-item").first)
    hands.follow("Remove this filter")
    expect(hands.page.locator(".app-chip")).to_have_count(0)
    hands.page.go_back()
    hands.follow(PILOT)
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text(PILOT)


def is_in_the_first_screen(thing: Locator) -> None:
    box = thing.bounding_box()
    assert box is not None
    assert box["y"] < FIRST_SCREEN


def test_the_tabs_keep_the_words_and_count_their_own(hands: Hands, site: Site) -> None:
    hands.open("/stories?q=falls+group")

    tab = hands.page.locator(".app-tabs__link", has_text="Learning")
    hands.follow(" ".join(tab.inner_text().split()))

    expect(hands.page.get_by_role("heading", level=1)).to_have_text("Learning")
    expect(hands.page.get_by_label("Words to look for")).to_have_value("falls group")
    number = hands.page.locator(".app-items").first.locator("li").count()
    expect(hands.page.locator(".app-tabs__link[aria-current]")).to_have_text(f"Learning {number}")
