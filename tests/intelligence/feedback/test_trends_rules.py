"""Adding summaries up without counting anybody twice. No app, no database."""

from datetime import date
from typing import Any

import pytest

from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.intelligence.feedback import rules
from coprod.intelligence.feedback.enums import Side, Window
from coprod.intelligence.feedback.rules import Detail, Numbers, Piece

UNTIL = Quarter(2026, 3)


def piece(number: int, *felt: int, back: int = 0, **given: Any) -> Piece:
    when = UNTIL.back(back)
    starts, ends = given.pop("starts", when.starts), given.pop("ends", when.ends)
    source = given.pop("source", "A")
    positive, neutral, negative = felt
    numbers = Numbers(None, sum(felt), positive, neutral, negative)
    values = {Side(name): value for name, value in given.items()}
    return Piece(number, source, starts, ends, values, numbers)


def ids(pieces: list[Piece]) -> list[int]:
    return sorted(each.id for each in pieces)


@pytest.mark.parametrize(
    ("today", "quarter"),
    [(date(2026, 11, 22), Quarter(2026, 3)), (date(2026, 1, 1), Quarter(2025, 4))],
)
def test_the_last_quarter_is_the_last_one_that_is_over(today: date, quarter: Quarter) -> None:
    assert get_last_whole_quarter(today) == quarter


def test_the_windows_of_time() -> None:
    assert Window.LAST_QUARTER.list_quarters(UNTIL) == (UNTIL,)
    assert Window.FOUR_QUARTERS.list_quarters(UNTIL)[0] == Quarter(2025, 4)
    assert Window.EIGHTEEN_MONTHS.list_quarters(UNTIL)[0] == Quarter(2025, 2)
    assert Window.THREE_YEARS_AGO.list_quarters(UNTIL) == (Quarter(2023, 3),)


def test_a_quarter_reads_as_it_is_written() -> None:
    assert Quarter.parse(str(UNTIL)) == UNTIL
    for wrong in ("2026", "2026-Q5", "0001-Q1", "-"):
        with pytest.raises(ValueError, match=wrong):
            Quarter.parse(wrong)


def test_the_broadest_summary_stands_for_its_parts() -> None:
    whole, part = piece(1, 60, 10, 30), piece(2, 6, 1, 3, service=7)

    assert ids(rules.choose_without_overlap([part, whole])) == [1]


def test_parts_are_added_where_there_is_no_whole() -> None:
    parts = [piece(1, 6, 1, 3, service=7), piece(2, 5, 5, 5, service=8)]

    assert rules.add_up(rules.choose_without_overlap(parts)).shares == (11, 6, 8)


def test_a_year_and_its_quarters_are_not_both_counted() -> None:
    year = piece(1, 90, 5, 5, starts=UNTIL.back(3).starts)
    quarters = [piece(n + 2, 20, 1, 1, back=n) for n in range(4)]

    assert ids(rules.choose_without_overlap([year, *quarters])) == [2, 3, 4, 5]


def test_two_sources_are_two_groups_of_people() -> None:
    assert ids(
        rules.choose_without_overlap([piece(1, 5, 5, 5), piece(2, 5, 5, 5, source="B")])
    ) == [1, 2]


def test_themes_and_groups_overlap_and_other_boroughs_are_not_ours() -> None:
    pieces = [
        piece(1, 5, 5, 5, theme="waiting"),
        piece(2, 5, 5, 5, group=3),
        piece(3, 5, 5, 5, elsewhere="Newham"),
        piece(4, 5, 5, 5, locality=9),
    ]

    assert ids(rules.filter_by_subject(pieces, None)) == [4]
    assert ids(rules.filter_by_subject(pieces, Side.THEME, "waiting")) == [1]
    assert ids(rules.filter_by_subject(pieces, Side.ELSEWHERE, "Newham")) == [3]


def test_what_one_part_does_not_know_the_whole_does_not_know() -> None:
    known = Piece(1, "A", UNTIL.starts, UNTIL.ends, {}, Numbers(5, 9, 3, 3, 3))

    assert rules.add_up([known, piece(2, 1, 1, 1, source="B")]).people is None
    assert rules.add_up([known]).people == 5
    assert rules.disclose_sum([], exact=False).is_gap


def test_a_small_part_cannot_be_worked_out_from_the_sum() -> None:
    big, small = piece(1, 40, 20, 40, service=1), piece(2, 30, 3, 30, service=2)
    other, few = piece(3, 30, 4, 30, service=3), piece(4, 30, 1, 30, service=3)

    assert rules.get_safe_detail_of_sum([big]) is Detail.THREE
    assert rules.get_safe_detail_of_sum([big, small]) is Detail.TWO
    assert rules.get_safe_detail_of_sum([big, small, other]) is Detail.THREE
    assert rules.get_safe_detail_of_sum([big, small, few]) is Detail.TWO


def test_a_sum_over_time_tells_no_more_than_each_of_its_times() -> None:
    now, before = piece(1, 40, 20, 40), piece(2, 30, 3, 30, back=1)

    assert rules.get_safe_detail_of_sum([now, before]) is Detail.TWO
    assert rules.get_safe_detail_of_sum([now, piece(3, 3, 6, 6, back=2)]) is Detail.NOTHING


def test_too_few_for_a_per_cent_hold_nothing_back() -> None:
    assert (
        rules.get_safe_detail_of_sum([piece(n, 6, 5, 6, back=n) for n in range(4)]) is Detail.THREE
    )


@pytest.mark.parametrize(
    ("later", "earlier", "falls"),
    [
        ((30, 10, 60), (60, 10, 30), True),
        ((60, 10, 30), (60, 10, 30), False),
        ((58, 10, 32), (60, 10, 30), False),
        ((60, 10, 30), (30, 10, 60), False),
        ((3, 1, 6), (60, 10, 30), False),
    ],
)
def test_a_trend_falls_when_more_than_chance_says_so(
    later: tuple[int, int, int], earlier: tuple[int, int, int], falls: bool
) -> None:
    pieces = [piece(1, *later, back=0), piece(2, *earlier, back=3)]

    assert rules.is_falling(pieces, UNTIL) is falls


def test_what_was_heard_of_a_service_is_from_here_about_it_and_of_somebody() -> None:
    here, nobody = piece(1, 9, 9, 9, service=1), piece(2, 0, 0, 0, service=1)
    other, elsewhere = piece(3, 9, 9, 9, service=2), piece(4, 9, 9, 9, service=1, elsewhere="x")
    narrow = piece(5, 9, 9, 9, service=1, theme=3)

    found = rules.filter_with_comments([here, nobody, other, elsewhere, narrow], Side.SERVICE, 1)
    assert ids(found) == [1, 5]
