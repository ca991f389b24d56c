"""A team in five minutes: “.” beside each answer, and then the same words beside each."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment.enums import Question
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


@pytest.fixture
def team(session: Any, as_: SignIn, entry: Activity) -> StrictClient:
    browser = as_(session.get_one(Person, entry.owner_id))
    here = browser.send(f"/activities/{entry.slug}/assess/begin", {"round": "start"}).location
    browser.send(here, {"free_choice": "yes"})
    return browser


def answer(team: StrictClient, entry: Activity, question: Question, note: str) -> Any:
    told = {f"{question}-choice": "3", f"{question}-note": note}
    return team.send(f"/activities/{entry.slug}/assess", told)


@pytest.mark.parametrize("note", [".", "Minutes"])
def test_a_dot_beside_an_answer_is_refused_at_its_box(
    team: StrictClient, entry: Activity, note: str
) -> None:
    refused = answer(team, entry, Question.Q3, note)

    assert refused.status_code == 422
    assert "Say what shows this, and where to find it" in refused.text
    assert f">{note}</textarea>" in refused.text.replace("\r\n", "")


def test_the_same_note_beside_another_answer_is_refused_at_its_box(
    team: StrictClient, entry: Activity
) -> None:
    assert answer(team, entry, Question.Q1, "Minutes of 3 March").location

    refused = answer(team, entry, Question.Q2, "minutes of 3 March.")

    assert refused.status_code == 422
    assert "You wrote this beside question 1" in refused.text
    assert answer(team, entry, Question.Q1, "Minutes of 3 March").location


def test_no_team_gets_evidence_checked_by_itself(
    team: StrictClient, entry: Activity, client: StrictClient
) -> None:
    for question in Question:
        assert answer(team, entry, question, f"Minutes of 3 March, item {question.number}").location
    seen = re.search(
        r'name="seen" value="([^"]+)"', team.get(f"/activities/{entry.slug}/assess/check").text
    )
    assert seen
    assert team.send(f"/activities/{entry.slug}/assess/submit", {"seen": seen[1]}).location

    page = client.get(f"/stories/{entry.slug}/ratings").text

    assert "Evidence given" in page
    assert "Evidence checked" not in page
    assert "Evidenced" not in page
