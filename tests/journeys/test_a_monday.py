"""A Monday at the desk: mixed things, decided one after the other by keyboard alone."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import HOME, Site
from tests.journeys.hands import Keyboard
from tests.journeys.monday import MONDAY
from tests.journeys.test_the_main_story import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

KEYS_FOR_FIFTY_COMMENTS = 146
FEWEST_KINDS = 5
NEEDS_A_WORD = ("Tab", "Tab", *"Done", "Tab")
"""From the choice past the button to the box, and from there to the button below it."""
REVIEW = re.compile(r"/desk/reviews/\d+$")


@pytest.fixture
def desk(page: Page, site: Site) -> Page:
    """Return the desk of a curator on which thirty things of five kinds wait."""
    folder = str(site.mail.parent)
    settings = {**os.environ, "COPROD_ENVIRONMENT": "development", "COPROD_DATA_FOLDER": folder}
    fill_the_desk(settings)
    page.set_default_timeout(10_000)
    sign_in(Keyboard(page), site, "curator")
    page.goto("/desk")
    return page


def test_thirty_mixed_things_are_decided_with_the_keys_that_comments_take(desk: Page) -> None:
    """Two keys each: Space chooses what has the focus, Enter sends it and leads to the next."""
    desk.get_by_role("button", name="Start at the top").focus()
    press(desk, "Enter")
    kinds, keys = set(), 1

    for _each in range(MONDAY):
        expect(desk).to_have_url(REVIEW)
        kinds.add(kind_of(desk))
        desk.locator("input[name=decision]:focus").wait_for()
        before = ["Space", *NEEDS_A_WORD] if "asked for" in kind_of(desk) else ["Space"]
        for key in before:
            desk.keyboard.press(key)
        press(desk, "Enter")
        keys += len(before) + 1

    assert len(kinds) >= FEWEST_KINDS
    assert keys * 50 <= KEYS_FOR_FIFTY_COMMENTS * MONDAY


def kind_of(page: Page) -> str:
    return page.locator(".govuk-caption-l").inner_text()


def fill_the_desk(settings: dict[str, str]) -> None:
    """Wait for our turn: the worker of a register that has just begun writes for a while."""
    for _try in range(5):
        filled = subprocess.run(
            [sys.executable, "-m", "tests.journeys.monday"],
            cwd=HOME,
            env=settings,
            timeout=120,
            check=False,
        )
        if filled.returncode == 0:
            return
    raise AssertionError("the desk could not be filled")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
