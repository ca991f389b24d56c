"""A lunch club collects on one tablet with codes; a team that collects for itself gains nothing."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coprod.assessment.resident_rating.enums import QUESTION_NAMES
from tests.journeys.conftest import Site
from tests.journeys.hands import Mouse
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ENTRY = "a-falls-group-in-poplar-made-from-the-one-in-bow"
TABLET: dict[str, Any] = {"viewport": {"width": 800, "height": 1100}, "has_touch": True}
BEST = {"G1": "yes", **dict.fromkeys(("Q2", "Q5", "Q6", "Q8", "Q9", "Q13"), "4")}
UNMARKED = ".app-climb__rung:not(.app-climb__rung--marked)"

Opener = Callable[[], Mouse]


def consultation(place: int) -> dict[str, str]:
    """Return what a resident answers who was heard, while staff decided: no two are quite alike."""
    differing = {"Q5": str(1 + place % 3), "Q6": str(1 + place // 3 % 4)}
    return {"G1": "yes", "Q2": "1", "Q8": "2", "Q9": "2", "Q13": "2", **differing}


@pytest.fixture(scope="module")
def opened(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Opener]:
    """Each call is another browser, with nothing in it."""
    contexts: list[BrowserContext] = []

    def new() -> Mouse:
        contexts.append(browser.new_context(**browser_context_args, **TABLET))
        contexts[-1].set_default_timeout(10_000)
        return Mouse(contexts[-1].new_page())

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def team(opened: Opener, site: Site) -> Mouse:
    hands = opened()
    sign_in(hands, site, "team")
    return hands


@pytest.fixture(scope="module")
def curator(opened: Opener, site: Site) -> Mouse:
    hands = opened()
    sign_in(hands, site, "curator")
    return hands


@pytest.fixture(scope="module")
def visitor(opened: Opener) -> Mouse:
    return opened()


@pytest.fixture(scope="module")
def lunch_club(opened: Opener, team: Mouse, curator: Mouse, visitor: Mouse) -> list[str]:
    """Let twelve residents answer on one tablet.

    Return what visitor and team saw meanwhile, and what the visitor saw after the release.
    """
    link = open_round(team)
    here = team.page.url
    codes = issue_codes(curator, here)
    tablet = opened()
    for place, code in enumerate(codes[:12]):
        pass_on(tablet, link, code, is_first=place == 0)
        fill_in(tablet.page, consultation(place))
        if place == 0:
            tablet.write("Do you have a slip with a code?", code)
        tablet.press("Send my answers")
        says(tablet.page, "We have your answers.")
    seen = [ratings(visitor), shown_at(team, here)]
    close_and_release(team, curator, here)
    return [*seen, ratings(visitor)]


def open_round(team: Mouse) -> str:
    team.open(f"/activities/{ENTRY}/residents")
    team.press("Open the round")
    return team.page.locator("main a[href^='/rate/']").first.get_attribute("href") or ""


def issue_codes(curator: Mouse, here: str) -> list[str]:
    curator.open(here)
    curator.follow("Give out codes")
    curator.write("Who collects the answers?", "A lunch club in Poplar")
    curator.write("Which session are the codes for?", "Lunch on a Tuesday")
    curator.write("How many people are at the session?", "12")
    curator.press("Make the codes")
    codes = curator.page.locator(".app-slips__code")
    expect(codes).to_have_count(14)
    return codes.all_inner_texts()


def pass_on(tablet: Mouse, link: str, code: str, *, is_first: bool) -> None:
    if is_first:
        tablet.open(link)
        return
    tablet.write("Does somebody else want to answer here?", code.upper())
    tablet.press("Go to the questions")
    expect(tablet.page.locator("input[name=slip_code]")).to_have_value(code.upper())


def fill_in(page: Page, values: dict[str, str]) -> None:
    """Answer on each screen what is known for it, up to the last one."""
    for name in QUESTION_NAMES:
        if name in values:
            page.locator(f"input[type=radio][name={name}][value='{values[name]}']").check(
                force=True
            )
        page.get_by_role("button", name="Continue", exact=True).click()


def close_and_release(team: Mouse, curator: Mouse, here: str) -> None:
    team.open(here)
    team.press("Close the round")
    expect(team.page.get_by_text("The round is closed")).to_be_visible()
    curator.open(f"{urlsplit(here).path}/answers")
    curator.page.get_by_role("link", name="Release this round").click()
    curator.choose("Release this round")
    curator.press("Decide, and show the next one")
    expect(curator.page.get_by_text("Released. It is shown")).to_be_visible()


def ratings(visitor: Mouse) -> str:
    return shown_at(visitor, f"/stories/{ENTRY}/ratings")


def shown_at(hands: Mouse, address: str) -> str:
    """Return the words of a page, without the levels of its ladder at which there is no mark."""
    hands.open(address)
    hands.page.locator(UNMARKED).evaluate_all("all => all.forEach(each => each.remove())")
    return hands.page.locator("main").inner_text()


def test_twelve_residents_on_one_tablet_are_shown_once_a_curator_has_released_them(
    lunch_club: list[str],
) -> None:
    *before, shown = lunch_club
    assert all("people answered" not in seen and "Consultation" not in seen for seen in before)

    assert "About 10 people answered" in shown
    assert "Collected independently" in shown
    assert "Collected by the team" not in shown
    assert "2 levels apart: this needs a conversation" in shown


@pytest.mark.usefixtures("lunch_club")
def test_a_team_with_ten_browsers_buys_no_word_and_closes_no_conversation(
    opened: Opener, team: Mouse, curator: Mouse, visitor: Mouse
) -> None:
    link = open_round(team)
    here = team.page.url
    for _browser in range(10):
        own = opened()
        own.open(link)
        fill_in(own.page, BEST)
        own.press("Send my answers")
        says(own.page, "We have your answers.")
    close_and_release(team, curator, here)

    shown = ratings(visitor)

    assert "Collected by the team" in shown
    assert "Collected independently" in shown
    assert "2 levels apart: this needs a conversation" in shown
    assert "vidence checked" not in shown
