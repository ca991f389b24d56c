"""The rule against the cases of its oracle and the promises that it makes."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.assessment.self_assessment import rules
from coprod.assessment.self_assessment.enums import (
    Cap,
    Choice,
    FreeChoice,
    Question,
    TeachOrTell,
)
from coprod.assessment.self_assessment.rules import Answers, Change, TeamReply, suggest
from coprod.core.values.answers import CycleStage
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import Rung

A, F, T, Q = Choice, FreeChoice, TeachOrTell, Question
choices = st.fixed_dictionaries({q: st.sampled_from(rules.list_choices(q)) for q in Question})
gates = st.sampled_from(FreeChoice)
follow_ups = st.sampled_from(TeachOrTell)


def whole(text: str, gate: FreeChoice = F.YES, follow_up: TeachOrTell = T.TELL) -> Answers:
    """Return answers written as in the worked examples: one digit for each question."""
    read = {q: A(digit) for q, digit in zip(Question, text.replace(" ", ""), strict=True)}
    return Answers(gate, read, follow_up)


def changed(answers: Answers, **new: Choice) -> Answers:
    choices = {**answers.choices, **{Question(name): choice for name, choice in new.items()}}
    return Answers(answers.free_choice, choices, answers.teach_or_tell)


def cases() -> list[dict[str, str]]:
    """Return the cases of the oracle: the table, the worked examples and others by chance.

    ``answers`` is one digit for each question, ``held_by`` what stands at the lowest ceiling.
    """
    with Path(__file__).with_name("rung_cases.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_our_rule_and_the_oracle_say_the_same() -> None:
    assert [add_suggested_rung(case) for case in cases()] == cases()


def add_suggested_rung(case: Mapping[str, str]) -> dict[str, str]:
    """Return a case with the rung that our rule suggests for it, and what holds it there."""
    gate, follow_up = F(case["free_choice"]), T(case["teach_or_tell"])
    ours = suggest(whole(case["answers"], gate, follow_up))
    held_by = " ".join(sorted(ours.held_by, key=[*Question, Cap.BREADTH, Cap.FREE_CHOICE].index))
    return {**case, "rung": str(ours.rung.value), "held_by": held_by}


def test_the_cases_hold_every_cell_of_the_table() -> None:
    """In each, one answer alone is not the highest, so that the rung is what its cell allows."""
    alone = {
        q: {"4" * n + str(step) + "4" * (13 - n) for step in range(5)} for n, q in enumerate(Q)
    }
    there = {case["answers"] for case in cases() if case["free_choice"] == "yes"}
    assert [q for q, cells in alone.items() if not cells <= there] == []


CEILINGS = {  # domain.md, 3.3, to the letter
    Q.Q1: (4, 5, 6, 7, 7),
    Q.Q2: (3, 4, 6, 7, 7),
    Q.Q3: (5, 6, 7, 7, 7),
    Q.Q4: (5, 6, 7, 7, 7),
    Q.Q5: (5, 6, 7, 7, 7),
    Q.Q6: (5, 6, 7, 7, 7),
    Q.Q7: (7, 7, 7, 7, 7),
    Q.Q8: (4, 5, 7, 7, 7),
    Q.Q9: (3, 4, 5, 7, 7),
    Q.Q10: (6, 6, 7, 7, 7),
    Q.Q11: (6, 6, 7, 7, 7),
    Q.Q12: (6, 6, 7, 7, 7),
    Q.Q13: (4, 5, 7, 7, 7),
    Q.Q14: (5, 6, 7, 7, 7),
}


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("step", range(5))
def test_each_answer_alone_allows_up_to_the_rung_in_the_table(
    question: Question, step: int
) -> None:
    suggestion = suggest(changed(whole("4" * 14), **{question: A(str(step))}))

    expected = CEILINGS[question][step]
    assert suggestion.rung == expected
    assert suggestion.held_by == ((question,) if expected < 7 else ())


@pytest.mark.parametrize(("strong", "rung"), [(1, Rung.CO_DESIGN), (2, Rung.CO_PRODUCTION)])
def test_the_top_needs_two_parts_of_the_cycle_that_are_strong(strong: int, rung: Rung) -> None:
    cycle = dict(zip(("Q12", "Q11", "Q10"), (A.A3,) * (strong - 1) + (A.A2,) * 3, strict=False))

    assert suggest(changed(whole("4" * 14), **cycle)).rung is rung


def test_forced_attendance_is_coercion_whatever_else_is_done() -> None:
    suggestion = suggest(whole("4" * 14, F.NO))

    assert suggestion.rung is Rung.COERCION
    assert suggestion.held_by == (Cap.FREE_CHOICE,)
    assert set(suggestion.stages.values()) == {Rung.COERCION}
    assert suggestion.to_next == (Change(Cap.FREE_CHOICE, F.PARTLY),)
    assert suggestion.next_rung is Rung.INFORMING


def test_what_is_mainly_to_teach_is_educating() -> None:
    suggestion = suggest(whole("0" * 14, follow_up=T.TEACH))

    assert suggestion.rung is Rung.EDUCATING
    assert suggestion.stages[CycleStage.CO_PLANNING] is Rung.EDUCATING
    assert suggestion.to_next == (Change(Q.Q9, 1),)


@settings(max_examples=200, deadline=None)
@given(choices, gates, follow_ups, st.sampled_from(Question), st.integers(0, 4))
def test_raising_an_answer_never_lowers_the_rung_or_a_stage(
    choices: Mapping[Question, Choice],
    gate: FreeChoice,
    follow_up: TeachOrTell,
    question: Question,
    step: int,
) -> None:
    before = Answers(gate, {**choices, question: A(str(step))}, follow_up)
    after = changed(before, **{question: A(str(min(step + 1, 4)))})

    old, new = suggest(before), suggest(after)

    assert new.rung >= old.rung
    assert new.power_and_cycle_rung >= old.power_and_cycle_rung
    assert new.conditions_rung >= old.conditions_rung
    for stage in CycleStage:
        was, now = old.stages[stage], new.stages[stage]
        assert not (isinstance(was, Rung) and isinstance(now, Rung)) or now >= was


@settings(max_examples=200, deadline=None)
@given(choices, gates, follow_ups)
def test_the_two_part_results_meet_in_the_rung_and_the_changes_reach_the_next(
    choices: Mapping[Question, Choice], gate: FreeChoice, follow_up: TeachOrTell
) -> None:
    suggestion = suggest(Answers(gate, choices, follow_up))

    assert suggestion.rung == min(suggestion.power_and_cycle_rung, suggestion.conditions_rung)
    assert bool(suggestion.to_next) == (suggestion.rung < Rung.CO_PRODUCTION)
    if suggestion.to_next:
        assert suggestion.next_rung > suggestion.rung


def test_the_plan_names_the_lowest_answer_that_lifts_each_thing() -> None:
    suggestion = suggest(whole("2 3 3 2 3 3 3 2 3 1 0 2 2 1"))

    assert suggestion.next_rung is Rung.CO_PRODUCTION
    assert suggestion.to_next == (
        Change(Q.Q1, 3),
        Change(Q.Q10, 2),
        Change(Q.Q11, 2),
        Change(Q.Q14, 2),
        Change(Cap.BREADTH, None),
    )


def test_not_yet_is_provisional_and_never_above_co_design() -> None:
    suggestion = suggest(changed(whole("4" * 14), Q12=A.NOT_YET))

    assert (suggestion.rung, suggestion.is_provisional) == (Rung.CO_DESIGN, True)
    assert suggestion.stages[CycleStage.CO_EVALUATION] is A.NOT_YET
    assert suggestion.to_next == (Change(Q.Q12, 2),)


STAGE_TABLE = {  # domain.md, 3.5, to the letter
    CycleStage.CO_PLANNING: (Q.Q9, (3, 4, 5, 7, 7)),
    CycleStage.CO_DECISION: (Q.Q10, (3, 4, 6, 7, 7)),
    CycleStage.CO_DELIVERY: (Q.Q11, (3, 5, 6, 7, 7)),
    CycleStage.CO_EVALUATION: (Q.Q12, (3, 4, 6, 7, 7)),
}
GATE_TABLE = {F.YES: 7, F.PARTLY: 3, F.NO: 1}


@pytest.mark.parametrize("stage", CycleStage)
@given(st.integers(0, 4), choices, gates, follow_ups)
def test_each_part_of_the_cycle_stands_where_the_table_says(
    stage: CycleStage,
    step: int,
    choices: Mapping[Question, Choice],
    gate: FreeChoice,
    follow_up: TeachOrTell,
) -> None:
    question, table = STAGE_TABLE[stage]
    taught = question is Q.Q9 and step == 0 and follow_up is T.TEACH
    expected = min(2 if taught else table[step], GATE_TABLE[gate])

    told = Answers(gate, {**choices, question: A(str(step))}, follow_up)

    assert suggest(told).stages[stage] == expected


def test_what_does_not_apply_is_left_out() -> None:
    unpaid = changed(whole("3 3 3 3 0 3 3 3 3 3 3 3 3 3"), Q5=A.DOES_NOT_APPLY)

    assert suggest(unpaid).rung is Rung.CO_PRODUCTION
    assert suggest(changed(unpaid, Q11=A.DOES_NOT_APPLY)).stages[CycleStage.CO_DELIVERY] is None


def test_what_staff_do_not_know_counts_as_nothing() -> None:
    suggestion = suggest(changed(whole("3" * 14), Q8=A.DONT_KNOW))

    assert (suggestion.rung, suggestion.held_by) == (Rung.CONSULTATION, (Q.Q8,))


def test_nothing_is_suggested_before_all_is_answered() -> None:
    part = Answers(None, {Q.Q1: A.A4, Q.Q9: A.A0})

    missing = rules.list_unanswered(part)

    assert missing == [Cap.FREE_CHOICE, *(q for q in Question if q is not Q.Q1)]
    with pytest.raises(RuleBrokenError):
        suggest(part)


def test_facilitation_brings_advice_and_never_moves_the_rung() -> None:
    with_one, without = whole("3" * 14), changed(whole("3" * 14), Q7=A.A1)

    assert suggest(with_one).rung is suggest(without).rung is Rung.CO_PRODUCTION
    assert rules.is_facilitator_advised(without)
    assert not rules.is_facilitator_advised(with_one)
    assert not rules.is_facilitator_advised(changed(without, Q7=A.DOES_NOT_APPLY))


@pytest.mark.parametrize(
    ("reply", "field"),
    [
        (TeamReply(Q.Q9, A.NOT_YET), "choice"),
        (TeamReply(Q.Q5, A.DOES_NOT_APPLY), "reason"),
        (TeamReply(Q.Q9, A.A0), "teach_or_tell"),
        (TeamReply(Q.Q1, A.A3), "note"),
        (TeamReply(Q.Q2, A.A4), "note"),
        (TeamReply(Q.Q10, A.A3), "note"),
        (TeamReply(Q.Q3, A.A1, note="x" * 2001), "note"),
        (TeamReply(Q.Q3, A.A1, link="https://example.org/" + "x" * 500), "link"),
        (TeamReply(Q.Q3, A.A1, link="javascript:alert(1)"), "link"),
    ],
)
def test_an_answer_that_breaks_a_rule_is_refused_at_its_box(reply: TeamReply, field: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        rules.check_reply(reply)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "reply",
    [
        TeamReply(Q.Q1, A.A3, note="Minutes of 3 March, item 2"),
        TeamReply(Q.Q2, A.A4, link="https://example.org/rules"),
        TeamReply(Q.Q3, A.A4),
        TeamReply(Q.Q14, A.NOT_YET),
        TeamReply(Q.Q9, A.A0, teach_or_tell=T.TELL),
        TeamReply(Q.Q5, A.DOES_NOT_APPLY, reason="Residents chose not to be paid"),
    ],
)
def test_an_answer_within_the_rules_is_taken(reply: TeamReply) -> None:
    rules.check_reply(reply)
