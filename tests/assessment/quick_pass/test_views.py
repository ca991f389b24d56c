import json
from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.quick_pass.models import QuickPass
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
SIX = {"free_choice": "yes", "Q1": "2", "Q2": "3", "Q8": "2", "Q9": "2", "Q13": "2"}


def owner(session: Any, activity: Activity) -> Person:
    found: Person = session.get_one(Person, activity.owner_id)
    return found


def address(activity: Activity, rest: str = "") -> str:
    return f"/activities/{activity.slug}/quick-pass{rest}"


def test_six_answers_on_one_page_lead_to_the_result(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    browser = as_(owner(session, activity))
    form = browser.get(address(activity)).text

    sent = browser.send(address(activity), SIX)
    result = browser.get(sent.location).text

    assert form.count("<fieldset") == 6
    assert sent.status_code == 303
    assert "Engagement or above" in result
    assert "Answer the other nine" in result
    assert "Your six answers are already filled in" in result


def test_an_exact_level_says_what_set_it_and_what_would_move_it(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    browser = as_(owner(session, activity))

    sent = browser.send(address(activity), {**SIX, "Q2": "1", "Q13": "0"})
    result = browser.get(sent.location).text

    assert "This is exact" in result
    assert "2 answers set this level" in result
    assert "Staff decide. Views are one thing they look at" in result
    assert "Staff decide, and publish how views changed it" in result
    assert "Engagement or above" not in result


@pytest.mark.parametrize("missing", SIX)
def test_an_unanswered_question_is_named_and_everything_is_kept(
    session: Any, as_: SignIn, missing: str
) -> None:
    activity = make.activity()
    browser = as_(owner(session, activity))

    answer = browser.send(address(activity), {k: v for k, v in SIX.items() if k != missing})

    number = [*SIX].index(missing) + 1
    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    assert f"Choose an answer to question {number}" in answer.text
    assert answer.text.count('" checked') == len(SIX) - 1
    assert session.query(QuickPass).count() == 0


@pytest.mark.parametrize("value", ["4!", "does_not_apply", "0"])
def test_an_answer_that_is_not_offered_is_refused(session: Any, as_: SignIn, value: str) -> None:
    activity = make.activity()

    answer = as_(owner(session, activity)).send(address(activity), {**SIX, "Q9": value})

    assert answer.status_code == 422


def test_told_and_taught_are_two_sentences(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    browser = as_(owner(session, activity))

    levels = []
    for value in ("told", "taught"):
        result = browser.get(browser.send(address(activity), {**SIX, "Q9": value}).location).text
        levels.append(result.split("</h1>")[0].rsplit(">")[-1])

    assert levels == ["Informing", "Educating"]


def test_changing_an_answer_begins_with_those_that_were_given(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.quick_pass(activity, "23203")

    form = as_(owner(session, activity)).get(address(activity)).text

    assert form.count('" checked') == 6
    assert 'value="told" checked' in form


def test_the_assessment_goes_on_with_the_other_nine(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.quick_pass(activity)
    browser = as_(owner(session, activity))

    begun = browser.send(f"/activities/{activity.slug}/assess/begin", {"round": "start"})

    assert begun.location == f"/activities/{activity.slug}/assess"
    assert "You have answered 6 of 15 questions." in browser.get(begun.location).text


def test_readers_see_what_it_is_called_and_the_answers(session: Any, as_: SignIn) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    quick_pass = make.quick_pass(activity, "31222")
    visitor = as_(Role.VISITOR)

    story = visitor.get(f"/stories/{activity.slug}").text
    card = visitor.get(f"/stories/{activity.slug}/ratings").text
    result = visitor.get(address(activity, f"/{quick_pass.id}")).text

    assert "app-mark--quick" in story
    assert "Quick pass" in card
    assert "This is exact" in result
    assert "Change an answer" not in result


def test_others_find_no_draft_and_give_no_quick_pass(session: Any, as_: SignIn) -> None:
    draft, public = make.activity(), make.activity(status=Status.PUBLISHED)
    quick_pass = make.quick_pass(draft)
    visitor, stranger = as_(Role.VISITOR), as_(Role.TEAM_MEMBER)

    assert visitor.get(address(draft, f"/{quick_pass.id}")).status_code == 404
    assert visitor.get(address(public, f"/{quick_pass.id}")).status_code == 404
    assert stranger.get(address(public)).status_code == 403


def test_the_file_and_the_api_name_it(session: Any, as_: SignIn) -> None:
    exact, above = make.activity(status=Status.PUBLISHED), make.activity(status=Status.PUBLISHED)
    make.quick_pass(exact, "31222")
    make.quick_pass(above, "44444")
    visitor = as_(Role.VISITOR)

    files = [visitor.get(f"/stories/{each.slug}/ratings.csv").text for each in (exact, above)]
    told = json.loads(visitor.get(f"/api/entries/{above.slug}").text)
    team = next(each for each in told["ratings"] if each["source"] == "team")

    assert ",quick_pass," in files[0]
    assert files[0].split(",quick_pass,")[1].split(",")[1] == "consultation"
    assert files[1].split(",quick_pass,")[1].split(",")[1] == "engagement_or_above"
    assert team["levels"] == []
    assert team["quick_pass"]["words"] == "Quick pass: Engagement or above"
    assert team["quick_pass"]["level"] is None


def test_my_work_says_what_is_left(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.quick_pass(activity)

    shown = as_(owner(session, activity)).get("/my-work").text

    assert "Quick pass: Engagement or above" in shown
    assert "Nine questions left" in shown


def test_nothing_is_left_to_answer_where_the_level_is_exact(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.quick_pass(activity, "31222")

    shown = as_(owner(session, activity)).get("/my-work").text

    assert "Quick pass: " in shown
    assert "Nine questions left" not in shown
