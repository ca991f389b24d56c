from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from coprod.board.indicators.enums import Counted, Measure, ReviewDecision, TargetSide
from coprod.board.indicators.rules import (
    CountedValue,
    DisclosedValue,
    GapDraft,
    IndicatorDraft,
    ReviewDraft,
    TargetDraft,
    ValueDraft,
    check_gap,
    check_indicator,
    check_period,
    check_review,
    check_target,
    check_value,
    disclose_series,
    find_side,
    read_rows,
    say_amount,
    work_out,
)
from coprod.core.values.errors import RuleBrokenError
from coprod.outcomes.i_statements.enums import Direction

TODAY = date(2026, 11, 30)
Q1 = (date(2026, 1, 1), date(2026, 3, 31))
Q2 = (date(2026, 4, 1), date(2026, 6, 30))
HALF = (date(2026, 1, 1), date(2026, 6, 30))
BEGIN = datetime(2026, 9, 1, tzinfo=UTC)
PERCENT, PEOPLE = Measure.PERCENT, Counted.PEOPLE


def broken_field(check: Any, *args: Any) -> str:
    with pytest.raises(RuleBrokenError) as broken:
        check(*args)
    return broken.value.field


def indicator(**given: Any) -> IndicatorDraft:
    usual: dict[str, Any] = {
        "title": "Falls",
        "goal": "Fewer falls",
        "definition": "Stays in hospital",
        "source": "Hospital records",
        "measure": Measure.RATE,
        "counted": PEOPLE,
        "direction": Direction.DOWN,
        "owner": "Falls lead",
    }
    return IndicatorDraft(**{**usual, **given})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"goal": ""}, "goal"),
        ({"definition": ""}, "definition"),
        ({"source": ""}, "source"),
        ({"measure": None}, "measure"),
        ({"counted": None}, "counted"),
        ({"direction": None}, "direction"),
        ({"owner": ""}, "owner"),
        ({"title": "x" * 151}, "title"),
        ({"narrative": "We spoke with 3 residents"}, "narrative"),
        ({"source_link": "javascript:alert(1)"}, "source_link"),
    ],
)
def test_what_an_indicator_must_say(given: dict[str, Any], field: str) -> None:
    check_indicator(indicator())
    assert broken_field(check_indicator, indicator(**given)) == field


def test_what_targets_reviews_and_gaps_must_say() -> None:
    aim: dict[str, Any] = {"hundredths": 9000, "due": TODAY, "review_on": TODAY}
    check_target(TargetDraft(**aim), PERCENT)
    for name, field in (("hundredths", "number"), ("due", "due"), ("review_on", "review_on")):
        assert broken_field(check_target, TargetDraft(**{**aim, name: None}), PERCENT) == field
    too_much = TargetDraft(**{**aim, "hundredths": 10_001})
    assert broken_field(check_target, too_much, PERCENT) == "number"
    check_target(too_much, Measure.RATE)
    ended = ReviewDraft(ReviewDecision.END, "The board", "Measured otherwise now")
    check_review(ended, PERCENT)
    kept = ReviewDraft(ReviewDecision.KEEP, "The board", "On its way")
    assert broken_field(check_review, kept, PERCENT) == "review_on"
    moved = ReviewDraft(ReviewDecision.CHANGE, "The board", "Too low", review_on=TODAY)
    assert broken_field(check_review, moved, PERCENT) == "number"
    check_gap(GapDraft("One borough", "Ask", "Data lead", TODAY))
    assert broken_field(check_gap, GapDraft("One borough", "", "Data lead", TODAY)) == "plan"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ValueDraft(Q1, 11, 10), "numerator"),
        (ValueDraft(Q1, 1), "denominator"),
        (ValueDraft(Q1, 0, 0), "denominator"),
        (ValueDraft((Q1[1], Q1[0]), 1, 10), "ends_on"),
        (ValueDraft((Q1[0], TODAY + timedelta(days=1)), 1, 10), "ends_on"),
        (ValueDraft(Q1, 1, 10, note="x" * 301), "note"),
    ],
)
def test_what_a_number_must_say(draft: ValueDraft, field: str) -> None:
    check_value(ValueDraft(Q1, 10, 10), PERCENT, TODAY)
    assert broken_field(check_value, draft, PERCENT, TODAY) == field


def test_periods_do_not_overlap_and_a_place_follows_the_whole_area() -> None:
    seen: list[tuple[tuple[date, date], int | None]] = [(Q1, None)]
    check_period(ValueDraft(Q1, 1, 10), seen, {Q1})
    check_period(ValueDraft(Q2, 1, 10), seen, {Q1})
    check_period(ValueDraft(Q1, 1, 10, place_id=7), seen, {Q1})
    assert broken_field(check_period, ValueDraft(HALF, 1, 10), seen, {Q1}) == "ends_on"
    assert broken_field(check_period, ValueDraft(Q2, 1, 10, place_id=7), seen, {Q1}) == "place_id"


def test_a_number_is_worked_out_to_the_nearest_tenth() -> None:
    assert work_out(PERCENT, 870, 1000) == 8700
    assert work_out(PERCENT, 1, 3) == 3330
    assert work_out(Measure.RATE, 485, 250_000) == 19_400
    assert work_out(Measure.AVERAGE, 25, 10) == 250
    assert work_out(Measure.NUMBER, 12, None) == 1200


def test_a_number_stands_on_one_side_of_its_target() -> None:
    assert find_side(9000, 9000, Direction.UP) is TargetSide.MET
    assert find_side(8990, 9000, Direction.UP) is TargetSide.SHORT
    assert find_side(8990, 9000, Direction.DOWN) is TargetSide.MET
    assert find_side(9010, 9000, Direction.DOWN) is TargetSide.SHORT
    assert find_side(None, 9000, Direction.UP) is TargetSide.UNKNOWN
    assert find_side(9000, 9000, Direction.NEITHER) is TargetSide.UNKNOWN


def test_a_number_is_said_with_its_unit() -> None:
    assert say_amount(8750, PERCENT, "").plain == "87.5%"
    assert say_amount(19_400, Measure.RATE, "").plain == "194 for each 100,000"
    assert say_amount(250, Measure.AVERAGE, "days").plain == "2.5 days"
    assert say_amount(1200, Measure.NUMBER, "").plain == "12"


def test_rows_are_read_and_each_wrong_one_is_named() -> None:
    text = (
        "From,To,Place,Numerator,Denominator,Note\n"
        '2026-01,2026-03,,870,"1,000",First\n'
        "2026-04-01,2026-06-30,Bow,10,20,\n"
        "\n"
        "spring,2026-06,,1,2,\n"
        "2026-01,2026-03,Mars,1,2,\n"
        "2026-01,2026-03,,many,2,\n"
        "2026-01,2026-03,,,2,\n"
    )
    drafts, problems = read_rows(text, {"Bow": 7})
    assert [(each.period, each.numerator, each.place_id) for each in drafts] == [
        (Q1, 870, None),
        (Q2, 10, 7),
    ]
    assert (drafts[0].denominator, drafts[0].note) == (1000, "First")
    assert [each.plain.split(":")[0] for each in problems] == [f"Row {n}" for n in (5, 6, 7, 8)]
    assert "headings: from, numerator" in read_rows("to,place\n", {})[1][0].plain
    assert read_rows("", {})[1]


# What readers are given


def saved(key: int, *counts: int | None, place: int | None = None, at: int = 0) -> CountedValue:
    numerator, denominator = counts
    assert numerator is not None
    return CountedValue(key, Q1, numerator, denominator, place, BEGIN + timedelta(days=at))


def show(*values: CountedValue, measure: Measure = PERCENT) -> dict[int, DisclosedValue]:
    return disclose_series(measure, PEOPLE, values)


def test_what_is_shown_is_worked_out_from_what_is_shown() -> None:
    shown = show(saved(1, 868, 1001))[1]
    assert (shown.numerator, shown.denominator, shown.hundredths) == (870, 1000, 8700)
    things = disclose_series(PERCENT, Counted.THINGS, [saved(1, 3, 7)])[1]
    assert (things.numerator, things.denominator, things.hundredths) == (3, 7, 4290)


@pytest.mark.parametrize("numerator", [1, 4, 96, 99])
def test_a_small_number_and_the_rest_of_all_look_the_same(numerator: int) -> None:
    shown = show(saved(1, numerator, 100))[1]
    assert (shown.numerator, shown.hundredths) == (None, None)
    assert shown == show(saved(1, 100 - numerator, 100))[1]


def test_of_too_few_people_there_is_no_share() -> None:
    shown = show(saved(1, 6, 12))[1]
    assert (shown.numerator, shown.denominator, shown.hundredths) == (5, 10, None)
    assert show(saved(1, 3, None), measure=Measure.NUMBER)[1].hundredths is None
    assert show(saved(1, 0, 100))[1].hundredths == 0


def test_a_small_place_hides_all_places_and_not_the_whole() -> None:
    whole, bow = saved(1, 50, 100), saved(2, 30, 60, place=7)
    shown = show(whole, bow, saved(3, 18, 38, place=8))
    assert shown[1].hundredths == 5000
    assert shown[2].numerator is shown[2].denominator is shown[3].numerator is None
    assert show(whole, bow, saved(3, 20, 40, place=8))[2].hundredths == 5000


def test_a_correction_by_a_few_people_leaves_what_was_printed() -> None:
    before = saved(1, 22, 100)
    assert show(before, saved(2, 23, 100, at=1))[2].numerator == 20
    assert show(before, saved(2, 60, 100, at=1))[2].numerator == 60
    assert show(before, saved(2, 3, 100, at=1))[2].numerator == 20
    assert show(saved(1, 3, 100), saved(2, 60, 100, at=1))[2].numerator is None


SMALL = range(1, 5)
Shown = tuple[int | None, int | None, int | None]


def read(shown: DisclosedValue) -> Shown:
    return shown.numerator, shown.denominator, shown.hundredths


def tell_apart(worlds: dict[Any, list[tuple[int, ...]]]) -> list[Any]:
    """Return what readers were given in which a small number could be reckoned back."""
    return [
        seen
        for seen, hidden in worlds.items()
        for numbers in zip(*hidden, strict=True)
        if len(set(numbers)) == 1 and numbers[0] in SMALL
    ]


def test_no_small_number_can_be_reckoned_back_from_one_period() -> None:
    worlds: dict[Any, list[tuple[int, ...]]] = {}
    for base in range(1, 60):
        for part in range(base + 1):
            seen = read(show(saved(1, part, base))[1])
            worlds.setdefault(seen, []).append((part, base - part, base))
    assert tell_apart(worlds) == []


def test_no_small_number_can_be_reckoned_back_from_places_and_the_whole() -> None:
    worlds: dict[Any, list[tuple[int, ...]]] = {}
    sizes = range(14)
    for one, other, rest in product(sizes, repeat=3):
        if not (one and other):
            continue
        shown = show(
            saved(1, one + other + rest, None),
            saved(2, one, None, place=7),
            saved(3, other, None, place=8),
            measure=Measure.NUMBER,
        )
        seen = tuple(read(shown[key]) for key in (1, 2, 3))
        worlds.setdefault(seen, []).append((one, other, rest))
    assert tell_apart(worlds) == []


def test_no_few_people_can_be_reckoned_back_from_a_correction() -> None:
    worlds: dict[Any, list[tuple[int, ...]]] = {}
    for before, after in product(range(40), repeat=2):
        first = saved(1, before, None)
        early = read(show(first, measure=Measure.NUMBER)[1])
        late = read(show(first, saved(2, after, None, at=1), measure=Measure.NUMBER)[2])
        worlds.setdefault((early, late), []).append((before, after, abs(after - before)))
    assert tell_apart(worlds) == []
