"""A Monday at the desk: mixed things decided one after the other, then letters, by keyboard."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import HOME, Site
from tests.journeys.hands import IS_FOCUSED, Keyboard
from tests.journeys.monday import CHASES, MONDAY
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

KEYS_FOR_FIFTY_COMMENTS = 146
FEWEST_KINDS = 5
NEEDS_A_WORD = ("Tab", "Tab", *"Done", "Tab")
"""From the choice past the button to the box, and from there to the button below it."""
REVIEW = re.compile(r"/desk/reviews/\d+$")
FOCUSED_CHOICE = "input[name=decision]:focus"
FAR = 60


class CountedKeys:
    """The keyboard alone, with every key that is pressed counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.number += 1

    def send(self, key: str = "Enter") -> None:
        with self.page.expect_navigation():
            self.press(key)

    def skip_to_content(self) -> None:
        """Go past the header and the menu, as the first link of each page lets everybody."""
        self.press("Tab", "Enter")

    def reach(self, thing: Locator) -> None:
        for _press in range(FAR):
            if thing.evaluate(IS_FOCUSED):
                return
            self.press("Tab")
        raise AssertionError(f"cannot be reached on {self.page.url}")


def fill_the_desk(site: Site, day: int) -> None:
    folder = str(site.mail.parent)
    settings = {**os.environ, "COPROD_ENVIRONMENT": "development", "COPROD_DATA_FOLDER": folder}
    settings.pop("COPROD_TEST_DATABASE_URL", None)
    program = [sys.executable, "-m", "tests.journeys.monday", str(day)]
    subprocess.run(program, cwd=HOME, env=settings, timeout=180, check=True)  # noqa: S603 - our own


@pytest.fixture(params=[True, False], ids=["JavaScript", "no-JavaScript"])
def desk(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    site: Site,
) -> Iterator[Page]:
    fill_the_desk(site, day=1 if request.param else 2)
    context = browser.new_context(**browser_context_args, java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    page = context.new_page()
    sign_in(Keyboard(page), site, "curator")
    page.goto("/desk")
    yield page
    context.close()


def test_thirty_mixed_things_and_three_chases_are_done_by_keyboard(desk: Page) -> None:
    keys = CountedKeys(desk)
    kinds = decide_all(desk, keys)
    assert len(kinds) >= FEWEST_KINDS
    assert keys.number * 50 <= KEYS_FOR_FIFTY_COMMENTS * MONDAY, f"{keys.number} keys"

    desk.goto("/desk")
    chase_three(desk, CountedKeys(desk))


def decide_all(desk: Page, keys: CountedKeys) -> set[str]:
    """Decide with two keys each: Space chooses what has the focus, Enter leads to the next."""
    keys.skip_to_content()
    keys.reach(desk.get_by_role("button", name="Start at the top"))
    keys.send()
    kinds = set()
    for _each in range(MONDAY):
        expect(desk).to_have_url(REVIEW)
        desk.locator(FOCUSED_CHOICE).wait_for()
        kind = desk.locator(".govuk-caption-l").inner_text()
        kinds.add(kind)
        needs_a_word = re.search("asked for|look at again|[Mm]essage", kind)
        keys.press("Space", *(NEEDS_A_WORD if needs_a_word else ()))
        keys.send()
    return kinds


def chase_three(desk: Page, keys: CountedKeys) -> None:
    """Tick what is late, read the letters as they will go, and send them with one press."""
    keys.skip_to_content()
    keys.reach(desk.get_by_role("link", name=re.compile("to chase")))
    keys.send()
    boxes = desk.get_by_role("checkbox", name="Old on Monday").all()[:CHASES]
    names = [box.evaluate("e => e.labels[0].textContent.trim()") for box in boxes]
    keys.skip_to_content()
    for box in boxes:
        keys.reach(box)
        keys.press("Space")
    keys.send()

    says(desk, "Is your story still true?")
    keys.skip_to_content()
    keys.reach(desk.get_by_role("button", name="Send all of them"))
    keys.send()

    says(desk, f"Number of things the letters were about: {CHASES}.")
    for name in names:
        expect(desk.get_by_role("checkbox", name=name, exact=True)).to_have_count(0)
