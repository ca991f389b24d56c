"""A voice lead makes a Board's paper, a lay member reads it, and the next one says what moved."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from coprod.core.values import clock
from tests.journeys.conftest import Site
from tests.journeys.hands import Hands, new_hands
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

BOARD = "NHS North East London board"
ENTRY = "new-opening-hours-at-the-health-centre"
TITLE = "New opening hours at the health centre"
NARRATIVE = "Few teams wrote down why they chose a level. We will ask them."
SECTIONS = 8
REPORT_BACK = "Report back on the four challenges"


@pytest.fixture
def hands(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, browser_context_args, patience=20_000) as hands:
        yield hands


def test_a_pack_freezes_and_the_next_one_says_what_moved(hands: Hands, site: Site) -> None:
    today = clock.today()
    first = write_pack(hands, site, today + timedelta(days=10))
    read_and_freeze(hands, site, first)
    take_files(hands, first)

    judge(hands, site)
    hands.open(f"{first}/figures/decide-on-purpose")
    says(hands.page, "Not recorded yet")

    second = write_pack(hands, site, today + timedelta(days=40))
    hands.open(f"{second}/changes")
    says(hands.page, f"Up: {TITLE}")
    read_and_freeze(hands, site, second)
    lead_to_rows(hands, first)
    lead_to_rows(hands, second)


def write_pack(hands: Hands, site: Site, meeting: date) -> str:
    address = begin_pack(hands, site, meeting)
    says(hands.page, "Nobody else has read it")
    hands.follow("Write this section")
    for _section in range(SECTIONS):
        hands.page.get_by_label("This sentence is right and fair").check(force=True)
        hands.write("Your narrative", NARRATIVE)
        hands.press("Save, next section")
    return address


def begin_pack(hands: Hands, site: Site, meeting: date, kind: str = REPORT_BACK) -> str:
    """Begin a draft for a meeting, about the hundred days before it, and return its address."""
    sign_in(hands, site, "curator")
    hands.open("/board/packs/new")
    hands.choose(kind)
    hands.page.get_by_label("Which board is it for?").select_option(label=BOARD)
    days = {
        "meeting_on": meeting,
        "starts": meeting - timedelta(days=100),
        "ends": meeting - timedelta(days=11),
    }
    for name, day in days.items():
        for part in ("day", "month", "year"):
            hands.page.fill(f"#{name}-{part}", str(getattr(day, part)))
    hands.press("Start the pack")
    return hands.page.url.partition("?")[0]


def read_and_freeze(hands: Hands, site: Site, address: str) -> None:
    """A lay member reads it, whom the curator names; then the button is there."""
    hands.open(f"{address}/readers")
    hands.page.get_by_label("Lay member").first.check(force=True)
    hands.press("Save")
    expect(hands.page.get_by_role("button", name="Freeze the pack")).to_have_count(0)
    sign_in(hands, site, "lay")
    hands.open(address)
    hands.press("I have read it all")
    sign_in(hands, site, "curator")
    hands.open(address)
    hands.press("Freeze the pack")
    says(hands.page, "Every figure was true on that day and does not change.")


def take_files(hands: Hands, address: str) -> None:
    """The worker makes them while the reader looks on."""
    hands.page.context.clear_cookies()
    hands.open(f"{address}/files")
    expect(hands.page.get_by_text("4 of 4 are ready")).to_be_visible(timeout=120_000)
    pdf = hands.page.request.get(f"{address}.pdf", timeout=120_000)
    assert pdf.body().startswith(b"%PDF")
    word = hands.page.request.get(f"{address}.docx", timeout=120_000)
    assert word.body().startswith(b"PK")


def judge(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "curator")
    hands.open(f"/stories/{ENTRY}/challenges/c3")
    form = hands.page.locator("form[action$='/judge']")
    form.locator("input[name=value][value='3']").check(force=True)
    form.locator("textarea[name=reason]").fill("They chose it at the start, and said why.")
    form.locator("button[type=submit]").click()
    says(hands.page, "They chose it at the start, and said why.")


def lead_to_rows(hands: Hands, address: str) -> None:
    """Every figure of a pack leads to the page with its rows."""
    hands.page.context.clear_cookies()
    hands.open(f"{address}/figures")
    links = hands.page.locator("main table a").evaluate_all("all => all.map(each => each.href)")
    assert len(links) >= SECTIONS
    for link in links:
        assert hands.page.request.get(link).ok
