"""The rule holds through the real pages too: what a team ticks is what the rung comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coprod.accounts.models import Person
from coprod.assessment.models import Rating
from coprod.assessment.words import FreeChoice, Question, TeachOrTell
from coprod.kit.actor import Role
from tests import make
from tests.assessment.conftest import Oracle
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
Steps = Mapping[Question, int]
TOLD = {TeachOrTell.TEACH: "educating", TeachOrTell.TELL: "informing"}

steps = st.fixed_dictionaries({question: st.integers(0, 4) for question in Question})
gates = st.sampled_from(FreeChoice)
halves = st.sampled_from(TeachOrTell)
once_for_all = settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],  # to shrink an example would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def assess(browser: StrictClient, slug: str, answers: Steps, told: tuple[str, str]) -> None:
    """Go through the pages as a team does, from the first to the result."""
    gate, half = told
    here = browser.send(f"/assess/{slug}/begin", {"round": "start", "correction": "x"}).location
    here = browser.send(here, {"free_choice": gate}).location
    for step in (answers[question] for question in Question):
        sent = {"choice": str(step), "note": "Minutes", "teach_or_tell": half}
        here = browser.send(here, sent).location
    assert here == f"/assess/{slug}/check"
    assert browser.send(f"/assess/{slug}/submit").status_code == 303


def rungs(session: Any) -> list[int]:
    return list(session.scalars(select(Rating.rung).order_by(Rating.id)))[-2:]


@dataclass(frozen=True)
class Case:
    """All the answers of a team, and the one that it can raise by a step."""

    steps: Steps
    gate: FreeChoice
    half: TeachOrTell
    question: Question
    low: int

    @property
    def rounds(self) -> tuple[dict[Question, int], dict[Question, int]]:
        return (
            {**self.steps, self.question: self.low},
            {**self.steps, self.question: self.low + 1},
        )


@once_for_all
@given(st.builds(Case, steps, gates, halves, st.sampled_from(Question), st.integers(0, 3)))
def test_raising_an_answer_never_lowers_the_rung_through_the_forms(
    session: Any, as_: SignIn, oracle: Oracle, case: Case
) -> None:
    owner = make.person()
    slug = make.activity(owner=owner).slug
    browser = as_(owner)

    for answers in case.rounds:
        assess(browser, slug, answers, (case.gate.value, case.half.value))

    old, new = rungs(session)
    assert new >= old
    told = [{q.value: step for q, step in answers.items()} for answers in case.rounds]
    assert [old, new] == [oracle(each, case.gate.value, TOLD[case.half])[0] for each in told]
