"""Claimed, evidence given, evidence checked: which word an answer bears, and which a level."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.self_assessment import rules
from coprod.assessment.self_assessment.enums import Choice, Evidence, Question
from coprod.assessment.self_assessment.rules import TeamReply
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import Rung

Q, A, E = Question, Choice, Evidence
NOTE = "Minutes of 3 March, item 2"
LINK = "https://example.org/minutes"
ORDER = [E.CLAIMED, E.GIVEN, E.CHECKED]

choices = st.sampled_from(list(Choice))
notes = st.sampled_from(["", NOTE])
all_replies = st.fixed_dictionaries(
    {
        question: st.builds(TeamReply, st.just(question), choices, note=notes)
        for question in Question
    }
)
checked = st.sets(st.sampled_from(list(Question)))
rungs = st.sampled_from(list(Rung))


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (TeamReply(Q.Q2, A.A0), None),
        (TeamReply(Q.Q2, A.A1), None),
        (TeamReply(Q.Q2, A.A0, note=NOTE), None),
        (TeamReply(Q.Q8, A.DONT_KNOW), None),
        (TeamReply(Q.Q12, A.NOT_YET), None),
        (TeamReply(Q.Q5, A.DOES_NOT_APPLY, reason="Nobody wanted pay"), None),
        (TeamReply(Q.Q2, A.A2), E.CLAIMED),
        (TeamReply(Q.Q2, A.A2, note="."), E.CLAIMED),
        (TeamReply(Q.Q2, A.A2, note="Minutes"), E.CLAIMED),
        (TeamReply(Q.Q2, A.A2, note="Minutes minutes"), E.CLAIMED),
        (TeamReply(Q.Q2, A.A2, note=NOTE), E.GIVEN),
        (TeamReply(Q.Q2, A.A2, link=LINK), E.GIVEN),
    ],
)
def test_the_word_of_an_answer(reply: TeamReply, word: Evidence | None) -> None:
    assert rules.get_answer_evidence(reply) is word


def test_somebody_without_a_hand_can_check_only_what_was_given() -> None:
    given_one, bare, low = (
        TeamReply(Q.Q2, A.A2, note=NOTE),
        TeamReply(Q.Q2, A.A2),
        TeamReply(Q.Q2, A.A0, note=NOTE),
    )

    found = [rules.get_answer_evidence(each, is_checked=True) for each in (given_one, bare, low)]

    assert found == [E.CHECKED, E.CLAIMED, None]


@pytest.mark.parametrize("note", [".", "Minutes", "- - -", "minutes, Minutes!"])
def test_a_note_that_says_nothing_is_refused_at_its_box(note: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        rules.check_reply(TeamReply(Q.Q3, A.A2, note=note))

    assert refused.value.field == "note"


@pytest.mark.parametrize("other", [NOTE, NOTE.upper(), f"  {NOTE}.", NOTE.replace(",", " -")])
def test_the_same_note_under_several_answers_is_refused_at_its_box(other: str) -> None:
    others = [TeamReply(Q.Q1, A.A2, note=other), TeamReply(Q.Q4, A.A2)]

    with pytest.raises(RuleBrokenError) as refused:
        rules.check_note(TeamReply(Q.Q2, A.A2, note=NOTE), others)

    assert refused.value.field == "note"


def test_a_note_of_its_own_is_taken_and_so_is_the_same_one_again() -> None:
    reply = TeamReply(Q.Q2, A.A2, note=NOTE)

    rules.check_note(reply, [reply, TeamReply(Q.Q1, A.A2, note="Minutes of 4 April")])
    rules.check_note(TeamReply(Q.Q2, A.A2), [TeamReply(Q.Q1, A.A2)])


def replied(digits: str, *bare: Question, **others: TeamReply) -> Mapping[Question, TeamReply]:
    """Return replies with a note of its own beside each but the ``bare`` ones."""
    usual = {
        q: TeamReply(q, A(digit), note="" if q in bare else f"{NOTE}: {q}")
        for q, digit in zip(Question, digits, strict=True)
    }
    return usual | {Question(name): reply for name, reply in others.items()}


@pytest.mark.parametrize("rung", [rung for rung in Rung if rung <= Rung.CONSULTATION])
def test_a_level_that_flatters_nobody_bears_no_word(rung: Rung) -> None:
    assert rules.get_rung_evidence(rung, replied("2" * 14, *Question), set(Question)) is None


def test_a_level_bears_the_weakest_word_of_power_and_cycle() -> None:
    whole, rung = replied("3" * 14), Rung.CO_PRODUCTION
    power = [Q.Q1, Q.Q2, Q.Q9, Q.Q10, Q.Q11, Q.Q12]

    assert rules.get_rung_evidence(rung, whole) is E.GIVEN
    assert rules.get_rung_evidence(rung, whole, power) is E.CHECKED
    assert rules.get_rung_evidence(rung, whole, power[1:]) is E.GIVEN
    for question in power:
        assert (
            rules.get_rung_evidence(rung, replied("3" * 14, question), set(Question)) is E.CLAIMED
        )
    conditions = set(Question) - set(power)
    assert rules.get_rung_evidence(rung, replied("3" * 14, *conditions)) is E.GIVEN


def test_what_is_low_or_not_known_takes_no_part_in_the_word() -> None:
    low = replied("12222222210122", Q.Q1, Q.Q10, Q.Q11, Q12=TeamReply(Q.Q12, A.NOT_YET))

    assert rules.get_rung_evidence(Rung.ENGAGEMENT, low) is E.GIVEN


def test_a_level_with_nothing_to_rest_on_is_claimed() -> None:
    unfit = {q: TeamReply(q, A.DOES_NOT_APPLY, reason="Nobody knows why") for q in Question}

    assert rules.get_rung_evidence(Rung.CO_DESIGN, unfit) is E.CLAIMED


@given(rungs, all_replies)
def test_no_answer_of_a_team_is_checked(rung: Rung, replies: Mapping[Question, TeamReply]) -> None:
    """However many answers, notes and links a team adds: that word is somebody else's."""
    assert rules.get_rung_evidence(rung, replies) in {None, E.CLAIMED, E.GIVEN}
    assert all(rules.get_answer_evidence(reply) is not E.CHECKED for reply in replies.values())


@given(
    rungs, all_replies, checked, st.builds(TeamReply, st.sampled_from(list(Q)), choices, note=notes)
)
def test_no_added_answer_moves_the_word_up_to_checked(
    rung: Rung, replies: Mapping[Question, TeamReply], checked: set[Question], reply: TeamReply
) -> None:
    """An answer that the team writes is a new one, which nobody has checked."""
    before = rules.get_rung_evidence(rung, replies, checked)
    added = {**replies, reply.question: reply}

    after = rules.get_rung_evidence(rung, added, checked - {reply.question})

    bears_less = rules.get_answer_evidence(reply) is None
    assert after is not E.CHECKED or before is E.CHECKED or bears_less


@given(rungs, all_replies, st.sampled_from(list(Question)))
def test_adding_a_note_raises_to_given_at_most(
    rung: Rung, replies: Mapping[Question, TeamReply], question: Question
) -> None:
    old = replies[question]
    noted = {**replies, question: TeamReply(question, old.choice, note=NOTE)}
    before, after = (rules.get_rung_evidence(rung, each) for each in (replies, noted))

    assert (before is None) is (after is None)
    if before and after:
        assert ORDER.index(before) <= ORDER.index(after) <= ORDER.index(E.GIVEN)
