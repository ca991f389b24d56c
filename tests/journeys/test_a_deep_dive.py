"""A file of what people said becomes one page that answers a board's next question."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from coprod.core.values import clock
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.demo.feedback.rules import build_main_file
from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_board_pack import begin_pack
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SOURCE = "Another made-up collector"
TITLE = "Getting an appointment"
LOOK = "/what-people-told-us/closer-look"
MOST_PRESSES = 10


class Counted:
    """Counts what is pressed and followed, from the file to the page."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.number = hands, 0

    def press(self, button: str) -> None:
        self.number += 1
        self.hands.press(button)

    def follow(self, link: str) -> None:
        self.number += 1
        self.hands.follow(link)


@pytest.fixture
def hands(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, browser_context_args, patience=30_000) as hands:
        yield hands


def test_a_file_becomes_a_page_in_few_presses(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "curator")
    counted = Counted(hands)
    count_the_file(hands, counted)
    keep_the_page(hands, counted)
    assert counted.number <= MOST_PRESSES
    read_as_a_reader(hands, hands.page.url)
    find_it_in_a_pack(hands, site)


def count_the_file(hands: Hands, counted: Counted) -> None:
    hands.open("/what-people-told-us/import")
    content = build_main_file(get_last_whole_quarter(clock.today()))
    sent: Any = {"name": "gp-access.csv", "mimeType": "text/csv", "buffer": content}
    hands.page.set_input_files("#file", sent)
    counted.press("Upload")
    hands.write("Who collected it?", SOURCE)
    themes = hands.page.get_by_label("Theme", exact=True)
    themes.select_option(value="theme")
    counted.press("Save and match the words")
    counted.press("Save and check")
    counted.press("Count it")
    counted.press("Show all of them to readers")


def keep_the_page(hands: Hands, counted: Counted) -> None:
    hands.open(LOOK)
    counted.follow("Look at it yourself")
    wait_for_source(hands)
    hands.page.get_by_label("Who collected it").select_option(label=SOURCE)
    hands.page.get_by_label("How long").select_option(label="18 months")
    counted.press("Show")
    counted.follow("Save this view")
    hands.write("What is it called?", TITLE)
    hands.choose("Everybody may read it")
    counted.press("Save")
    says(hands.page, "Example network 9 stands out: 55% positive")


def wait_for_source(hands: Hands) -> None:
    """The worker counts by several things soon after the file: look again until it has."""
    for _try in range(60):
        if hands.page.get_by_role("option", name=SOURCE).count():
            return
        hands.page.wait_for_timeout(1000)
        hands.page.reload()
    raise AssertionError("the worker has not counted the file")


def read_as_a_reader(hands: Hands, here: str) -> None:
    hands.page.context.clear_cookies()
    hands.open(here)
    expect(hands.page.locator("h1")).to_have_text(TITLE)
    says(hands.page, "40% positive")
    says(hands.page, "Numbers and shares are rounded.")
    hands.page.get_by_label("How long").select_option(label="Four quarters")
    hands.press("Show")
    assert "window=four_quarters" in hands.page.url
    says(hands.page, "Only this one differs by more than chance: Example network 9.")


def find_it_in_a_pack(hands: Hands, site: Site) -> None:
    """The board finds the page among the figures of its next pack, and from there its rows."""
    pack = begin_pack(hands, site, clock.today() + timedelta(days=10), "Board report")
    hands.open(f"{pack}/figures/closer-looks")
    says(hands.page, TITLE)
