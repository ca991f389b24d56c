"""A planning group plans six months, draws an agenda, and what it decided becomes something."""

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

GROUP = "Spring planning group"
FUNDING = "Health inequalities funding: final process"
ASK = "Revised ask for partnership roles"
SECRET = "A contract that is not signed yet"
SPOTLIGHT = "Spotlight: the food club"
ACTION = "Publish how the money is shared out"
DAYS_AHEAD = (20, 50, 80)
LONG = 50
"""Minutes of an item: two of them are too much for a meeting of 90 minutes with a third."""


@pytest.fixture
def hands(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Hands]:
    with new_hands(browser, browser_context_args, patience=20_000) as hands:
        yield hands


def test_a_group_plans_six_months_and_draws_an_agenda(hands: Hands, site: Site) -> None:
    sign_in(hands, site, "curator")
    here = add_group(hands)
    seat_lay_member(hands, here)
    meetings = [plan_meeting(hands, here, clock.today() + timedelta(days=n)) for n in DAYS_AHEAD]
    fill_first_meeting(hands, here)
    put_off_twice(hands, here)
    first = meetings[0]
    read_as_visitor(hands, first, here)
    read_as_member(hands, site, first)

    sign_in(hands, site, "curator")
    write_down_what_came_of_it(hands, first)
    read_what_came_of_it(hands, first)


def add_group(hands: Hands) -> str:
    hands.open("/board/groups")
    hands.follow("Add a board or group")
    hands.write("What is it called?", GROUP)
    hands.choose("Planning group")
    hands.write("What is it for?", "It plans what the Board looks at.")
    hands.write("Which roles sit on it?", "Chair\nProgramme lead")
    hands.press("Save")
    says(hands.page, "It was added")
    return hands.page.url.partition("?")[0]


def seat_lay_member(hands: Hands, here: str) -> None:
    hands.open(f"{here}/members")
    choices = hands.page.get_by_label("Who?")
    who = choices.locator("option", has_text="lay").first.get_attribute("value")
    choices.select_option(value=who)
    hands.choose("Lay member")
    hands.press("Add them")
    says(hands.page, "Saved")


def plan_meeting(hands: Hands, here: str, day: date) -> str:
    hands.open(here)
    hands.follow("Plan a meeting")
    for part in ("day", "month", "year"):
        hands.page.fill(f"#day-{part}", str(getattr(day, part)))
    hands.write("From when?", "10:00")
    hands.write("Until when?", "11:30")
    hands.write("Where is it?", "Town hall, step-free")
    hands.choose("Everybody may read that it takes place, and when and where")
    hands.press("Save")
    says(hands.page, "The meeting was planned")
    says(hands.page, "Papers are due")
    return hands.page.url.partition("?")[0]


def fill_first_meeting(hands: Hands, here: str) -> None:
    """The link at a meeting brings its day along; all that stands there is added up."""
    add_item(hands, here, FUNDING, "Decide", LONG)
    says(hands.page, "50 of 90 minutes")
    add_item(hands, here, SECRET, "Discuss", 20, is_public=False)
    add_item(hands, here, ASK, "Decide", LONG)
    says(hands.page, "120 of 90 minutes")
    says(hands.page, "30 minutes too long. Move one item.")
    expect(hands.page.get_by_text("Too long", exact=True)).to_have_count(1)


def add_item(
    hands: Hands, here: str, title: str, purpose: str, minutes: int, *, is_public: bool = True
) -> None:
    hands.open(f"{here}/plan")
    hands.page.locator(".app-plan-meeting").first.get_by_role("link", name="Add an item").click()
    hands.write("What is it?", title)
    hands.choose(purpose)
    hands.write("Which role brings it?", "Programme lead")
    hands.write("How many minutes does it need?", str(minutes))
    if is_public:
        hands.choose("Everybody may read this item, if the meeting is public")
    hands.press("Save")
    says(hands.page, "It is in the plan")


def put_off_twice(hands: Hands, here: str) -> None:
    for meeting in (2, 3):
        hands.open(f"{here}/plan")
        hands.follow(ASK)
        hands.follow("Change it or put it off")
        hands.page.get_by_label("At which meeting?").select_option(index=meeting)
        hands.press("Save")
    says(hands.page, "2 times")
    hands.open(f"{here}/plan")
    says(hands.page, "70 of 90 minutes")
    says(hands.page, "Put off 2 times")
    expect(hands.page.get_by_text("Put off", exact=True)).to_have_count(1)


def read_as_visitor(hands: Hands, meeting: str, here: str) -> None:
    """A visitor reads the agenda, and of what is for members only how long it takes."""
    hands.page.context.clear_cookies()
    hands.open(f"{meeting}/agenda")
    says(hands.page, FUNDING)
    says(hands.page, "Other business")
    says(hands.page, "20 minutes")
    expect(hands.page.get_by_text(SECRET)).to_have_count(0)
    hands.open(f"{here}/plan")
    says(hands.page, "70 of 90 minutes")
    expect(hands.page.get_by_text("Needs attention")).to_have_count(0)
    calendar = hands.page.request.get(f"{here}/calendar.ics").text()
    assert calendar.count("BEGIN:VEVENT") == len(DAYS_AHEAD)
    assert SECRET not in calendar


def read_as_member(hands: Hands, site: Site, meeting: str) -> None:
    sign_in(hands, site, "lay")
    hands.open(f"{meeting}/agenda")
    says(hands.page, SECRET)
    expect(hands.page.get_by_text("Other business")).to_have_count(0)


def write_down_what_came_of_it(hands: Hands, meeting: str) -> None:
    """The words, the action in one go with its source filled in, and the decision record."""
    follow_item(hands, meeting, "Write down what came of it")
    hands.write("What came of it?", "Agreed: the money goes to three groups.")
    hands.press("Save")
    make_action(hands)
    link_decision(hands, meeting)
    says(hands.page, "Decision:")
    says(hands.page, ACTION)


def follow_item(hands: Hands, meeting: str, link: str) -> None:
    hands.open(meeting)
    hands.follow(FUNDING)
    hands.follow(link)


def make_action(hands: Hands) -> None:
    hands.follow("Make an action of it")
    expect(hands.page.get_by_label("Which one, in a few words?")).to_have_value(FUNDING)
    hands.write("What will be done?", ACTION)
    due = clock.today() + timedelta(days=60)
    for part in ("day", "month", "year"):
        hands.page.fill(f"#due-{part}", str(getattr(due, part)))
    hands.write("Which steps are there?", "Write it\nPublish it")
    hands.press("Save")
    says(hands.page, ACTION)


def link_decision(hands: Hands, meeting: str) -> None:
    """Begin a record with the words of the item, and link one that is signed."""
    follow_item(hands, meeting, "Make a decision record of it")
    expect(hands.page.get_by_label("What is to be decided?")).to_have_value(FUNDING)
    hands.press("Save and continue")
    says(hands.page, "1 of 10")
    address = find_signed_decision(hands)
    follow_item(hands, meeting, "Write down what came of it")
    box = hands.page.get_by_label("Which action, promise or decision record did it become?")
    box.fill(f"{box.input_value()}\n{address}")
    hands.press("Save")


def find_signed_decision(hands: Hands) -> str:
    """Another record, which was signed already: this journey signs none of its own."""
    hands.open("/decisions")
    link = hands.page.locator("main h2 a[href^='/decisions/'], main h3 a[href^='/decisions/']")
    return str(link.first.get_attribute("href"))


def read_what_came_of_it(hands: Hands, meeting: str) -> None:
    hands.page.context.clear_cookies()
    hands.open(meeting)
    says(hands.page, "Agreed: the money goes to three groups.")
    hands.follow(ACTION)
    says(hands.page, "0 of 2 steps")
    hands.follow(FUNDING)
    says(hands.page, "What came of it")
