"""A visitor says something on a phone, it is read, sent back, answered; and what nobody may see."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import Site
from tests.journeys.hands import Mouse
from tests.journeys.test_residents_answer import ENTRY, PHONE
from tests.journeys.test_the_main_story import says, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PAGE = f"/comments/on/entry/{ENTRY}"
SAID = "The hall was cold and we could not hear. Is there a microphone?"
NAMED = "Young man at the door was rude to us. He is called Zebediah."
BETTER = "Somebody at the door was rude to us."
SECRET = "My neighbour is hurt at home, quagga."
ANSWER = "Thank you for telling us. From March on somebody else opens the door."
READ_IN_A_MINUTE = 180
"""Words: what a slow reader of easy text reads."""

People = Callable[[str], Mouse]


@pytest.fixture
def people(browser: Browser, browser_context_args: dict[str, Any], site: Site) -> Iterator[People]:
    """Each call is somebody else: a visitor with a phone, or one who signs in at a desk."""
    opened: list[BrowserContext] = []

    def new(who: str) -> Mouse:
        way = PHONE if who == "visitor" else {}
        opened.append(browser.new_context(**browser_context_args, **way))
        opened[-1].set_default_timeout(10_000)
        hands = Mouse(opened[-1].new_page())
        if who != "visitor":
            sign_in(hands, site, who)
        return hands

    yield new
    for context in opened:
        context.close()


def comment(visitor: Mouse, kind: str, words: str) -> str:
    """Say something with the two answers that are needed, and return the private link."""
    visitor.open(PAGE)
    visitor.press("Say something about this")
    visitor.choose(kind)
    visitor.write("What do you want to say?", words)
    visitor.press("Send")
    says(visitor.page, "Thank you. We have your comment")
    return visitor.page.url


def decide(curator: Mouse, words: str, outcome: str, *reasons: str, row_text: str = "") -> None:
    curator.open("/desk")
    row = curator.page.locator("li").filter(has_text=row_text or words[:30]).first
    row.get_by_role("link").first.click()
    says(curator.page, words)
    for label in (outcome, *reasons):
        curator.choose(label)
    curator.press("Decide, and show the next one")
    says_not(curator, words)


def test_a_visitor_comments_on_a_phone_with_four_taps_on_a_form_read_in_a_minute(
    people: People,
) -> None:
    visitor = people("visitor")
    page = visitor.page
    send = page.get_by_role("button", name="Send", exact=True)
    form = page.locator("form").filter(has=send)
    visitor.open(PAGE)

    page.get_by_role("button", name="Say something about this").tap()
    expect(form).to_contain_text("you can leave this empty")
    to_read = form.inner_text().split()
    form.get_by_text("A question", exact=True).tap()
    page.get_by_label("What do you want to say?").tap()
    page.keyboard.type(SAID)
    send.tap()
    says(page, "Thank you. We have your comment")

    assert 50 < len(to_read) < READ_IN_A_MINUTE
    decide(people("curator"), SAID, "Publish it as it is")


def test_words_are_sent_back_put_better_published_and_answered(people: People) -> None:
    visitor, curator, reader = people("visitor"), people("curator"), people("visitor")
    link = comment(visitor, "Something is wrong here", NAMED)
    put_better(visitor, link, curator)
    decide(curator, BETTER, "Publish it as it is")

    reader.open(PAGE)
    says(reader.page, BETTER)
    says(reader.page, "The team has been asked to answer by")
    says_not(reader, "Zebediah")

    answer(people("team"))
    reader.open(PAGE)
    says_not(reader, ANSWER)
    decide(curator, ANSWER, "Publish it as it is")
    reader.open(PAGE)
    official = reader.page.locator("li").filter(has_text="The team’s official answer")
    expect(official.first).to_contain_text(ANSWER)


def put_better(visitor: Mouse, link: str, curator: Mouse) -> None:
    """Let a curator send words back, and their author find them and why, and change them."""
    reason = "It names somebody, or says who they are"
    decide(curator, NAMED, "Send it back to be put in other words", reason)
    visitor.open(link)
    says(visitor.page, "It is your turn: please put something in other words")
    says(visitor.page, reason)
    visitor.follow("Change your words")
    expect(visitor.page.get_by_label("Your words")).to_have_value(NAMED)
    visitor.write("Your words", BETTER)
    visitor.press("Send the new words")


def answer(team: Mouse) -> None:
    team.open("/comments/to-answer")
    team.page.locator("li").filter(has_text=BETTER).get_by_role("link").first.click()
    team.write("Your answer", ANSWER)
    team.press("Send the answer")


def says_not(hands: Mouse, words: str) -> None:
    expect(hands.page.locator("main")).not_to_contain_text(words)


def test_what_is_held_for_safeguarding_is_seen_by_nobody(people: People, site: Site) -> None:
    visitor, curator, team = people("visitor"), people("curator"), people("team")
    link = comment(visitor, "I was there", SECRET)
    curator.open("/desk")
    says_not(curator, SECRET[:30])
    decide(curator, SECRET, "Hold it: somebody may not be safe", row_text="Comment on")

    for who in (people("visitor"), people("resident"), team):
        for path in (PAGE, f"/stories/{ENTRY}", "/stories?q=quagga", "/moderation/figures"):
            who.open(path)
            says_not(who, SECRET)
    visitor.open(link)
    says(visitor.page, "we are looking into it with care")
    expect(visitor.page.get_by_role("link", name="lay member")).to_have_count(0)
    told = letter_to("safeguarding@example.org", site)
    assert "somebody may not be safe" in told
    assert "quagga" not in told


def letter_to(address: str, site: Site) -> str:
    """Return the newest letter to an address; waits for the worker."""
    for _try in range(100):
        for path in sorted(site.mail.glob("*"), reverse=True):
            if f"To: {address}" in (text := path.read_text()):
                return text
        time.sleep(0.1)
    raise AssertionError(f"no mail to {address}")


def test_a_moderator_needs_two_keys_for_a_comment_that_is_fine(people: People) -> None:
    visitor, curator = people("visitor"), people("curator")
    first, second = "Thank you for the warm tea.", "Thank you for the warm soup."
    for words in (first, second):
        comment(visitor, "Thank you", words)
    page = curator.page
    curator.open("/desk")
    page.locator("li").filter(has_text=first).get_by_role("link").first.click()

    page.locator("input[name=decision]:focus").wait_for()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    says(page, "Done")
    page.locator("input[name=decision]:focus").wait_for()
    visitor.open(PAGE)
    says(visitor.page, first)
    decide(curator, second, "Publish it as it is")
