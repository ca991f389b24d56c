"""The decision guide against its oracle's cases, six scenarios and the promises it makes."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.values.errors import RuleBrokenError
from coprod.decisions.guide.enums import ANSWERS, TEXTS, Level, Question
from coprod.decisions.guide.rules import (
    CEILINGS,
    FLOORS,
    Answers,
    Guidance,
    compute_guidance,
    get_effect,
)
from coprod.register.activities.enums import Rung

D = Question
answers = st.fixed_dictionaries({question: st.sampled_from(ANSWERS[question]) for question in D})

ROUTINE: dict[Question, str] = {
    D.D1: "most",
    D.D2: "no",
    D.D3: "moderate",
    D.D4: "mixed",
    D.D5: "no",
    D.D6: "no",
    D.D7: "share",
    D.D8: "longer",
    D.D9: "whole_cycle",
    D.D10: "no",
}
SCENARIOS: dict[str, tuple[dict[Question, str], Level, Level, bool]] = {
    "routine": ({}, Level.ENGAGE, Level.CO_PRODUCE, False),
    "access to a GP is redesigned": (
        {D.D2: "yes", D.D3: "large", D.D4: "lived", D.D6: "yes"},
        Level.CO_DESIGN,
        Level.CO_PRODUCE,
        False,
    ),
    "peer support": (
        {D.D5: "yes", D.D4: "lived", D.D3: "large"},
        Level.CO_PRODUCE,
        Level.CO_PRODUCE,
        False,
    ),
    "emergency closure": (
        {D.D1: "nothing", D.D3: "large", D.D8: "emergency", D.D7: "none", D.D2: "yes"},
        Level.INFORM,
        Level.INFORM,
        True,
    ),
    "a closure is proposed with a thin budget": (
        {D.D2: "yes", D.D3: "life", D.D7: "explain", D.D8: "months_3_6", D.D9: "expenses"},
        Level.ENGAGE,
        Level.ENGAGE,
        True,
    ),
    "new opening hours": (
        {
            D.D1: "nothing",
            D.D3: "small",
            D.D4: "staff",
            D.D7: "none",
            D.D8: "weeks",
            D.D9: "nothing",
        },
        Level.INFORM,
        Level.INFORM,
        False,
    ),
}


def test_the_guide_says_what_the_oracle_says() -> None:
    """Its cases: each answer by itself, the six scenarios, and others by chance."""
    with Path(__file__).with_name("guide_cases.csv").open(newline="") as file:
        cases = list(csv.DictReader(file))

    assert len(cases) > 300
    assert [said_of(case) for case in cases] == cases


def find_possible(told: Guidance) -> Level:
    """Return the highest level that is both advised and honest as things are now."""
    return min(told.recommended, told.stretch, key=lambda level: level.rank)


def said_of(case: Mapping[str, str]) -> dict[str, str]:
    """Return a case with what our guide says to its answers."""
    told = compute_guidance({question: case[question] for question in Question})
    return {
        **case,
        "possible": find_possible(told),
        "recommended": told.recommended,
        "stretch": told.stretch,
        "is_mismatch": "yes" if told.is_mismatch else "no",
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_six_scenarios(name: str) -> None:
    changes, possible, stretch, is_mismatch = SCENARIOS[name]

    told = compute_guidance({**ROUTINE, **changes})

    assert (find_possible(told), told.stretch, told.is_mismatch) == (possible, stretch, is_mismatch)


def test_a_mismatch_names_the_answers_that_cause_it() -> None:
    changes, *_rest = SCENARIOS["a closure is proposed with a thin budget"]

    told = compute_guidance({**ROUTINE, **changes})

    assert (told.recommended, told.floor_questions) == (Level.CO_DESIGN, (D.D3,))
    assert told.blocking_questions == (D.D9,)


@given(answers, st.sampled_from(sorted({*FLOORS, *CEILINGS})), st.data())
def test_one_answer_moves_only_what_it_may_move(
    given: Answers, question: Question, data: st.DataObject
) -> None:
    other = {**given, question: data.draw(st.sampled_from(ANSWERS[question]))}

    before, after = compute_guidance(given), compute_guidance(other)

    if question in FLOORS:
        assert before.stretch is after.stretch
    else:
        assert before.recommended is after.recommended


@given(answers)
def test_what_is_named_is_what_holds_it(given: Answers) -> None:
    told = compute_guidance(given)

    assert all(get_effect(q, given[q])[0] is told.recommended for q in told.floor_questions)
    assert all(get_effect(q, given[q])[1] is told.stretch for q in told.ceiling_questions)
    assert not told.is_mismatch or (told.floor_questions and told.blocking_questions)


@given(answers)
def test_what_people_told_already_changes_no_level(given: Answers) -> None:
    found = [compute_guidance({**given, D.D10: answer}) for answer in ANSWERS[D.D10]]

    assert len({(each.recommended, each.stretch) for each in found}) == 1


def test_not_being_sure_of_a_duty_counts_as_a_duty() -> None:
    unsure, sure = (compute_guidance({**ROUTINE, D.D2: answer}) for answer in ("not_sure", "yes"))

    assert unsure.recommended is sure.recommended
    assert unsure.advice == (TEXTS["advice.ask"], *sure.advice)


def test_inequality_brings_advice_on_facilitation_and_trust() -> None:
    assert TEXTS["advice.trust"] in compute_guidance({**ROUTINE, D.D6: "yes"}).advice
    assert TEXTS["advice.trust"] not in compute_guidance(ROUTINE).advice


@pytest.mark.parametrize("question", Question)
def test_every_question_must_be_answered(question: Question) -> None:
    some = {q: answer for q, answer in ROUTINE.items() if q is not question}

    with pytest.raises(RuleBrokenError):
        compute_guidance(some)
    with pytest.raises(RuleBrokenError):
        compute_guidance({**some, question: "perhaps"})


def test_every_answer_has_its_words_and_every_word_its_answer() -> None:
    keys = {f"{q}.{part}" for q in D for part in ("title", "hint", *ANSWERS[q])}

    assert keys == {key for key in TEXTS if key.startswith("D")}


def test_levels_stand_for_rungs() -> None:
    assert [level.rung for level in Level] == [Rung(n) for n in range(3, 8)]
