"""Claimed, evidence given, evidence checked: which word an answer bears, and which a level."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.self_assessment import rules
from coprod.assessment.self_assessment.enums import Choice, Evidence, Question
from coprod.assessment.self_assessment.rules import Reply
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import Rung

Q, A, E = Question, Choice, Evidence
NOTE = "Minutes of 3 March, item 2"
LINK = "https://example.org/minutes"
ORDER = [E.CLAIMED, E.GIVEN, E.CHECKED]

choices = st.sampled_from(list(Choice))
notes = st.sampled_from(["", NOTE])
all_replies = st.fixed_dictionaries(
    {question: st.builds(Reply, st.just(question), choices, note=notes) for question in Question}
)
checked = st.sets(st.sampled_from(list(Question)))
rungs = st.sampled_from(list(Rung))


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (Reply(Q.Q2, A.A0), None),
        (Reply(Q.Q2, A.A1), None),
        (Reply(Q.Q2, A.A0, note=NOTE), None),
        (Reply(Q.Q8, A.DONT_KNOW), None),
        (Reply(Q.Q12, A.NOT_YET), None),
        (Reply(Q.Q5, A.DOES_NOT_APPLY, reason="Nobody wanted pay"), None),
        (Reply(Q.Q2, A.A2), E.CLAIMED),
        (Reply(Q.Q2, A.A2, note="."), E.CLAIMED),
        (Reply(Q.Q2, A.A2, note="Minutes"), E.CLAIMED),
        (Reply(Q.Q2, A.A2, note="Minutes minutes"), E.CLAIMED),
        (Reply(Q.Q2, A.A2, note=NOTE), E.GIVEN),
        (Reply(Q.Q2, A.A2, link=LINK), E.GIVEN),
    ],
)
def test_the_word_of_an_answer(reply: Reply, word: Evidence | None) -> None:
    assert rules.evidence_of(reply) is word


def test_somebody_without_a_hand_can_check_only_what_was_given() -> None:
    given_one, bare, low = (
        Reply(Q.Q2, A.A2, note=NOTE),
        Reply(Q.Q2, A.A2),
        Reply(Q.Q2, A.A0, note=NOTE),
    )

    found = [rules.evidence_of(each, is_checked=True) for each in (given_one, bare, low)]

    assert found == [E.CHECKED, E.CLAIMED, None]


@pytest.mark.parametrize("note", [".", "Minutes", "- - -", "minutes, Minutes!"])
def test_a_note_that_says_nothing_is_refused_at_its_box(note: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        rules.check_reply(Reply(Q.Q3, A.A2, note=note))

    assert refused.value.field == "note"


@pytest.mark.parametrize("other", [NOTE, NOTE.upper(), f"  {NOTE}.", NOTE.replace(",", " -")])
def test_the_same_note_under_several_answers_is_refused_at_its_box(other: str) -> None:
    others = [Reply(Q.Q1, A.A2, note=other), Reply(Q.Q4, A.A2)]

    with pytest.raises(RuleBrokenError) as refused:
        rules.check_note(Reply(Q.Q2, A.A2, note=NOTE), others)

    assert refused.value.field == "note"


def test_a_note_of_its_own_is_taken_and_so_is_the_same_one_again() -> None:
    reply = Reply(Q.Q2, A.A2, note=NOTE)

    rules.check_note(reply, [reply, Reply(Q.Q1, A.A2, note="Minutes of 4 April")])
    rules.check_note(Reply(Q.Q2, A.A2), [Reply(Q.Q1, A.A2)])


def replied(digits: str, *bare: Question, **others: Reply) -> Mapping[Question, Reply]:
    """Return replies with a note of its own beside each but the ``bare`` ones."""
    usual = {
        q: Reply(q, A(digit), note="" if q in bare else f"{NOTE}: {q}")
        for q, digit in zip(Question, digits, strict=True)
    }
    return usual | {Question(name): reply for name, reply in others.items()}


@pytest.mark.parametrize("rung", [rung for rung in Rung if rung <= Rung.CONSULTATION])
def test_a_level_that_flatters_nobody_bears_no_word(rung: Rung) -> None:
    assert rules.evidence_for(rung, replied("2" * 14, *Question), set(Question)) is None


def test_a_level_bears_the_weakest_word_of_power_and_cycle() -> None:
    whole, rung = replied("3" * 14), Rung.CO_PRODUCTION
    power = [Q.Q1, Q.Q2, Q.Q9, Q.Q10, Q.Q11, Q.Q12]

    assert rules.evidence_for(rung, whole) is E.GIVEN
    assert rules.evidence_for(rung, whole, power) is E.CHECKED
    assert rules.evidence_for(rung, whole, power[1:]) is E.GIVEN
    for question in power:
        assert rules.evidence_for(rung, replied("3" * 14, question), set(Question)) is E.CLAIMED
    conditions = set(Question) - set(power)
    assert rules.evidence_for(rung, replied("3" * 14, *conditions)) is E.GIVEN


def test_what_is_low_or_not_known_takes_no_part_in_the_word() -> None:
    low = replied("12222222210122", Q.Q1, Q.Q10, Q.Q11, Q12=Reply(Q.Q12, A.NOT_YET))

    assert rules.evidence_for(Rung.ENGAGEMENT, low) is E.GIVEN


def test_a_level_with_nothing_to_rest_on_is_claimed() -> None:
    unfit = {q: Reply(q, A.DOES_NOT_APPLY, reason="Nobody knows why") for q in Question}

    assert rules.evidence_for(Rung.CO_DESIGN, unfit) is E.CLAIMED


@given(rungs, all_replies)
def test_no_answer_of_a_team_is_checked(rung: Rung, replies: Mapping[Question, Reply]) -> None:
    """However many answers, notes and links a team adds: that word is somebody else's."""
    assert rules.evidence_for(rung, replies) in {None, E.CLAIMED, E.GIVEN}
    assert all(rules.evidence_of(reply) is not E.CHECKED for reply in replies.values())


@given(rungs, all_replies, checked, st.builds(Reply, st.sampled_from(list(Q)), choices, note=notes))
def test_no_added_answer_moves_the_word_up_to_checked(
    rung: Rung, replies: Mapping[Question, Reply], checked: set[Question], reply: Reply
) -> None:
    """An answer that the team writes is a new one, which nobody has checked."""
    before = rules.evidence_for(rung, replies, checked)
    added = {**replies, reply.question: reply}

    after = rules.evidence_for(rung, added, checked - {reply.question})

    bears_less = rules.evidence_of(reply) is None
    assert after is not E.CHECKED or before is E.CHECKED or bears_less


@given(rungs, all_replies, st.sampled_from(list(Question)))
def test_adding_a_note_raises_to_given_at_most(
    rung: Rung, replies: Mapping[Question, Reply], question: Question
) -> None:
    old = replies[question]
    noted = {**replies, question: Reply(question, old.choice, note=NOTE)}
    before, after = (rules.evidence_for(rung, each) for each in (replies, noted))

    assert (before is None) is (after is None)
    if before and after:
        assert ORDER.index(before) <= ORDER.index(after) <= ORDER.index(E.GIVEN)
