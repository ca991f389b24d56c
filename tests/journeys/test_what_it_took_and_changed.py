"""A team costs up a plan; a curator enters what few people said; a board follows a number."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_the_main_story import log, says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

TITLE = "Walks that neighbours plan, to be costed"
CLINIC = "clearer-letters-from-the-eye-clinic"
STATEMENT = "Services work together and I tell my story once."
TOLD = "“I read my letter out to three people.” Said by seven of us."
GIVER = "Tower Hamlets GP Care Group"
FALLS = "A falls group that plans its own sessions"


@pytest.fixture
def hands(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, {**browser_context_args, "java_script_enabled": False}) as hands:
        yield hands


def test_a_team_costs_up_a_plan_keeps_it_and_sees_what_is_missing(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "team")
    log(hands, TITLE)
    slug = hands.page.url.split("/activities/")[1].split("/")[0]

    hands.open(f"/rate-card/cost-it-up/{slug}")
    plan(hands)
    says(hands.page, "Money altogether")
    says(hands.page, "£3,360")
    says(hands.page, "Time is not part of this sum.")
    says(hands.page, "Check each before you promise anything.")
    hands.press("Copy this into the activity as planned costs")
    says(hands.page, "The budget was copied in, line by line")

    hands.open(f"/stories/{slug}/effect")
    says(hands.page, "£3,360")
    says(hands.page, "20 hours")
    says(hands.page, "no money that was really spent is recorded")
    says(hands.page, "no sessions are recorded")
    expect(hands.page.locator("main")).not_to_contain_text("£0")


def plan(hands: Hands) -> None:
    hands.write("How many sessions?", "4")
    hands.write("How many hours is each?", "2.5")
    hands.write("How many residents at each?", "12")
    hands.write("How many staff at each?", "2")
    hands.write("Payment for a resident’s time", "1")
    hands.write("Interpreter", "1")
    hands.press("Work it out")


def test_a_curator_enters_before_and_after_and_few_people_are_told_in_words(
    hands: Hands, site: Site
) -> None:
    for title, moment, month in (
        ("Seven people before", "Before the work began", "3"),
        ("Seven people after", "Afterwards, or when it had gone on for a while", "9"),
    ):
        sign_in(hands, site, "curator")
        hands.open(f"/outcomes/of/{CLINIC}")
        says(hands.page, "388 people must answer each time")
        enter(hands, title, moment, month)
        hands.press("Send to a curator")
        publish(hands, site, title)

    hands.page.context.clear_cookies()
    hands.open("/outcomes")
    hands.follow(STATEMENT)
    says(hands.page, "People told us, in words because so few answered")
    says(hands.page, TOLD)
    says(hands.page, "People told us both times. Too few answered")
    expect(hands.page.locator("main")).not_to_contain_text("71%")
    expect(hands.page.locator("main")).not_to_contain_text("improved")


def publish(hands: Hands, site: Site, title: str) -> None:
    """Let somebody else read the results: whoever typed them in does not publish them."""
    sign_in(hands, site, "admin")
    hands.open("/desk")
    hands.follow(f"What people said: “{title}”")
    hands.choose("Publish the results")
    hands.press("Decide, and show the next one")
    says(hands.page, "Everybody can read the results now")


def enter(hands: Hands, title: str, moment: str, month: str) -> None:
    hands.write("What should we call it?", title)
    hands.write("Month", month)
    hands.write("Year", "2026")
    hands.choose(moment)
    hands.choose("In person")
    hands.write("In which languages?", "English")
    hands.write("Who asked them?", "A volunteer")
    hands.choose("The same people as the time before")
    hands.write("What did people tell you, in words?", TOLD)
    hands.press("Go on to the counts")
    hands.page.get_by_label("Which statement?").select_option(label=STATEMENT)
    hands.write("Strongly agree", "5")
    hands.write("In between", "2")
    hands.press("Save these counts")
    hands.press("See what readers will see, and send it")
    says(hands.page, "The rows behind the numbers")


def test_a_member_of_the_board_follows_a_number_to_its_rows(hands: Hands, site: Site) -> None:
    hands.open("/money-and-time")
    says(hands.page, "146 hours")
    hands.page.locator("section", has_text=GIVER).get_by_role("link").first.click()
    says(hands.page, "146 hours")
    hands.follow(FALLS)
    says(hands.page, "146 hours")

    hands.open("/what-people-told-us?by=service&window=last_quarter")
    hands.page.get_by_role("link", name="GP services: Positive").first.click()
    survey = hands.page.get_by_role("listitem").filter(has_text="Made-up GP survey").first
    survey.get_by_role("link", name="GP services").first.click()
    says(hands.page, "nobody answers the phone")

    hands.open("/outcomes")
    hands.follow("Made-up yearly survey, second")
    says(hands.page, "55%")
    expect(hands.page.get_by_text("The rows behind the numbers")).to_have_count(0)
    at = hands.page.url
    sign_in(hands, site, "curator")
    hands.open(at)
    says(hands.page, "The rows behind the numbers")
    says(hands.page, "136")
