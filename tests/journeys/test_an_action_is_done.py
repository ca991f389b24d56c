"""An action comes from a comment, is late, is chased, is in the next pack, is done, and is seen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from coprod.core.values import clock
from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_board_pack import write_pack
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STORY = "a-front-desk-that-deaf-people-run-with-the-practice"
BOARD = "Tower Hamlets Together Board"
ACTION = "A lamp at the front desk that shows whose turn it is"
STEPS = ("Choose the lamp with deaf people", "Put it up")
EVIDENCE = "The lamp is there since last week. Come and see it."
ENOUGH = 5
"""So many people must have answered before what they say is shown."""


@pytest.fixture
def hands(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, browser_context_args, patience=20_000) as hands:
        yield hands


def test_an_action_is_made_chased_done_and_seen_by_residents(hands: Hands, site: Site) -> None:
    yesterday = clock.today() - timedelta(days=1)
    sign_in(hands, site, "curator")
    action = make_action_of_comment(hands, yesterday)
    says(hands.page, "1 day late")
    chase(hands, site)
    stand_in_next_pack(hands, site)
    finish(hands, action)
    for _resident in range(ENOUGH):
        say_it_happened(hands, action)
    says(hands.page, "Answers that people left here say that it happened.")


def make_action_of_comment(hands: Hands, due: date) -> str:
    """From the page on which a curator decides about the comment. Its source stands there."""
    hands.open(f"/comments/on/entry/{STORY}")
    hands.follow("Decide again")
    hands.follow("Make an action for a board")
    expect(hands.page.get_by_label("What somebody told us")).to_be_checked()
    hands.page.get_by_label("Which board is it for?").select_option(label=BOARD)
    hands.write("What will be done?", ACTION)
    hands.write("Which role looks after it?", "Practice manager")
    team = hands.page.get_by_label("Who gets the letters about it?")
    team.select_option(value=team.locator("option", has_text="team").first.get_attribute("value"))
    for part in ("day", "month", "year"):
        hands.page.fill(f"#due-{part}", str(getattr(due, part)))
    hands.write("Which steps are there?", "\n".join(STEPS))
    hands.press("Save")
    says(hands.page, "The action was added. Everybody can read it")
    address = hands.page.url.partition("?")[0]
    hands.follow("The comment of")
    says(hands.page, "What people say")
    hands.open(address)
    return address


def chase(hands: Hands, site: Site) -> None:
    """Tick it, read the letter as it will go, and send it with one press."""
    hands.open("/desk/chase")
    hands.page.get_by_role("checkbox", name=ACTION).check(force=True)
    hands.press("See the letters")
    says(hands.page, ACTION)
    hands.press("Send it")
    says(hands.page, "Number of things the letters were about: 1.")
    assert has_letter(hands, site)


def has_letter(hands: Hands, site: Site) -> bool:
    """Wait for the worker to send the lead a letter about the action."""
    for _try in range(100):
        letters = [" ".join(path.read_text().split()) for path in site.mail.glob("*")]
        if any("To: team@demo.example" in each and ACTION in each for each in letters):
            return True
        hands.page.wait_for_timeout(100)
    return False


def stand_in_next_pack(hands: Hands, site: Site) -> None:
    """Nobody puts it there: a pack that is begun now has the figure and the row."""
    pack = write_pack(hands, site, clock.today() + timedelta(days=12))
    hands.open(f"{pack}/figures/late-actions")
    says(hands.page, ACTION)


def finish(hands: Hands, action: str) -> None:
    """Nothing is done without something to check; what was typed stays."""
    hands.open(action)
    hands.follow("Say how it stands now")
    for step in STEPS:
        hands.page.get_by_label(step).select_option(label="100%")
    hands.choose("Done")
    hands.press("Tell readers")
    says(hands.page, "Give readers something to check")
    hands.write("If it is done: what can a reader check?", EVIDENCE)
    hands.press("Tell readers")
    says(hands.page, "2 of 2 steps")
    says(hands.page, EVIDENCE)
    expect(hands.page.get_by_text("1 day late")).to_have_count(0)


def say_it_happened(hands: Hands, action: str) -> None:
    hands.page.context.clear_cookies()
    hands.open(action)
    hands.press("Yes, this happened")
    says(hands.page, "You have said how you see it. Thank you.")
