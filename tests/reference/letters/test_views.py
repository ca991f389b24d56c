"""The administrator's pages: all letters, one letter, other words, a look first, and back."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.core.values.actor import Role
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
HOME = "/letters/register.review.published"
NOW = {
    "subject": "Your story is public",
    "opening-1": "A curator has read and published your story: %(title)s.",
    "closing-1": "Thank you. Others can now learn from it.",
    "why": "Warmer",
}


def mark_in(text: str) -> str:
    return text.split('name="seen" value="')[1].split('"')[0]


def write(browser: StrictClient, language: str = "en", **typed: str) -> Any:
    seen = mark_in(browser.get(f"{HOME}/{language}").text)
    return browser.send(f"{HOME}/{language}", {**NOW, "seen": seen, **typed})


def test_an_administrator_gives_a_letter_other_words(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)
    assert HOME in browser.get("/letters").text
    assert "%(title)s" in browser.get(f"{HOME}/en").text

    assert write(browser, subject="Hooray <b>").location == HOME

    shown = browser.get(HOME).text
    assert "Hooray &lt;b&gt;" in shown
    assert "Warmer" in shown
    assert "Not translated" in shown
    assert "Changed here" in browser.get("/letters").text

    assert browser.send(f"{HOME}/restore").location == HOME
    assert "Changed here" not in browser.get("/letters").text
    assert "Hooray" in browser.get(HOME).text


def test_a_look_first_saves_nothing(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)

    seen = write(browser, preview="yes", why="", subject="Hooray")

    assert seen.status_code == 200
    assert "A walk along the canal" in seen.text
    assert "This e-mail was sent automatically" in seen.text
    assert "Hooray" in seen.text
    assert "Hooray" not in browser.get(HOME).text


def test_boxes_say_in_which_language_they_are(session: Any, as_: SignIn) -> None:
    page = as_(Role.ADMINISTRATOR).get(f"{HOME}/bn").text

    box = page.split('name="opening-1"')[1].split(">")[0]
    assert 'lang="bn"' in box
    assert 'translate="no"' in box


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ({"opening-1": "No place"}, "Put %(title)s back"),
        ({"opening-1": "No place", "preview": "yes"}, "Put %(title)s back"),
        ({"subject": "About %(title)s"}, "Take out %(title)s"),
        ({"subject": "Hello", "why": ""}, "Say what this changes, and why"),
        ({}, "Change something first"),
    ],
)
def test_mistakes_are_explained(
    session: Any, as_: SignIn, typed: dict[str, str], mistake: str
) -> None:
    answer = write(as_(Role.ADMINISTRATOR), **typed)

    assert answer.status_code == 422
    assert mistake in answer.text


def test_the_second_writer_sees_both(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)
    seen = mark_in(browser.get(f"{HOME}/en").text)
    write(browser, subject="Of the other")

    told = browser.send(f"{HOME}/en", {**NOW, "seen": seen, "subject": "Mine"})

    assert told.status_code == 409
    assert "Of the other" in told.text
    assert "Mine" in told.text


def test_what_is_not_there_is_not_found(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)

    for address in ("/letters/nothing", "/letters/nothing/en", f"{HOME}/xx"):
        assert browser.get(address).status_code == 404
    assert browser.send("/letters/nothing/restore").status_code == 404
    assert browser.get("/frameworks/letters").status_code == 404


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR])
def test_it_is_for_administrators(session: Any, as_: SignIn, role: Role) -> None:
    browser = as_(role)

    for address in ("/letters", HOME, f"{HOME}/en"):
        assert browser.get(address).status_code == 403
    assert browser.send(f"{HOME}/restore").status_code == 403
