"""Totals say what is known, and nothing more."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage
from coprod.register.sections.enums import CostCategory, CostKind, CostTiming
from coprod.register.sections.rules import CostLine, PaymentCounts
from coprod.resourcing.totals import enums as said
from coprod.resourcing.totals import rules
from tests.register.sections.make import hours, line, pounds

PLANNED: dict[str, Any] = {"timing": CostTiming.PLANNED}
STAFF: dict[str, Any] = {"category": CostCategory.STAFF_TIME}
ONE_PAID: dict[str, Any] = {
    "category": CostCategory.INVOLVEMENT_PAYMENT,
    "paid": PaymentCounts(3, 1, 2),
}


def table(*lines: CostLine) -> list[tuple[str, str, str, str]]:
    return [
        (each.kind, each.unit, each.planned.words.plain, each.actual.words.plain)
        for each in rules.build_sums(lines)
    ]


def test_money_and_time_stay_apart_and_planned_beside_actual() -> None:
    found = table(
        line(),
        line(amount=pounds(30)),
        line(**PLANNED, amount=pounds(200)),
        line(**STAFF, amount=hours(8)),
        line(**STAFF, amount=pounds(160)),
        line(category=CostCategory.VOLUNTEER_TIME, amount=hours(1)),
    )
    assert found == [
        ("cash", "gbp", "£200", "£150"),
        ("staff", "gbp", "Not recorded", "£160"),
        ("staff", "hours", "Not recorded", "8 hours"),
        ("volunteers", "hours", "Not recorded", "1 hour"),
    ]


def test_what_is_not_recorded_is_never_nought() -> None:
    assert table(line(amount=None)) == [("cash", "gbp", "Not recorded", "Not recorded")]
    assert table(line(amount=pounds(0)))[0][3] == "£0"
    assert table(line(), line(amount=None))[0][3] == "£120, but an amount is not recorded"


def test_what_one_person_was_paid_is_in_no_sum() -> None:
    found = rules.build_sums([line(), line(**ONE_PAID, amount=pounds(75))])
    assert found[0].actual.amount == pounds(120)
    assert not found[0].actual.is_whole
    assert "Not shown" in table(line(**ONE_PAID))[0][3]


def test_protected_time_is_not_added_up() -> None:
    protected = line(category=CostCategory.PROTECTED_TIME, amount=Amount(AmountUnit.MONTHLY, 800))
    assert rules.build_sums([protected]) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CostCategory),
            st.sampled_from(AmountUnit),
            st.sampled_from(CostTiming),
            st.none() | st.integers(0, 10**9),
        )
    )
)
def test_every_hundredth_is_in_one_sum_and_no_more(given: list[Any]) -> None:
    lines = [
        line(category=c, timing=t, amount=None if n is None else Amount(u, n))
        for c, u, t, n in given
    ]
    added = [s for each in rules.build_sums(lines) for s in (each.planned, each.actual)]
    expected = sum(
        each.amount.hundredths
        for each in lines
        if each.amount and each.kind is not CostKind.PROTECTED
    )
    assert sum(each.amount.hundredths for each in added if each.amount) == expected


def test_money_for_each_seat_is_said_when_all_of_it_is_known() -> None:
    figure = rules.compute_cost_per_seat([line(amount=pounds(1000))], [12, 13])
    assert figure.words is not None
    assert figure.words.plain == "About £40 for each person at each session (About 25)"


def test_money_for_each_seat_says_what_is_missing() -> None:
    def why(lines: list[CostLine], came: list[int | None]) -> tuple[Any, ...]:
        figure = rules.compute_cost_per_seat(lines, came)
        assert figure.words is None
        return figure.missing

    assert why([], []) == (said.NO_MONEY, said.NO_SESSIONS)
    assert why([line(**PLANNED)], [20]) == (said.NO_MONEY,)
    assert why([line(amount=None)], [20]) == (said.AMOUNT_OPEN,)
    assert why([line(**ONE_PAID)], [20]) == (said.AMOUNT_HIDDEN,)
    assert why([line()], [20, None]) == (said.NO_NUMBERS,)
    assert why([line()], [20, 3]) == (said.FEW_PEOPLE,)
    assert why([line()], [0]) == (said.FEW_PEOPLE,)
    in_days = line(
        category=CostCategory.INDEPENDENT_FACILITATION, amount=Amount(AmountUnit.DAYS, 200)
    )
    assert why([line(), in_days], [20]) == (said.IN_DAYS,)


@given(st.integers(6, 10**4), st.integers(0, 10**9))
def test_nobody_works_out_how_many_came_from_the_money(came: int, pence: int) -> None:
    lines = [line(amount=Amount(AmountUnit.POUNDS, pence))]
    rounded = (came + 2) // 5 * 5
    assert rules.compute_cost_per_seat(lines, [came]) == rules.compute_cost_per_seat(
        lines, [rounded]
    )


def test_each_stage_is_said_when_every_line_says_its_stage() -> None:
    lines = [
        line(stage=CycleStage.CO_PLANNING),
        line(stage=CycleStage.CO_DELIVERY, amount=pounds(10)),
        line(stage=CycleStage.CO_DELIVERY, amount=pounds(5)),
        line(**STAFF, amount=hours(1)),
    ]
    stages = {CycleStage.CO_PLANNING: pounds(120), CycleStage.CO_DELIVERY: pounds(15)}
    assert rules.compute_cost_per_stage(lines) == (stages, ())
    assert rules.compute_cost_per_stage([*lines, line()]) == ({}, (said.NO_STAGE,))
    assert rules.compute_cost_per_stage([]) == ({}, (said.NO_MONEY,))
