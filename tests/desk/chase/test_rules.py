from datetime import date, timedelta

import pytest

from coprod.desk.chase.rules import find_ending_window, is_resting

TODAY = date(2026, 5, 10)


@pytest.mark.parametrize(
    ("days", "rests"), [(None, False), (0, True), (6, True), (7, False), (40, False)]
)
def test_a_thing_rests_for_a_week_after_a_letter(days: int | None, *, rests: bool) -> None:
    chased_on = None if days is None else TODAY - timedelta(days=days)

    assert is_resting(chased_on, TODAY) is rests


@pytest.mark.parametrize(("days", "ends"), [(-31, False), (-30, True), (30, True), (31, False)])
def test_what_ends_is_listed_for_a_month_before_and_after(days: int, *, ends: bool) -> None:
    first, last = find_ending_window(TODAY)

    assert (first <= TODAY + timedelta(days=days) <= last) is ends
