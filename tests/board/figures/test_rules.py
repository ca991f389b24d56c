"""Figures hold what readers may see, and two packs together tell no more than each does."""

from itertools import product

import pytest

from coprod.board.figures.enums import FigureKey, ValueState
from coprod.board.figures.rules import (
    UNKNOWN,
    FigureRow,
    count_of,
    merge_small_groups,
    people,
    sum_people,
    to_disclosed_count,
)
from coprod.core.disclosure.enums import NotKnown
from coprod.core.disclosure.rules import DisclosedCount, disclose_count, settle_count


def disclosed(number: int | None) -> DisclosedCount:
    return disclose_count(number)


def test_of_nothing_there_is_no_number() -> None:
    assert count_of(0, 0) is UNKNOWN
    assert count_of(0, 4).words == "0 of 4"
    assert people(NotKnown()).state is ValueState.UNKNOWN
    assert people(disclosed(3)).state is ValueState.HIDDEN
    assert people(disclosed(3)).number is None
    assert people(disclosed(12)).words == "about 10"


def test_a_sum_of_people_adds_what_readers_are_shown_of_each() -> None:
    rows = [FigureRow(1, "", number=10), FigureRow(2, "", number=25), FigureRow(3, "")]
    assert sum_people(rows).words == "about 35"
    assert sum_people(rows[2:]) is UNKNOWN


def test_a_row_is_read_as_it_was_told() -> None:
    values = [people(disclosed(number)) for number in (None, 3, 40)]
    rows = [FigureRow(1, "", group=each.state, number=each.number) for each in values]
    assert [people(to_disclosed_count(each.number, each.group)).state for each in rows] == [
        e.state for e in values
    ]


def test_small_groups_are_put_together() -> None:
    assert merge_small_groups({"a": 6, "b": 2, "c": 3, "d": 1}) == [("a",), ("b", "c", "d")]
    assert merge_small_groups({"a": 2, "b": 2}) == []
    assert merge_small_groups({"a": 1, "b": 9}) == [("a", "b")]


def test_no_pair_of_packs_tells_that_a_few_people_came_or_went() -> None:
    """Attack: of every pair of numbers, see what is printed, and reckon back."""
    behind: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for before, now in product(range(61), repeat=2):
        first = disclosed(before)
        second = settle_count(disclosed(now), [first])
        key = (str(people(first)), str(people(second)))
        behind.setdefault(key, set()).add((before, now))
    for pairs in behind.values():
        moved = {abs(now - before) for before, now in pairs}
        assert moved - {1, 2, 3, 4}, "only a few can have come or gone"
        for numbers in ({before for before, _ in pairs}, {now for _, now in pairs}):
            small = {number for number in numbers if 0 < number < 5}
            assert not small or small == {1, 2, 3, 4}


def test_what_stands_in_print_stays_until_enough_have_come() -> None:
    assert settle_count(disclosed(33), [disclosed(30)]) == disclosed(30)
    assert settle_count(disclosed(45), [disclosed(30)]) == disclosed(45)
    assert settle_count(disclosed(3), [disclosed(30)]) == disclosed(30)
    assert settle_count(disclosed(30), [disclosed(3)]) == disclosed(3)
    assert settle_count(disclosed(None), [disclosed(30)]) == NotKnown()
    assert settle_count(disclosed(33), [NotKnown()]) == disclosed(33)


@pytest.mark.parametrize("key", FigureKey)
def test_each_figure_says_what_it_counts_and_what_it_cannot_tell(key: FigureKey) -> None:
    assert key.label.plain
    assert key.limits.plain
    assert key.number[0] == "F"
