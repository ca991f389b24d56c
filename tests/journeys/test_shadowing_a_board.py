"""Somebody shadows a board, advises it on a phone, is answered, and sees what comes of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

BOARD = "Tower Hamlets Together Board"
ACTION = "Easy read papers for every meeting"
DAY = {"day": "1", "month": "3", "year": "2090"}


@pytest.fixture(params=[True, False], ids=["phone", "phone-without-JavaScript"])
def hands(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Hands]:
    options = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": request.param}
    with new_hands(browser, {**browser_context_args, **options}) as hands:
        yield hands


def test_what_somebody_advises_is_answered_and_done(
    hands: Hands, site: Site, request: pytest.FixtureRequest
) -> None:
    words = f"Send the papers in easy read, said on a {request.node.callspec.id}"
    here = advise(hands, site, words)
    answer(hands, site, here)
    read_the_answer(hands, site, words)
    read_as_a_visitor(hands, here, words)


def advise(hands: Hands, site: Site, words: str) -> str:
    sign_in(hands, site, "resident")
    hands.open("/my-work")
    hands.follow(BOARD)
    hands.follow("Lay members")
    hands.follow("Write what you saw or advise")
    hands.press("Send it to the board")
    says(hands.page, "There is a problem")
    hands.choose("What I advise the board to do")
    hands.write("Your words", words)
    hands.press("Send it to the board")
    says(hands.page, words)
    says(hands.page, "The board answers by")
    return hands.page.url


def answer(hands: Hands, site: Site, here: str) -> None:
    sign_in(hands, site, "curator")
    hands.open(here)
    hands.follow("Answer for the board")
    hands.choose("We will do it")
    hands.write("A new action: what will be done?", ACTION)
    hands.write("A new action: which role looks after it?", "Chair")
    for name, value in DAY.items():
        hands.page.fill(f"#due-{name}", value)
    hands.press("Decide, and show the next one")


def read_the_answer(hands: Hands, site: Site, words: str) -> None:
    sign_in(hands, site, "resident")
    hands.open("/my-work")
    hands.follow("What I wrote for boards")
    says(hands.page, words)
    says(hands.page, "We will do it")
    hands.follow(ACTION)
    says(hands.page, "What a lay member advised")


def read_as_a_visitor(hands: Hands, here: str, words: str) -> None:
    hands.page.context.clear_cookies()
    hands.open(here)
    says(hands.page, "We cannot find that page")
    hands.open("/board/actions")
    hands.follow(ACTION)
    assert words not in hands.page.content()
