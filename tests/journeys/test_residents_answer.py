"""Ten residents answer on phones: nobody sees a thing until a curator has released the round."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Mouse
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ENTRY = "young-carers-make-a-film-for-their-schools"
TITLE = "Young carers make a film for their schools"
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
ANSWERS = (
    "Yes",
    "Staff heard us, then decided",
    "Only costs, if I asked",
    "They always asked. I got most",
    "Late, or in hard words",
    "We talked often. Staff wrote the choices",
    "A little, in general",
)
ROUTES = (
    f"/stories/{ENTRY}",
    f"/stories/{ENTRY}/ratings",
    "/stories?q=young+carers",
    f"/compare?entry={ENTRY}",
    "/challenges",
)
"""Where a result could be read: none of them tells that anybody answered."""

Phone = Callable[[], Mouse]


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Phone]:
    """Each call is somebody else's phone."""
    opened: list[BrowserContext] = []

    def new() -> Mouse:
        opened.append(browser.new_context(**browser_context_args, **PHONE))
        opened[-1].set_default_timeout(10_000)
        return Mouse(opened[-1].new_page())

    yield new
    for context in opened:
        context.close()


def test_what_ten_residents_say_is_shown_once_a_curator_has_released_it(
    phone: Phone, site: Site
) -> None:
    visitor, team, curator = phone(), phone(), phone()
    link = ask(team, site)
    wait_for_the_index(visitor)
    before = seen_by(visitor)
    for _resident in range(10):
        answer(phone(), link)
    assert seen_by(visitor) == before
    is_kept_back(visitor)

    close(team)
    is_kept_back(visitor)
    release(curator, site)

    visitor.open(f"/stories/{ENTRY}/ratings")
    says(visitor.page, "About 10 people answered. Half of them or more came out at this level")
    expect(visitor.page.locator(".app-residents")).to_contain_text("Consultation")
    says(visitor.page, "Collected by the team")
    says(visitor.page, "3 levels apart: this needs a conversation")


def close(team: Mouse) -> None:
    team.open(f"/activities/{ENTRY}/residents")
    team.page.locator(f"main a[href^='/activities/{ENTRY}/residents/']").first.click()
    team.press("Close the round")


def release(curator: Mouse, site: Site) -> None:
    sign_in(curator, site, "curator")
    curator.open("/desk?kind=residents-round")
    curator.follow(f"What residents said about “{TITLE}”")
    curator.choose("Release this round")
    curator.press("Decide, and show the next one")
    says(curator.page, "Released. It is shown")


def ask(team: Mouse, site: Site) -> str:
    sign_in(team, site, "team")
    team.open(f"/activities/{ENTRY}/residents")
    team.press("Open the round")
    address = team.page.locator("a[href^='/rate/']").first.get_attribute("href") or ""
    return address.removesuffix("/poster").removesuffix("/paper")


def answer(resident: Mouse, link: str) -> None:
    resident.open(link)
    for words in ANSWERS:
        choose(resident, words)
        resident.press("Continue")
    resident.press("Send my answers")
    says(resident.page, "We have your answers.")


def choose(resident: Mouse, words: str) -> None:
    """Tap the first question that has this answer and none chosen yet."""
    asked = resident.page.locator("fieldset").filter(
        has=resident.page.get_by_text(words, exact=True),
        has_not=resident.page.locator("input:checked"),
    )
    asked.first.get_by_text(words, exact=True).tap()


def wait_for_the_index(visitor: Mouse) -> None:
    """Each process of a server shows what is related once it has read what there is."""
    related = visitor.page.get_by_role("heading", name="Read next", exact=True)
    in_a_row = 0
    for _try in range(60):
        visitor.open(f"/stories/{ENTRY}")
        in_a_row = in_a_row + 1 if related.count() else 0
        if in_a_row == 12:
            return
        visitor.page.wait_for_timeout(50 if in_a_row else 500)
    raise AssertionError("the index was not made in half a minute")


def seen_by(visitor: Mouse) -> list[str]:
    seen = []
    for route in ROUTES:
        visitor.open(route)
        seen.append(visitor.page.locator("main").inner_text())
    return seen


def is_kept_back(visitor: Mouse) -> None:
    visitor.open(f"/stories/{ENTRY}/ratings")
    says(visitor.page, "Kept back for now.")
    expect(visitor.page.get_by_text("Half of them or more came out")).to_have_count(0)
