"""The whole path, walked by hand: sign up, log, assess, send in, send back, publish, find, read."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, Keyboard, Mouse, new_hands

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

WAYS: dict[str, tuple[type[Mouse], dict[str, Any]]] = {
    "mouse": (Mouse, {}),
    "no JavaScript": (Mouse, {"java_script_enabled": False}),
    "keyboard alone": (Keyboard, {}),
    "phone": (Mouse, {"viewport": {"width": 360, "height": 740}}),
}
ANSWERS = "input[name$=-choice] + label"
THIRD = 2


@pytest.fixture(params=WAYS, ids=lambda way: way.replace(" ", "-"))
def hands(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Hands]:
    kind, options = WAYS[request.param]
    with new_hands(browser, {**browser_context_args, **options}, kind) as hands:
        yield hands


def sign_in(hands: Hands, site: Site, who: str) -> None:
    hands.page.context.clear_cookies()
    hands.open("/sign-in")
    hands.write("E-mail address", f"{who}@demo.example")
    hands.write("Password", site.password)
    hands.press("Sign in")


def says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def name_of(hands: Hands, site: Site, request: pytest.FixtureRequest) -> str:
    return f"Kitchen table talks, told with {request.node.callspec.id}"


def test_a_resident_signs_up_through_the_link_in_the_mail(
    hands: Hands, site: Site, request: pytest.FixtureRequest
) -> None:
    email = f"resident-{request.node.callspec.id}@example.org".lower()
    hands.open("/sign-up")
    hands.write("Your name", "Resident, Bow")
    hands.write("E-mail address", email)
    hands.choose("I am 16 or over")
    hands.press("Send me a link")
    hands.open(site.last_link(email))
    hands.press("Make my account")

    hands.open("/account")

    says(hands.page, "Resident, Bow")


def test_an_entry_is_logged_assessed_sent_back_published_found_and_read(
    hands: Hands, site: Site, request: pytest.FixtureRequest
) -> None:
    title = name_of(hands, site, request)
    sign_in(hands, site, "team")
    log(hands, title)
    give_a_quick_pass(hands)
    answer_the_other_nine(hands)
    send_in(hands, title)
    send_back(hands, site, title)
    mend_and_send_again(hands, site, title)
    publish(hands, site, title)
    find_and_read(hands, title, request)


def log(hands: Hands, title: str) -> None:
    hands.open("/activities/log")
    hands.write("What is it called?", title)
    hands.press("Save and continue")
    answer_the_rest(
        hands,
        summary="We met at kitchen tables and drew a map.",
        leader="Neighbours of one street",
        year="2025",
        promised="Co-production",
    )


def answer_the_rest(hands: Hands, *, summary: str, leader: str, year: str, promised: str) -> None:
    """Answer what is asked after the name. Who leads it is not asked of somebody of a team."""
    hands.write("What is it, in a few plain words?", summary)
    hands.press("Save and continue")
    if hands.page.get_by_label("Or write who leads it").count():
        hands.write("Or write who leads it", leader)
        hands.press("Save and continue")
    hands.choose("South West")
    hands.press("Save and continue")
    hands.write("Year", year)
    hands.choose("It is still going on")
    hands.press("Save and continue")
    hands.choose(promised)
    hands.press("Save and continue")
    says(hands.page, "Everything we need is here.")


def give_a_quick_pass(hands: Hands) -> None:
    """Give the third answer. Being told and being taught are two answers here, so one more."""
    hands.follow("Give a quick pass")
    hands.choose("Yes")
    questions = hands.page.locator(".app-quick__question")
    for place in range(1, questions.count()):
        is_planning = questions.nth(place).locator("[name=Q9]").count() > 0
        labels = questions.nth(place).locator("input + label")
        hands.choose(labels.nth(THIRD + is_planning).inner_text())
    hands.press("See the level")
    says(hands.page, "Engagement or above")


def answer_the_other_nine(hands: Hands) -> None:
    hands.press("Answer the other nine")
    hands.press("Begin")
    says(hands.page, "You have answered 6 of 15 questions.")
    while "/check" not in hands.page.url:
        answer_part(hands)
    hands.press("Send in and see the result")
    says(hands.page, "Engagement")


def answer_part(hands: Hands) -> None:
    """Choose the third answer to each question of the part that stands open, and save it."""
    part = hands.page.locator("details.app-assess__details[open]").first
    questions = part.locator("[id^=question-]")
    for place in range(questions.count()):
        hands.choose(questions.nth(place).locator(ANSWERS).nth(THIRD).inner_text())
    last = part.get_by_role("button", name="Save and check your answers")
    hands.press("Save and check your answers" if last.count() else "Save and go on")


def send_in(hands: Hands, title: str) -> None:
    hands.open("/my-work")
    hands.follow(title)
    hands.press("Send it to a curator")
    says(hands.page, "A curator is reading this.")


def send_back(hands: Hands, site: Site, title: str) -> None:
    sign_in(hands, site, "curator")
    hands.open("/desk")
    hands.follow(title)
    hands.choose("Send it back")
    hands.write("Explain your decision", "Say what was learned.")
    hands.press("Decide, and show the next one")
    says(hands.page, "Sent back, with your reason")


def mend_and_send_again(hands: Hands, site: Site, title: str) -> None:
    sign_in(hands, site, "team")
    hands.open("/my-work")
    hands.follow(title)
    says(hands.page, "Say what was learned.")
    hands.follow("What happened, and what did you learn?")
    hands.write("What happened?", "Nine evenings, and a rhubarb crumble.")
    hands.write("What did you learn?", "Begin with food.")
    hands.press("Save and continue")
    hands.press("Send it to a curator")


def publish(hands: Hands, site: Site, title: str) -> None:
    sign_in(hands, site, "curator")
    hands.open("/desk")
    hands.follow(title)
    says(hands.page, "Begin with food.")
    hands.choose("Publish")
    hands.press("Decide, and show the next one")
    says(hands.page, "The story is now public")


def find_and_read(hands: Hands, title: str, request: pytest.FixtureRequest) -> None:
    hands.page.context.clear_cookies()
    hands.open("/stories")
    hands.write("Words to look for", f"RHUBARB {request.node.callspec.id.split('-')[0]}")
    hands.press("Search")
    hands.follow(title)
    says(hands.page, "Nine evenings, and a rhubarb crumble.")
    says(hands.page, "How power was shared")
    says(hands.page, "Co-production")
    says(hands.page, "Engagement")
