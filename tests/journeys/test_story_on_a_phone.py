"""A resident reads a story on a phone, says something in it, and is given the receipt."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.hands import Keyboard, Mouse, new_hands
from tests.journeys.test_residents_answer import ENTRY, PHONE
from tests.journeys.test_the_main_story import says

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

WAYS: dict[str, tuple[type[Mouse], dict[str, Any]]] = {
    "with JavaScript": (Mouse, PHONE),
    "without JavaScript": (Mouse, {**PHONE, "java_script_enabled": False}),
    "keyboard alone": (Keyboard, {"viewport": {"width": 360, "height": 740}}),
}
LONGEST = (
    "a-falls-group-that-plans-its-own-sessions",
    "a-crisis-cafe-designed-with-people-who-have-been-in-crisis",
    "a-birth-plan-that-somali-mothers-wrote-with-midwives",
    "a-front-desk-that-deaf-people-run-with-the-practice",
)
"""The longest stories of the demo. Other journeys leave comments and longer titles in them."""

SCREEN = 740
IN_ORDER = (
    *("What happened", "What changed", "What we learned", "How power was shared"),
    *("What we promised", "Who took part", "Money and time", "Use this", "What people say"),
)
TOP = "e => Math.round(e.getBoundingClientRect().top)"


@pytest.fixture(params=WAYS, ids=lambda way: way.replace(" ", "-"))
def hands(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Mouse]:
    kind, options = WAYS[request.param]
    with new_hands(browser, {**browser_context_args, **options}, kind) as hands:
        yield hands


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**browser_context_args, **PHONE)
    yield context.new_page()
    context.close()


def test_a_resident_says_something_in_the_story_and_gets_a_receipt(hands: Mouse) -> None:
    hands.open(f"/stories/{ENTRY}")
    door = hands.page.get_by_role("button", name="Say something").first
    assert door.evaluate(TOP) < SCREEN

    hands.use(door)

    form = hands.page.locator("#say")
    expect(form).to_be_in_viewport()
    assert f"/stories/{ENTRY}" in hands.page.url
    hands.choose("A question")
    hands.write("What do you want to say?", "Is the film shown again in the spring?")
    hands.press("Send")
    says(hands.page, "Thank you. We have your comment")


def test_who_was_there_finds_that_chosen(phone: Page) -> None:
    hands = Mouse(phone)
    hands.open(f"/stories/{ENTRY}")
    hands.press("I was there")

    expect(phone.get_by_label("I was there", exact=True)).to_be_checked()


def test_what_one_can_do_stays_in_reach_where_there_is_room(phone: Page) -> None:
    phone.goto(f"/stories/{LONGEST[0]}")
    bar = phone.locator(".app-actions")
    phone.get_by_role("heading", name="Money and time").scroll_into_view_if_needed()
    assert bar.evaluate(TOP) == 0

    phone.set_viewport_size({"width": 360, "height": 400})
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert bar.evaluate(TOP) < 0


@pytest.mark.parametrize("slug", LONGEST)
def test_the_longest_stories_are_read_in_order_and_in_few_screens(phone: Page, slug: str) -> None:
    phone.goto(f"/stories/{slug}")

    headings = phone.locator("main h2:visible").all_inner_texts()
    places = [next(n for n, text in enumerate(headings) if text.startswith(h)) for h in IN_ORDER]
    assert places == sorted(places)
    height = phone.evaluate("document.documentElement.scrollHeight")
    assert height <= 6 * SCREEN, height / SCREEN
    for width in (320, 360):
        phone.set_viewport_size({"width": width, "height": SCREEN})
        assert phone.evaluate("document.documentElement.scrollWidth") <= width
