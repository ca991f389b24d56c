"""A curator asks a leader to sign a promise; the leader signs by the letter alone."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.conftest import Site
from tests.journeys.hands import Mouse
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LEADER = "leader@example.org"
ROLE = "Head of estates"
WHY_NOT = "The finance board decides that in March."
People = Callable[[], Mouse]


@pytest.fixture
def people(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[People]:
    """Each call is somebody else, in a browser that has never been here."""
    opened: list[BrowserContext] = []

    def new() -> Mouse:
        opened.append(browser.new_context(**browser_context_args))
        opened[-1].set_default_timeout(20_000)
        return Mouse(opened[-1].new_page())

    yield new
    for context in opened:
        context.close()


def test_a_leader_signs_by_mail_and_everybody_reads_it(people: People, site: Site) -> None:
    curator, leader, reader = people(), people(), people()
    sign_in(curator, site, "curator")
    promise, words = ask(curator)

    leader.open(find_link(site))
    says(leader.page, words)
    sign(leader)
    says(leader.page, "What could not be changed")

    reader.open(promise)
    says(reader.page, "Signed by leaders")
    reader.follow(ROLE)
    says(reader.page, words)
    says(reader.page, WHY_NOT)
    leader.open(find_link(site))
    says(leader.page, "This link has been used")


def ask(curator: Mouse) -> tuple[str, str]:
    """Ask the role to sign the first promise of the list, and return its address and words."""
    curator.open("/promises")
    curator.page.locator("a[href*='/promises/']").first.click()
    words = curator.page.locator(".app-pledge__words").inner_text()
    promise = curator.page.url
    curator.follow("Ask a leader to sign this")
    says(curator.page, words)
    says(curator.page, "The letter as it will go")
    choice = curator.page.get_by_label("Which role is to sign?")
    choice.select_option(label=f"{ROLE}, London Borough of Tower Hamlets")
    curator.write("The e-mail address of whoever has this role", LEADER)
    curator.press("Send the letter")
    says(curator.page, "Waits for an answer")
    return promise, words


def sign(leader: Mouse) -> None:
    leader.tick("answer", "signed")
    leader.tick("budget", "no")
    leader.tick("contract", "yes")
    leader.tick("rule", "yes")
    leader.press("Send my answer")
    says(leader.page, "Say why you cannot change it, or who can")
    leader.page.locator("#budget_words").fill(WHY_NOT)
    leader.press("Send my answer")


def find_link(site: Site) -> str:
    """Return the link in the letter to the leader; waits for the worker."""
    for _try in range(150):
        for path in site.mail.glob("*"):
            text = path.read_text().replace("=\n", "")
            link = re.search(r"/board/leaders/sign/[0-9a-f]{64}", text)
            if link and f"To: {LEADER}" in text:
                return link.group()
        time.sleep(0.1)
    raise AssertionError(f"no letter with a link for {LEADER}")
