"""A curator proposes a level, a lay member agrees, and everybody reads who said what."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

ENTRY = "residents-share-out-a-small-grants-pot"
TITLE = "Residents share out a small grants pot"
NOBODY = "Nobody has confirmed a level yet."
REASON = "The council sets the total and the rules, and residents decide within them."
WHY = "I was there and counted the votes."


@pytest.fixture
def hands(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, browser_context_args) as hands:
        yield hands


def test_a_curator_and_a_lay_member_confirm_a_level(hands: Hands, site: Site) -> None:
    propose(hands, site)
    read_as_a_visitor(hands)
    says(hands.page, NOBODY)
    expect(hands.page.get_by_text(REASON)).to_have_count(0)

    agree(hands, site)

    read_as_a_visitor(hands)
    says(hands.page, REASON)
    says(hands.page, WHY)
    expect(hands.page.get_by_text(NOBODY)).to_have_count(0)


def propose(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "curator")
    hands.open(f"/activities/{ENTRY}/confirm")
    hands.choose("Co-design")
    hands.write("Why this level?", REASON)
    hands.press("Send your proposal")
    says(hands.page, "Waiting for: A lay member")


def agree(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "lay")
    hands.open("/advice")
    hands.follow(TITLE)
    hands.choose("I agree")
    hands.write("Why?", WHY)
    hands.press("Send your answer")


def read_as_a_visitor(hands: Hands) -> None:
    hands.page.context.clear_cookies()
    hands.open(f"/stories/{ENTRY}/ratings")
