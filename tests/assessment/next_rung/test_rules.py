import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.next_rung.rules import find_hold, holds, list_raised_questions
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question, TeachOrTell
from coprod.assessment.self_assessment.rules import Answers, suggest
from coprod.register.activities.enums import Rung

YES = FreeChoice.YES
STEPS = st.integers(0, 4)


def team(digits: str, free_choice: FreeChoice = YES) -> Answers:
    choices = {q: Choice(d) for q, d in zip(Question, digits, strict=True)}
    return Answers(free_choice, choices, TeachOrTell.TELL)


def held(digits: str, free_choice: FreeChoice = YES) -> set[Question]:
    answers = team(digits, free_choice)
    return set(find_hold(answers, suggest(answers)).questions)


def test_the_questions_at_the_lowest_ceiling_hold_it() -> None:
    assert held("33330333333333") == {Question.Q5}
    assert held("34333333314333") == {Question.Q10}


def test_where_too_few_parts_are_shared_the_weak_ones_hold_it() -> None:
    assert held("33333333322233") == {Question.Q10, Question.Q11, Question.Q12}


def test_without_a_free_choice_the_gate_holds_it() -> None:
    answers = team("33333333333333", FreeChoice.PARTLY)
    found = find_hold(answers, suggest(answers))

    assert found.questions == {}
    assert found.free_choice == {FreeChoice.NO, FreeChoice.PARTLY}


def test_nothing_holds_what_stands_at_the_top() -> None:
    assert held("33333333333333") == set()


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.A0, True),
        (Choice.DONT_KNOW, True),
        (Choice.A1, False),
        (Choice.A4, False),
        (Choice.DOES_NOT_APPLY, False),
    ],
)
def test_an_answer_holds_as_low_when_it_allows_no_more(choice: Choice, expected: bool) -> None:
    assert holds(Question.Q5, choice, Rung.ENGAGEMENT) is expected


@given(st.lists(st.tuples(STEPS, STEPS), min_size=14, max_size=14))
def test_whatever_rose_past_a_rung_was_held_by_an_answer_that_went_up(
    steps: list[tuple[int, int]],
) -> None:
    before = team("".join(str(min(pair)) for pair in steps))
    after = team("".join(str(max(pair)) for pair in steps))
    then, now = suggest(before), suggest(after)

    if now.rung > then.rung:
        assert set(find_hold(before, then).questions) & set(list_raised_questions(before, after))


def test_only_answers_further_up_the_scale_went_up() -> None:
    before, after = team("11111111111111"), team("21011111111114")

    assert list_raised_questions(before, after) == [Question.Q1, Question.Q14]
