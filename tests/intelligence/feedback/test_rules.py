"""What a summary must be, and what may be shown of it. No app, no database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.values.errors import RuleBrokenError
from coprod.intelligence.feedback import rules
from coprod.intelligence.feedback.enums import CountedIn, Feeling
from coprod.intelligence.feedback.rules import (
    Detail,
    Explanation,
    Numbers,
    Provenance,
    Subject,
    Summary,
)

TODAY = date(2026, 11, 22)
GOOD = Summary(
    Provenance("Healthwatch", date(2026, 7, 1), date(2026, 9, 30)),
    Subject(),
    Numbers(614, 1000, 590, 20, 390),
    Explanation("Phones ring out"),
)


def felt(positive: int, neutral: int, negative: int) -> dict[Feeling, int]:
    return dict(zip(Feeling, (positive, neutral, negative), strict=True))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda s: replace(s, provenance=replace(s.provenance, source="")), "source"),
        (lambda s: replace(s, provenance=replace(s.provenance, ends=date(2026, 6, 30))), "ends"),
        (lambda s: replace(s, provenance=replace(s.provenance, starts=date(2020, 1, 1))), "ends"),
        (
            lambda s: replace(s, provenance=Provenance("x", date(2027, 1, 1), date(2027, 2, 1))),
            "starts",
        ),
        (lambda s: replace(s, numbers=replace(s.numbers, neutral=None)), "neutral"),
        (lambda s: replace(s, numbers=replace(s.numbers, comments=None)), "comments"),
        (lambda s: replace(s, numbers=replace(s.numbers, positive=591)), "positive"),
        (lambda s: replace(s, numbers=replace(s.numbers, people=-1)), "people"),
        (lambda s: replace(s, numbers=Numbers(), explanation=Explanation()), "narrative"),
        (
            lambda s: replace(s, explanation=replace(s.explanation, address="javascript:x")),
            "address",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(change: Callable[[Any], Summary], field: str) -> None:
    rules.check_summary(GOOD, TODAY)

    with pytest.raises(RuleBrokenError) as broken:
        rules.check_summary(change(GOOD), TODAY)

    assert broken.value.field == field


@pytest.mark.parametrize("field", ["people", "comments", "positive", "neutral", "negative"])
@pytest.mark.parametrize("number", [-1, 1_000_001])
def test_a_number_that_nobody_can_have_counted_is_refused_at_its_box(
    field: str, number: int
) -> None:
    wrong = replace(GOOD.numbers, **{field: number})  # type: ignore[arg-type]

    with pytest.raises(RuleBrokenError, match="from 0 to 1,000,000") as broken:
        rules.check_summary(replace(GOOD, numbers=wrong), TODAY)
    assert broken.value.field == field


def test_the_least_and_the_most_that_can_have_been_counted_are_taken() -> None:
    for numbers in (Numbers(0, 0, 0, 0, 0), Numbers(1_000_000, 1_000_000, 1_000_000, 0, 0)):
        rules.check_summary(replace(GOOD, numbers=numbers), TODAY)


@pytest.mark.parametrize(
    ("starts", "ends", "is_right"),
    [
        (TODAY, TODAY, True),
        (date(2023, 11, 20), TODAY, True),
        (date(2023, 11, 19), TODAY, False),
        (date(2026, 11, 23), date(2026, 11, 23), False),
    ],
    ids=["today", "three years", "longer", "tomorrow"],
)
def test_a_time_has_begun_and_lasts_three_years_at_most(
    starts: date, ends: date, is_right: bool
) -> None:
    summary = replace(GOOD, provenance=replace(GOOD.provenance, starts=starts, ends=ends))

    if is_right:
        rules.check_summary(summary, TODAY)
    else:
        with pytest.raises(RuleBrokenError):
            rules.check_summary(summary, TODAY)


@pytest.mark.parametrize(("negative", "is_right"), [(2, True), (4, True), (5, False)])
def test_per_cents_add_up_to_about_a_hundred(negative: int, is_right: bool) -> None:
    numbers = Numbers(614, 1000, 59, 39, negative, CountedIn.PER_CENT)

    if is_right:
        rules.check_summary(replace(GOOD, numbers=numbers), TODAY)
    else:
        with pytest.raises(RuleBrokenError):
            rules.check_summary(replace(GOOD, numbers=numbers), TODAY)


def test_numbers_of_comments_are_worked_out_from_per_cents() -> None:
    numbers = Numbers(614, 200, 59, 39, 2, CountedIn.PER_CENT)

    assert numbers.feelings == felt(118, 78, 4)


def test_nobody_is_a_gap_and_not_nought_per_cent() -> None:
    for told in (rules.disclose(Numbers(0, 0, 0, 0, 0)), rules.disclose_exactly(Numbers(0, 0))):
        assert told.is_gap
        assert not told.in_words
        assert told.comments.plain == "No feedback"


def test_there_is_no_per_cent_under_twenty_comments_for_anybody() -> None:
    numbers = Numbers(19, 19, 7, 6, 6)

    assert rules.disclose(numbers).shares == ()
    assert rules.disclose(numbers).numbers == ()
    assert rules.disclose_exactly(numbers).shares == ()
    assert [share.number for share in rules.disclose_exactly(numbers).numbers] == [7, 6, 6]


def test_a_small_number_goes_together_with_its_neighbour() -> None:
    told = rules.disclose(Numbers(100, 100, 60, 3, 37))

    assert [(share.label.plain, share.per_cent) for share in told.shares] == [
        ("Positive", 60),
        ("Neutral or negative", 40),
    ]


def test_where_even_that_is_small_nothing_is_said() -> None:
    told = rules.disclose(Numbers(100, 100, 97, 1, 2))

    assert told.shares == ()
    assert told.why


@given(st.tuples(*[st.integers(0, 60)] * 3))
def test_no_public_share_stands_for_one_to_four(cells: tuple[int, int, int]) -> None:
    feelings = felt(*cells)
    detail = rules.get_safe_detail(feelings)

    if detail is not Detail.NOTHING:
        assert not any(0 < n < 5 for n in rules.split_feelings(feelings, detail).values())
        assert sum(cells) >= 20
