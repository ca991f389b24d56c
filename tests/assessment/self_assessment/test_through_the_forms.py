"""The rule as a team meets it: through its page, a higher answer never makes a lower level."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question, TeachOrTell
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.rules import Answers, suggest
from coprod.register.activities.enums import Rung
from tests import make

SignIn = Callable[[Any], Any]
Steps = Mapping[Question, int]


def read(digits: str) -> dict[Question, int]:
    return {q: int(digit) for q, digit in zip(Question, digits, strict=True)}


def send_in(browser: Any, slug: str, round_: str, steps: Steps) -> None:
    here = browser.send(f"/activities/{slug}/assess/begin", {"round": round_}).location
    told = {"free_choice": "yes", "Q9-teach_or_tell": "tell", "then": "check"}
    for question, step in steps.items():
        told[f"{question}-choice"] = str(step)
        told[f"{question}-note"] = f"Minutes, item {question.number}"
    here = browser.send(here, told).location
    seen = re.search(r'name="seen" value="([^"]+)"', browser.get(here).text)
    assert seen
    sent = browser.send(f"/activities/{slug}/assess/submit", {"seen": seen[1]})
    assert "/result/" in sent.location


def by_rule(steps: Steps) -> Rung:
    choices = {question: Choice(str(step)) for question, step in steps.items()}
    return suggest(Answers(FreeChoice.YES, choices, TeachOrTell.TELL)).rung


@pytest.mark.parametrize(
    ("digits", "raised"),
    [
        ("01010100100011", Question.Q2),
        ("12222120110021", Question.Q8),
        ("12222222211121", Question.Q9),
        ("23332333233222", Question.Q11),
        ("33330333333333", Question.Q5),
        ("44444444444443", Question.Q14),
    ],
)
def test_raising_an_answer_through_the_forms_never_lowers_the_level(
    session: Any, as_: SignIn, digits: str, raised: Question
) -> None:
    entry = make.activity()
    slug, browser = entry.slug, as_(session.get_one(Person, entry.owner_id))
    before = read(digits)
    after = {**before, raised: before[raised] + 1}

    send_in(browser, slug, "start", before)
    send_in(browser, slug, "midpoint", after)

    first, second = [rating.rung for rating in session.query(Rating).order_by(Rating.id)]
    assert (first, second) == (by_rule(before), by_rule(after))
    assert second >= first
