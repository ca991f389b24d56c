from datetime import timedelta

import pytest

from coprod.comments.rules import (
    ABOUT_WORDS,
    CHANGE_WITHIN,
    MOST_WORDS,
    check_body,
    claims_a_change,
    fingerprint_of,
    may_change,
)
from coprod.comments.words import Kind, State
from coprod.kit import clock
from coprod.kit.errors import RuleBrokenError

NOW = clock.now()
LATE = NOW + CHANGE_WITHIN + timedelta(seconds=1)


def test_about_a_thousand_words_fit() -> None:
    check_body("word " * ABOUT_WORDS)
    check_body("word " * MOST_WORDS)


@pytest.mark.parametrize("body", ["", "  \n", "word " * (MOST_WORDS + 1), "x" * 9001])
def test_nothing_and_too_much_are_refused(body: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_body(body)

    assert broken.value.field == "body"


@pytest.mark.parametrize("state", list(State))
def test_words_can_be_changed_for_half_an_hour(state: State) -> None:
    early = may_change(state, NOW, NOW + CHANGE_WITHIN, is_answered=False)
    late = may_change(state, NOW, LATE, is_answered=False)

    assert early is (state in {State.WAITING, State.PUBLISHED, State.REWORD})
    assert late is (state is State.REWORD)


def test_what_was_answered_stays_as_it_was() -> None:
    assert not may_change(State.PUBLISHED, NOW, NOW, is_answered=True)


@pytest.mark.parametrize(
    ("kind", "body", "claims"),
    [
        (Kind.WRONG, "Hello", True),
        (Kind.THANKS, "Thank you for the tea", False),
        (Kind.QUESTION, "When is the next one?", False),
        (Kind.WAS_THERE, "Since then they improved the ramp", True),
        (Kind.THANKS, "Thanks to this the clinic opened on Sunday", True),
        (Kind.IDEA, "Bring biscuits", False),
    ],
)
def test_what_may_claim_a_change_is_known(kind: Kind, body: str, claims: bool) -> None:
    assert claims_a_change(kind, body) is claims


def test_the_same_words_have_one_mark_and_short_ones_none() -> None:
    assert fingerprint_of("The hall was very cold!") == fingerprint_of("the hall  was VERY cold")
    assert fingerprint_of("Thank you") == ""
