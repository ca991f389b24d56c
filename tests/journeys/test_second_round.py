"""A team assesses again and rises: the first round stays as it was, and others are led to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Mouse
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ROSE = "new-opening-hours-at-the-health-centre"
TITLE = "New opening hours at the health centre"
LIKE_IT = "clearer-letters-from-the-eye-clinic"
"""Of the same workstream, and held by the same question as the other was at first."""
NOBODY_ROSE = "No activity like this one has moved up from here yet"
ANSWERS = (1, 2, 2, 2, 2, 2, 1, 2, 2, 1, 1, 1, 2, 1)
SINCE = "The team has assessed this again since. This is how it was then."


@pytest.fixture
def team(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[Mouse]:
    context = browser.new_context(**browser_context_args, viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    hands = Mouse(context.new_page())
    sign_in(hands, site, "team")
    yield hands
    context.close()


def test_a_second_round_rises_the_first_is_untouched_and_others_are_led_to_it(team: Mouse) -> None:
    first = first_answers(team)
    before = seen(team, first)
    assert "Informing" in before
    team.open(f"/stories/{LIKE_IT}/moving-up")
    says(team.page, NOBODY_ROSE)

    assess(team)
    says(team.page, "Engagement")

    after = seen(team, first)
    assert SINCE in after
    assert [line for line in after if line != SINCE] == before
    both_rounds_are_shown(team)
    what_changed_is_shown_to_whoever_stands_there(team)


def first_answers(team: Mouse) -> str:
    """Return where the answers of the first round are read."""
    team.open(f"/stories/{ROSE}/ratings")
    link = team.page.get_by_role("link", name="See the answers behind this level").first
    return link.get_attribute("href") or ""


def seen(team: Mouse, address: str) -> list[str]:
    team.open(address)
    lines = team.page.locator("main").inner_text().splitlines()
    return [line.strip() for line in lines if line.strip()]


def assess(team: Mouse) -> None:
    team.open(f"/activities/{ROSE}/assess")
    expect(team.page.get_by_label("Part of the way through")).to_be_checked()
    team.press("Begin")
    team.choose("Yes")
    for number, place in enumerate(ANSWERS, start=1):
        # parts that are folded are sent as well: only what is seen can be clicked
        team.page.locator(f"input[name=Q{number}-choice]").nth(place).evaluate("e => e.click()")
    team.page.locator("button[value=check]").evaluate("e => e.click()")
    team.page.wait_for_url("**/check")
    team.press("Send in and see the result")


def both_rounds_are_shown(team: Mouse) -> None:
    team.open(f"/stories/{ROSE}/ratings")
    expect(team.page.get_by_role("heading", name="Round by round")).to_have_count(1)
    table = team.page.get_by_role("table").filter(has_text="Part of the way through").first
    expect(table.get_by_role("row").filter(has_text="At the start")).to_contain_text("Informing")
    second = table.get_by_role("row").filter(has_text="Part of the way through")
    expect(second).to_contain_text("Engagement")


def what_changed_is_shown_to_whoever_stands_there(team: Mouse) -> None:
    team.open(f"/stories/{LIKE_IT}/ratings")
    team.follow("How other teams got further")
    example = team.page.locator("section").filter(has_text=TITLE).first
    for said in (
        "From Informing to Engagement.",
        "The same workstream: Living Well.",
        "The same question kept it at its level: Planning together",
        "Options were talked through several times. Staff wrote them",
        "This is true for you too.",
    ):
        expect(example).to_contain_text(said)
    expect(team.page.get_by_text(NOBODY_ROSE)).to_have_count(0)
