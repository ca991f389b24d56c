"""A decision with a mismatch: answered on a phone, signed off by a post, and checked later."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

TITLE = "How people book at the new health centre"
ANSWERS = (
    "Yes, most of it",
    "Yes",
    "It could change somebody’s life, or hit those with the worst health",
    "Both staff and people who live with it",
    "No",
    "No",
    "They will explain in public if they disagree with people",
    "3 to 6 months",
    "Expenses, and what people need to take part",
    "No",
)


@pytest.fixture(params=[True, False], ids=["phone", "phone-without-JavaScript"])
def hands(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Hands]:
    options = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": request.param}
    with new_hands(browser, {**browser_context_args, **options}) as hands:
        yield hands


def test_a_mismatch_is_signed_off_and_later_checked(
    hands: Hands, site: Site, request: pytest.FixtureRequest
) -> None:
    title = f"{TITLE}, {request.node.callspec.id}"
    sign_in(hands, site, "team")
    answer_ten_questions(hands, title)
    says(hands.page, "There is a mismatch")
    sign_without_a_way_out(hands)
    choose_a_way_out(hands)
    sign(hands)
    check_the_promise(hands, title)
    read_as_a_visitor(hands, title)


def answer_ten_questions(hands: Hands, title: str) -> None:
    hands.open("/activities/log")
    hands.follow("Decide on purpose first")
    hands.write("What is to be decided?", title)
    hands.press("Save and continue")
    for answer in ANSWERS:
        hands.choose(answer)
        hands.press("Save and continue")


def sign_without_a_way_out(hands: Hands) -> None:
    hands.follow("The whole record")
    hands.follow("What is open and what is not")
    hands.write("What can people change?", "The times and the phone line")
    hands.press("Save")
    hands.follow("The promise to residents")
    hands.write("What do you promise residents", "You will help to choose the times")
    hands.write("Year", "2090")
    hands.press("Save")
    hands.press("Go to sign-off")
    hands.write("Which role decided?", "Director of primary care")
    hands.write("In which organisation?", "The partnership")
    hands.press("Sign off and publish")
    says(hands.page, "There is a problem")
    assert (
        hands.page.get_by_label("Which role decided?").input_value() == "Director of primary care"
    )


def choose_a_way_out(hands: Hands) -> None:
    hands.follow("Change what you decide")
    hands.choose("Sign a lower level, with a reason that everybody can read")
    hands.choose("Engage")
    hands.write("Because", "The money for a facilitator is not found yet")
    hands.write("Year", "2091")
    hands.press("Save")


def sign(hands: Hands) -> None:
    hands.press("Go to sign-off")
    hands.write("Which role decided?", "Director of primary care")
    hands.write("In which organisation?", "The partnership")
    hands.press("Sign off and publish")
    says(hands.page, "We decided to engage")


def check_the_promise(hands: Hands, title: str) -> None:
    hands.open("/decisions")
    hands.follow(title)
    hands.follow("Say whether the promise was kept")
    hands.choose("The promise was partly kept")
    hands.write("How do you know?", "Five of seven ideas were taken up")
    hands.choose("We checked this together with residents who took part")
    hands.press("Add it")
    says(hands.page, "The promise was partly kept")


def read_as_a_visitor(hands: Hands, title: str) -> None:
    hands.page.context.clear_cookies()
    hands.open("/decisions?below=yes")
    hands.follow(title)
    for words in (
        "The money for a facilitator is not found yet",
        "There was a mismatch",
        "Director of primary care",
        "You will help to choose the times",
        "Five of seven ideas were taken up",
        "Checked together with residents.",
    ):
        says(hands.page, words)
