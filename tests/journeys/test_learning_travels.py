"""A team finds a pilot, uses it, is asked half a year later, and a Board sees what became of it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import HOME, Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_the_main_story import (
    answer_the_other_nine,
    answer_the_rest,
    give_a_quick_pass,
    says,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SOURCE = "diabetes-evenings-in-bengali-at-the-mosque"
TITLE = "Diabetes evenings in Bengali, at the mosque"
OURS = "Diabetes mornings in Somali, at the library"
ADDRESS = "diabetes-mornings-in-somali-at-the-library"
ASKED = "How do peple with diabetis meet in Bengalli?"
BECAUSE = "It stopped, because the library closed on Fridays."
MONTHS_LATER = """
from datetime import timedelta
from coprod.app import create_app
from coprod.core.values import clock
from coprod.core.mail import deliver_due
from coprod.learning.adoption.commands import send_due_questions

with create_app().app_context(), clock.on(clock.today() + timedelta(days=DAYS)):
    print("letters", send_due_questions())
    while deliver_due():
        pass
"""


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hands(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Hands]:
    options = {**browser_context_args, "java_script_enabled": request.param}
    with new_hands(browser, options) as hands:
        yield hands


def test_a_question_with_slips_narrowed_by_two_facets_finds_a_pilot(
    hands: Hands, site: Site
) -> None:
    hands.open("/stories")
    hands.write("Words to look for", ASKED)
    hands.press("Search")
    says(hands.page, "Did you mean")
    hands.follow("how do people with diabetes")

    narrow(hands, "group", "bangladeshi_residents")
    narrow(hands, "method", "peer_support")

    expect(hands.page.locator(".app-chip")).to_have_count(2)
    assert "group=bangladeshi_residents" in hands.page.url
    assert "method=peer_support" in hands.page.url
    expect(hands.page.locator(".app-item").first).to_contain_text(TITLE)
    hands.follow(TITLE)
    says(hands.page, "Read next")


@pytest.fixture
def mouse(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, browser_context_args) as hands:
        yield hands


def test_what_became_of_a_pilot_elsewhere_stands_on_it_and_shows_the_drift(
    mouse: Hands, site: Site
) -> None:
    sign_in(mouse, site, "team")
    use(mouse)
    finish(mouse)
    give_a_quick_pass(mouse)
    answer_the_other_nine(mouse)
    publish_it(mouse, site)

    assert months_later(site, 150) == 0
    assert months_later(site, 200) == 1
    assert months_later(site, 201) == 0
    answer_how_it_went(mouse, site)

    read_the_source(mouse)
    says(mouse.page, "It stopped")
    expect(mouse.page.get_by_text(BECAUSE)).to_have_count(0)
    show_it(mouse, site)
    read_the_source(mouse)
    says(mouse.page, BECAUSE)
    see_the_drift(mouse)


def narrow(hands: Hands, facet: str, value: str) -> None:
    """Open a facet if it is shut, tick a value in it, and show what is left."""
    box = hands.page.locator(f"input[name={facet}][value={value}]")
    if not box.is_visible():
        hands.page.locator(f"details:has(input[name={facet}]) > summary").click()
    box.check(force=True)
    hands.press("Show results")


def use(hands: Hands) -> None:
    hands.open(f"/stories/{SOURCE}")
    hands.follow("Learning and use")
    hands.press("Use this")
    hands.write("What will yours be called?", OURS)
    hands.choose("The same, in a new place")
    hands.write("What do you keep as it was?", "Somebody whom people know leads it.")
    hands.write("What do you change?", "The language and the time of day.")
    hands.press("Start my activity")
    says(hands.page, "Say why you change that")
    hands.write("Why do you change it?", "Mothers are free in the morning.")
    hands.press("Start my activity")


def finish(hands: Hands) -> None:
    answer_the_rest(
        hands,
        summary="Mornings about food and walking, in Somali.",
        leader="A mothers’ group",
        year="2026",
        promised="Co-design",
    )


def publish_it(hands: Hands, site: Site) -> None:
    hands.open("/my-work")
    hands.follow(OURS)
    hands.press("Send it to a curator")
    sign_in(hands, site, "curator")
    hands.open("/desk")
    hands.follow(OURS)
    hands.choose("Publish")
    hands.press("Decide, and show the next one")
    read_the_source(hands)
    says(hands.page, OURS)


def months_later(site: Site, days: int) -> int:
    """Run the job and deliver its mail as if so many days had gone by."""
    environment = {
        **os.environ,
        "COPROD_ENVIRONMENT": "development",
        "COPROD_DEMO": "1",
        "COPROD_DATA_FOLDER": str(site.mail.parent),
    }
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", MONTHS_LATER.replace("DAYS", str(days))],
        cwd=HOME,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    letters = re.search(r"^letters (\d+)$", done.stdout, re.MULTILINE)
    assert letters, done.stdout + done.stderr
    return int(letters.group(1))


def answer_how_it_went(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "team")
    hands.open(link_in_letter(site))
    hands.choose("It stopped")
    hands.write("Say more", BECAUSE)
    hands.press("Send")


def link_in_letter(site: Site) -> str:
    told = [path.read_text() for path in sorted(site.mail.glob("*.txt"))]
    links = [re.search(rf"/activities/{ADDRESS}/how-it-went", text) for text in told]
    return next(found.group() for found in links if found)


def show_it(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "curator")
    hands.open("/desk")
    hands.follow(f"How it went: “{OURS}”")
    says(hands.page, BECAUSE)
    hands.choose("Show them")
    hands.press("Decide, and show the next one")


def read_the_source(hands: Hands) -> None:
    hands.page.context.clear_cookies()
    hands.open(f"/stories/{SOURCE}/learning")


def see_the_drift(hands: Hands) -> None:
    """A Board member needs no account: the level of the source, and of what came from it."""
    says(hands.page, "One level lower")
    hands.follow("See the whole family, and whether the level fell")
    family = hands.page.locator("main")
    expect(family).to_contain_text("Co-design, level 6 of 7")
    expect(family).to_contain_text("Engagement, level 5 of 7 Claimed. One level lower")
    expect(family.locator("svg desc")).to_contain_text(f"{OURS}, level 5 of 7")
