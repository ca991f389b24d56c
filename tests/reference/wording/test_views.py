"""The administrator's pages: from a draft to words that a team is asked in."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Role
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
HOME = "/frameworks/self-assessment"
FACTS = {f"text-{n}": f"Fact {n}" for n in range(2, 8)}
HOSTILE = "<script>alert(1)</script>"


def today() -> dict[str, str]:
    day = clock.today()
    return {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}


def test_an_administrator_words_a_question_anew_and_a_team_is_asked_in_it(
    session: Any, as_: SignIn
) -> None:
    browser = as_(Role.ADMINISTRATOR)
    make.keep(owner := make.person())

    assert browser.send(f"{HOME}/begin").location == f"{HOME}/draft"
    form = browser.get(f"{HOME}/draft/2/en")
    words = {"text-1": f"Who asked? {HOSTILE}", "seen": mark_in(form.text), **FACTS}
    assert browser.send(f"{HOME}/draft/2/en", words).status_code == 303
    assert "Who asked?" in browser.get(f"{HOME}/draft").text
    sent = browser.send(f"{HOME}/draft/effective", {**today(), "why": "Plainer"})
    assert sent.location == HOME
    assert "Version 2" in browser.get(HOME).text
    assert "Who set the question?" in browser.get(f"{HOME}/version/2").text

    owner = session.merge(owner)
    activity = make.activity(owner=owner)
    make.begin(activity)
    page = as_(owner).get(f"/activities/{activity.slug}/assess").text
    assert "Who asked?" in page
    assert "Fact 3" in page
    assert HOSTILE not in page


def mark_in(text: str) -> str:
    return text.split('name="seen" value="')[1].split('"')[0]


def test_the_second_writer_sees_both(session: Any, as_: SignIn) -> None:
    make.wording(Q1="Said by another")

    words = {"text-1": "Mine", "seen": "0" * 16, **FACTS}
    told = as_(Role.ADMINISTRATOR).send(f"{HOME}/draft/2/en", words)

    assert told.status_code == 409
    assert "Said by another" in told.text
    assert "Mine" in told.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"why": "Plainer"}, "Enter a day"),
        ({"day-year": "2030", "why": "Plainer"}, "Enter the day, the month and the year"),
        ({"day-day": "1", "day-month": "1", "day-year": "2020", "why": "x"}, "Choose today"),
        ({}, "Say what this changes, and why"),
    ],
)
def test_mistakes_are_explained(session: Any, as_: SignIn, sent: dict[str, str], said: str) -> None:
    make.wording(Q1="New")

    answer = as_(Role.ADMINISTRATOR).send(f"{HOME}/draft/effective", sent)

    assert answer.status_code == 422
    assert said in answer.text


def test_what_is_not_there_is_not_found(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)

    for rest in ("/draft", "/draft/effective", "/version/2"):
        assert browser.get(HOME + rest).status_code == 404
    make.wording()
    for rest in ("/draft/0/en", "/draft/99/en", "/draft/1/xx"):
        assert browser.get(HOME + rest).status_code == 404
    assert browser.get("/frameworks/nothing").status_code == 404


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR])
def test_it_is_for_administrators(session: Any, as_: SignIn, role: Role) -> None:
    make.wording()
    browser = as_(role)

    for rest in ("", "/draft", "/draft/1/en", "/version/1", "/draft/effective"):
        assert browser.get(HOME + rest).status_code == 403
    assert browser.send(f"{HOME}/draft/discard").status_code == 403


def test_a_reader_hears_the_translation_of_the_version(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)
    make.wording(Q1="Who asked?")
    words = {"text-1": "Yaa weydiiyey?", "seen": mark_in(browser.get(f"{HOME}/draft/2/so").text)}
    browser.send(f"{HOME}/draft/2/so", words)
    browser.send(f"{HOME}/draft/effective", {**today(), "why": "Plainer"})
    owner = make.person()
    activity = make.activity(owner=owner)
    make.begin(activity)
    team = as_(owner)

    assert "Yaa weydiiyey?" in team.get(f"/so/activities/{activity.slug}/assess").text


def test_whoever_begins_a_second_draft_is_told_on_a_page(session: Any, as_: SignIn) -> None:
    browser = as_(Role.ADMINISTRATOR)
    answers = [browser.send(f"{HOME}/begin") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 409]
