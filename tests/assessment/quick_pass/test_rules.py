"""A quick pass against the full rule: exact up to Consultation, and above it never one rung."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.quick_pass.enums import QUICK_QUESTIONS
from coprod.assessment.quick_pass.rules import find_quick_result, list_quick_choices
from coprod.assessment.self_assessment.enums import (
    Cap,
    Choice,
    FreeChoice,
    Question,
    TeachOrTell,
)
from coprod.assessment.self_assessment.rules import Answers, list_choices, suggest
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import Rung
from tests import make

quick_choices = st.fixed_dictionaries(
    {q: st.sampled_from(list_quick_choices(q)) for q in QUICK_QUESTIONS}
)
other_choices = st.fixed_dictionaries(
    {q: st.sampled_from(list_choices(q)) for q in Question if q not in QUICK_QUESTIONS}
)


@given(quick_choices, other_choices, st.sampled_from(FreeChoice), st.sampled_from(TeachOrTell))
def test_whatever_the_other_nine_say_a_quick_pass_is_right(
    own: dict[Question, Choice],
    other: dict[Question, Choice],
    gate: FreeChoice,
    follow_up: TeachOrTell,
) -> None:
    quick = find_quick_result(Answers(gate, own, follow_up))
    full = suggest(Answers(gate, {**own, **other}, follow_up))

    if quick.rung is None:
        assert full.rung > Rung.CONSULTATION
    else:
        assert (quick.rung, set(quick.held_by)) == (full.rung, set(full.held_by))
        assert {each.holder: each.to for each in quick.changes} == {
            each.holder: each.to for each in full.to_next
        }


@given(other_choices)
def test_the_other_nine_alone_hold_nothing_below_engagement(
    other: dict[Question, Choice],
) -> None:
    best = dict.fromkeys(QUICK_QUESTIONS, Choice.A4)

    assert suggest(Answers(FreeChoice.YES, {**best, **other})).rung >= Rung.ENGAGEMENT


@pytest.mark.parametrize(
    ("digits", "rung", "held_by"),
    [
        ("23222", None, ()),
        ("22222", None, ()),
        ("44444", None, ()),
        ("31222", Rung.CONSULTATION, (Question.Q2,)),
        ("31220", Rung.CONSULTATION, (Question.Q2, Question.Q13)),
        ("33303", Rung.INFORMING, (Question.Q9,)),
    ],
)
def test_the_lowest_ceiling_of_the_six(
    digits: str, rung: Rung | None, held_by: tuple[Question, ...]
) -> None:
    result = find_quick_result(make.quick_answers(digits))

    assert (result.rung, result.held_by) == (rung, held_by)


def test_people_who_were_taught_or_had_no_free_choice() -> None:
    taught = make.quick_answers("33303", teach_or_tell=TeachOrTell.TEACH)
    forced = make.quick_answers("44444", free_choice=FreeChoice.NO)

    assert find_quick_result(taught).rung is Rung.EDUCATING
    assert find_quick_result(forced).rung is Rung.COERCION
    assert find_quick_result(forced).held_by == (Cap.FREE_CHOICE,)


def test_not_yet_to_telling_people_counts_as_its_ceiling() -> None:
    choices = {**make.quick_answers("44444").choices, Question.Q13: Choice.NOT_YET}

    assert find_quick_result(Answers(FreeChoice.YES, choices)).rung is None


@pytest.mark.parametrize("missing", [*QUICK_QUESTIONS, None])
def test_all_six_are_answered(missing: Question | None) -> None:
    whole = make.quick_answers()
    choices = {q: choice for q, choice in whole.choices.items() if q is not missing}
    gate = FreeChoice.YES if missing else None

    with pytest.raises(RuleBrokenError, match="all six"):
        find_quick_result(Answers(gate, choices))


def test_what_needs_words_waits_for_the_full_assessment() -> None:
    choices = {**make.quick_answers().choices, Question.Q1: Choice.DOES_NOT_APPLY}

    with pytest.raises(RuleBrokenError, match="Choose one"):
        find_quick_result(Answers(FreeChoice.YES, choices))
