from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.money.enums import AmountUnit
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import check_line
from coprod.resourcing.rate_card import rules
from coprod.resourcing.rate_card.enums import Per
from coprod.resourcing.rate_card.rules import Plan, Rate, RateDetails

PLAN = Plan(sessions=4, hours=250, people=12)
SAID = RateDetails("Room", CostCategory.VENUE, Per.SESSION, 6000, PartialDate(2026), "Example")


def rate(per: Per, pence: int = 1000) -> Rate:
    return Rate(1, "Something", CostCategory.VENUE, per, pence)


@pytest.mark.parametrize(
    ("per", "pence"),
    [
        (Per.PERSON_HOUR, 4 * 12 * 2500),
        (Per.PERSON_SESSION, 4 * 12 * 1000),
        (Per.SESSION, 4 * 1000),
        (Per.HOUR, 4 * 2500),
        (Per.DAY, 4 * 1000),
        (Per.ONCE, 1000),
    ],
)
def test_a_rate_is_multiplied_by_what_it_is_for(per: Per, pence: int) -> None:
    once, twice = (
        rules.build_budget(replace(PLAN, uses={1: number}), [rate(per)])[0].amount
        for number in (1, 2)
    )
    assert (once.hundredths, twice.hundredths) == (pence, 2 * pence)


def test_a_facilitator_for_five_sessions_is_paid_five_times_and_the_sum_says_so() -> None:
    plan = Plan(sessions=5, hours=200, people=10, uses={1: 1})

    (day,) = rules.build_budget(plan, [rate(Per.DAY, 450_00)])
    (once,) = rules.build_budget(plan, [rate(Per.ONCE, 450_00)])

    assert day.amount.hundredths == 2_250_00
    assert day.how.plain == "1 at each session. 5 times £450 (for each day)"
    assert once.amount.hundredths == 450_00
    assert once.how.plain == "1 for all sessions together. 1 times £450 (once)"


def test_what_is_not_needed_is_no_line() -> None:
    assert rules.build_budget(PLAN, [rate(Per.ONCE)]) == []
    assert rules.build_budget(replace(PLAN, people=0, uses={1: 3}), [rate(Per.PERSON_HOUR)]) == []


def test_time_is_told_as_time_and_is_in_no_sum() -> None:
    plan = replace(PLAN, staff=2, preparation=150, volunteers=3, uses={1: 1})
    lines = rules.build_budget(plan, [rate(Per.ONCE)])
    assert [(e.category, e.amount.unit, e.amount.hundredths) for e in lines[1:]] == [
        (CostCategory.STAFF_TIME, AmountUnit.HOURS, 4 * 400 * 2),
        (CostCategory.VOLUNTEER_TIME, AmountUnit.HOURS, 4 * 250 * 3),
    ]
    assert rules.sum_money(lines).hundredths == 1000


@given(st.integers(0, 10**6), st.integers(1, 1000), st.integers(1, 2400), st.sampled_from(Per))
def test_a_budget_becomes_planned_lines_of_the_same_sum(
    pence: int, sessions: int, hours: int, per: Per
) -> None:
    plan = Plan(sessions, hours, 10, staff=1, uses={1: 1})
    lines = rules.build_budget(plan, [rate(per, pence)])
    costs = rules.build_cost_lines(lines)
    for each in costs:
        check_line(each)
    assert {each.timing for each in costs} == {CostTiming.PLANNED}
    assert [each.amount for each in costs] == [each.amount for each in lines]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sessions": 0}, "sessions"),
        ({"hours": 0}, "hours"),
        ({"people": 10_001}, "people"),
        ({"hours": 2401}, "hours"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.build_budget(replace(PLAN, **given), [])
    assert broken.value.field == field


def test_a_budget_that_is_too_large_is_refused() -> None:
    with pytest.raises(RuleBrokenError, match="too large"):
        rules.build_budget(replace(PLAN, uses={1: 999_999}), [rate(Per.PERSON_HOUR, 10**9)])


@pytest.mark.parametrize("field", ["name", "category", "per", "pence", "since", "source"])
def test_a_rate_needs_its_date_and_its_source(field: str) -> None:
    rules.check_rate(SAID)
    empty: Any = "" if field in {"name", "source"} else None
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_rate(replace(SAID, **{field: empty}))
    assert broken.value.field == field


def test_a_rate_may_be_nought_but_not_end_before_it_begins() -> None:
    rules.check_rate(replace(SAID, pence=0))
    with pytest.raises(RuleBrokenError, match="before the start"):
        rules.check_rate(replace(SAID, until=PartialDate(2025)))


@pytest.mark.parametrize(("field", "most"), [("name", 200), ("source", 1000)])
def test_a_rate_is_told_in_as_many_characters_as_its_box_says(field: str, most: int) -> None:
    rules.check_rate(replace(SAID, **{field: "x" * most}))  # type: ignore[arg-type]
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_rate(replace(SAID, **{field: "x" * (most + 1)}))  # type: ignore[arg-type]
    assert broken.value.field == field
