from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.challenges.enums import CRITERIA, FACTS, VALUES, Challenge, NoValue, Value
from coprod.challenges.rules import (
    FACT_NAMES,
    NEEDS_BY_STEP,
    SUPPLEMENTARY_FACTS,
    UPPER_LIMITS,
    Argument,
    Facts,
    Suggestion,
    check_argument,
    check_is_new,
    flatten,
    suggest,
)
from coprod.core.values.errors import RuleBrokenError

ANY_FACTS = st.builds(Facts, **{name: st.sampled_from([None, False, True]) for name in FACT_NAMES})
ANY_CHALLENGE = st.sampled_from(list(Challenge))
ORDER = [None, False, True]


HEIGHTS = {NoValue.UNKNOWN: -1.0, NoValue.BETWEEN: 1.5}


def height(value: Value) -> float:
    return HEIGHTS[value] if isinstance(value, NoValue) else value


@given(ANY_CHALLENGE, ANY_FACTS, st.sampled_from(FACT_NAMES), st.sampled_from([False, True]))
def test_a_fact_more_never_lowers_a_suggestion(
    challenge: Challenge, facts: Facts, name: str, held: bool
) -> None:
    more = replace(facts, **{name: max(facts.get(name), held, key=ORDER.index)})

    assert height(suggest(challenge, more).value) >= height(suggest(challenge, facts).value)


@given(ANY_FACTS)
def test_without_a_decision_record_nothing_above_one_is_suggested(facts: Facts) -> None:
    without = replace(facts, guide_used=False)

    assert height(suggest(Challenge.C3, without).value) <= 1


@given(ANY_FACTS, st.sampled_from(["baseline", "follow_up"]))
def test_without_baseline_and_follow_up_nothing_above_two_is_suggested(
    facts: Facts, lacks: str
) -> None:
    without = replace(facts, **{lacks: None})

    assert height(suggest(Challenge.C4, without).value) <= 2


@given(ANY_CHALLENGE, ANY_FACTS)
def test_a_suggestion_tells_the_facts_it_used_and_what_the_next_value_needs(
    challenge: Challenge, facts: Facts
) -> None:
    suggestion = suggest(challenge, facts)

    held = {FACTS[name].text for name in FACT_NAMES if facts.get(name)}
    assert {fact.words.text for fact in (*suggestion.used, *suggestion.also)} <= held
    assert bool(suggestion.used) is (suggestion.value is not NoValue.UNKNOWN)
    assert bool(suggestion.missing) is (suggestion.next_value is not None)
    assert not {fact.text for need in suggestion.missing for fact in need.facts} & held


@pytest.mark.parametrize("challenge", Challenge)
def test_every_value_can_be_reached(challenge: Challenge) -> None:
    steps = NEEDS_BY_STEP[challenge]
    nothing = Facts(**dict.fromkeys(FACT_NAMES, False))
    reached = [
        suggest(challenge, replace(nothing, **dict.fromkeys(flatten(steps[:n]), True))).value
        for n in VALUES
    ]

    assert reached == [NoValue.UNKNOWN, 1, 2, 3, 4]


def test_no_money_is_suggested_only_where_the_team_said_so() -> None:
    said_none = Facts(unresourced=True)

    assert suggest(Challenge.C2, said_none).value == 0
    assert suggest(Challenge.C2, replace(said_none, met=True)).value == 1
    assert suggest(Challenge.C2, Facts(met=True, money_shared=True)).value is NoValue.UNKNOWN


def test_what_goes_beyond_expenses_is_not_only_expenses() -> None:
    paid = Facts(set_aside=True, beyond_expenses=True)
    enough = replace(paid, two_parts_paid=True, costs=True)

    assert suggest(Challenge.C2, paid).value is NoValue.BETWEEN
    assert suggest(Challenge.C2, paid).next_value == 2
    assert suggest(Challenge.C2, enough).value == 2


@pytest.mark.parametrize("recorded", [None, False])
def test_what_nobody_told_is_not_told_yet_and_not_a_nought(recorded: bool | None) -> None:
    facts = Facts(**dict.fromkeys(FACT_NAMES, recorded))

    values = [suggest(challenge, facts).value for challenge in Challenge]
    missing = suggest(Challenge.C4, facts).missing

    assert values == [NoValue.UNKNOWN] * 4
    assert [each.is_recorded for each in missing] == [recorded is not None]


def test_what_an_entry_can_tell_today_is_asked_for_first() -> None:
    (need,) = suggest(Challenge.C2, Facts(unresourced=False)).missing

    assert need.is_recorded
    assert [fact.text for fact in need.facts] == [FACTS["unresourced"].text]


def test_every_fact_has_its_words_and_speaks_to_a_challenge() -> None:
    used = {name for challenge in Challenge for name in flatten(NEEDS_BY_STEP[challenge])}
    used |= {name for _value, name in UPPER_LIMITS.values()}

    assert (
        set(FACTS)
        == set(FACT_NAMES)
        == used | {name for names in SUPPLEMENTARY_FACTS.values() for name in names}
    )


def test_every_value_of_every_challenge_has_a_criterion() -> None:
    assert set(CRITERIA) == {f"C{number}.{value}" for number in range(1, 5) for value in range(5)}
    assert len({each.text for each in CRITERIA.values()}) == 20


@pytest.mark.parametrize(
    ("argument", "field"),
    [
        (Argument(5, "Because"), "value"),
        (Argument(-1, "Because"), "value"),
        (Argument(3, ""), "reason"),
        (Argument(3, "x" * 2001), "reason"),
        (Argument(3, "Because", "javascript:alert(1)"), "link"),
        (Argument(3, "Because", "report.pdf"), "link"),
    ],
)
def test_an_argument_needs_a_value_a_reason_and_a_link_that_can_be_followed(
    argument: Argument, field: str
) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_argument(argument)

    assert broken.value.field == field


def test_what_stands_there_already_is_not_said_again() -> None:
    check_argument(Argument(3, "Because", "https://example.org/minutes"))
    check_is_new(Argument(3, "Because"), Argument(2, "Because"))
    with pytest.raises(RuleBrokenError):
        check_is_new(Argument(3, "Because"), Argument(3, "Because"))


@pytest.mark.parametrize(("reached", "following"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, None)])
def test_what_is_missing_is_missing_for_the_value_after_the_one_reached(
    reached: int, following: int | None
) -> None:
    assert Suggestion(reached, reached).next_value == following
