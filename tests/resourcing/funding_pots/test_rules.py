"""A pot is never given out twice, nor a share of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.resourcing.funding_pots import rules
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.rules import Share, Withdrawal
from tests.resourcing.funding_pots.make import BOARD_POT, GIVEN

TODAY = date(2026, 5, 4)
SHARES = st.fixed_dictionaries(
    {
        Axis.PART: st.sampled_from(["", "Flat part", "By a formula", "Gone"]),
        Axis.LIFECOURSE: st.sampled_from(["", "Children", "Older people"]),
    }
)
TAKEN = st.builds(Withdrawal, st.integers(1, 400_000_00), SHARES, st.booleans())


def taken(pence: int, part: str = "Flat part", *, vcs: bool = False, life: str = "") -> Withdrawal:
    return Withdrawal(pence, {Axis.PART: part, Axis.LIFECOURSE: life}, vcs)


def field_of(*all_taken: Withdrawal) -> str:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_fits(BOARD_POT, all_taken)
    return broken.value.field


def test_the_boards_pot_is_a_pot() -> None:
    rules.check_pot(BOARD_POT)


def test_a_penny_too_many_is_refused_where_it_is_too_many() -> None:
    rules.check_fits(BOARD_POT, [taken(500_000_00, vcs=True), taken(33_000_00, "By a formula")])
    assert field_of(taken(500_000_01, vcs=True)) == Axis.PART
    assert field_of(taken(833_000_01, vcs=True)) == "pence"
    assert field_of(taken(200_000_01, vcs=True, life="Children")) == Axis.LIFECOURSE
    assert field_of(taken(1, "", vcs=True)) == Axis.PART
    assert field_of(taken(1, "Gone", vcs=True)) == Axis.PART


def test_what_is_kept_for_the_voluntary_sector_goes_to_nobody_else() -> None:
    half = taken(300_000_00), taken(233_000_00, "By a formula")
    rules.check_fits(BOARD_POT, half)
    assert field_of(*half, taken(1, "By a formula")) == "reaches_vcs"
    older = taken(100_000_00, "By a formula", vcs=True, life="Older people")
    rules.check_fits(BOARD_POT, [*half, older])


@given(st.lists(TAKEN, max_size=12))
def test_whatever_fits_is_no_more_than_there_is(all_taken: list[Withdrawal]) -> None:
    try:
        rules.check_fits(BOARD_POT, all_taken)
    except RuleBrokenError:
        return
    assert sum(t.pence for t in all_taken) <= 833_000_00
    assert sum(t.pence for t in all_taken if not t.reaches_vcs) <= 533_000_00
    for axis, shares in BOARD_POT.shares.items():
        for share in shares:
            from_it = sum(t.pence for t in all_taken if t.shares[axis] == share.name)
            assert from_it <= share.pence


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"pence": None}, "pence"),
        ({"pence": 0}, "pence"),
        ({"decided_by": ""}, "decided_by"),
        ({"vcs_pence": 833_000_01}, "vcs_pence"),
        ({"shares": {Axis.PART: (Share("Flat", 1),)}}, "part"),
        ({"shares": {Axis.LIFECOURSE: (Share("All", 10**9),)}}, "lifecourse"),
        ({"shares": {Axis.LIFECOURSE: (Share("A", 1), Share("a", 1))}}, "lifecourse"),
    ],
)
def test_a_pot_that_cannot_be_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_pot(replace(BOARD_POT, **given))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"pence": None}, "pence"),
        ({"what": ""}, "what"),
        ({"decided_by": ""}, "decided_by"),
        ({"decided_with": ""}, "decided_with"),
        ({"to_name": ""}, "to_name"),
        ({"not_plugging": False}, "not_plugging"),
    ],
)
def test_a_decision_says_what_by_whom_with_whom_and_for_whom(
    given: dict[str, Any], field: str
) -> None:
    rules.check_giving(GIVEN, BOARD_POT, TODAY)
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_giving(replace(GIVEN, **given), BOARD_POT, TODAY)
    assert broken.value.field == field


def test_shares_are_read_as_they_are_written() -> None:
    shares = (Share("Flat: for all", 50), Share("By a formula", 33_300_000))
    assert rules.read_shares(rules.format_shares(shares), "part") == shares
    assert rules.read_shares("\n \n", "part") == ()


@pytest.mark.parametrize("line", ["Flat", ": 5", "Flat: lots", "Flat £5", "x" * 300 + ": 5"])
def test_a_line_that_is_no_share_is_explained(line: str) -> None:
    with pytest.raises(RuleBrokenError, match="a colon and an amount"):
        rules.read_shares(line, "part")


@pytest.mark.parametrize(
    ("decided_on", "is_right"),
    [
        (PartialDate(2026, 5, 4), True),
        (PartialDate(2026), True),
        (None, True),
        (PartialDate(2026, 5, 5), False),
        (PartialDate(2031), False),
    ],
)
def test_a_decision_lies_in_the_past_or_today(
    decided_on: PartialDate | None, is_right: bool
) -> None:
    giving = replace(GIVEN, decided_on=decided_on)
    if is_right:
        rules.check_giving(giving, BOARD_POT, TODAY)
        return
    with pytest.raises(RuleBrokenError, match="past or today") as broken:
        rules.check_giving(giving, BOARD_POT, TODAY)
    assert broken.value.field == "decided_on"


@pytest.mark.parametrize(
    ("taken", "field", "words"),
    [
        (
            Withdrawal(600_000_00, {}, False),
            "reaches_vcs",
            "£300,000 is kept for the voluntary sector",
        ),
        (Withdrawal(900_000_00, {}, True), "pence", "than is left in the pot"),
        (
            Withdrawal(250_000_00, {Axis.LIFECOURSE: "Children"}, True),
            "lifecourse",
            "than is left of “Children”",
        ),
        (
            Withdrawal(600_000_00, {Axis.LIFECOURSE: ""}, True),
            "lifecourse",
            "than is left outside the named shares",
        ),
    ],
)
def test_a_refusal_names_what_has_run_out(taken: Withdrawal, field: str, words: str) -> None:
    pot = replace(BOARD_POT, shares={Axis.LIFECOURSE: BOARD_POT.shares[Axis.LIFECOURSE]})
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_fits(pot, [taken])
    assert broken.value.field == field
    assert words in broken.value.message.plain


def test_a_share_is_asked_for_where_the_shares_leave_nothing_open() -> None:
    without = replace(GIVEN, shares={})
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_giving(without, BOARD_POT, TODAY)
    assert broken.value.field == Axis.PART

    some_left = replace(BOARD_POT, shares={Axis.LIFECOURSE: (Share("Children", 1),)})
    rules.check_giving(without, some_left, TODAY)
