"""What may be shown of who took part, attacked by sums and by days."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.values.errors import RuleBrokenError
from coprod.participation.participants.enums import BROAD_GROUPS, GROUPS, Representation, Trait
from coprod.participation.participants.rules import (
    PopulationShare,
    build_public_counts,
    can_publish_after,
    check_numbers,
    compare_with_population,
    is_safe_step,
    merge_into_broad_groups,
    merge_small_groups,
    read_write_ins,
)

AGES = st.fixed_dictionaries(dict.fromkeys(GROUPS[Trait.AGE], st.integers(0, 40)))
ETHNIC = st.fixed_dictionaries(dict.fromkeys(GROUPS[Trait.ETHNIC_GROUP], st.integers(0, 30)))
WHOLE_PLACE = PopulationShare(35, 100)


def ages(*numbers: int) -> dict[str, int]:
    return dict(zip(GROUPS[Trait.AGE], numbers, strict=False))


@given(AGES)
def test_one_to_four_people_are_never_told_apart(numbers: dict[str, int]) -> None:
    cells = build_public_counts(Trait.AGE, numbers).table.cells

    for group, number in numbers.items():
        if 0 < number < 5:
            others = [build_public_counts(Trait.AGE, {**numbers, group: n}) for n in (1, 4)]
            assert isinstance(cells[group], Hidden)
            assert [each.table.cells[group] for each in others] == [cells[group]] * 2


@given(AGES)
def test_a_small_group_hides_them_all(numbers: dict[str, int]) -> None:
    table = build_public_counts(Trait.AGE, numbers).table
    small = any(0 < number < 5 for number in numbers.values())

    assert all(isinstance(cell, Hidden) is small for cell in table.cells.values())


@given(ETHNIC)
def test_broad_groups_are_shown_only_when_none_of_them_is_small(numbers: dict[str, int]) -> None:
    found = build_public_counts(Trait.ETHNIC_GROUP, numbers)
    wide = merge_into_broad_groups(numbers)

    if found.is_broad:
        assert set(found.table.cells) == set(BROAD_GROUPS)
        assert found.is_suppressed is any(0 < number < 5 for number in wide.values())
        assert sum(wide.values()) == sum(numbers.values())


def test_a_write_in_is_named_from_five_people_on() -> None:
    numbers = {"write_in:Somali": 5, "write_in:Kurdish": 4, "any_other": 3, "not_asked": 9}

    assert merge_small_groups(numbers) == {"write_in:Somali": 5, "any_other": 7}
    assert read_write_ins("Somali: 5\n\nKurdish : 4") == dict(list(numbers.items())[:2])


@pytest.mark.parametrize(
    "text",
    ["Somali", "Somali: many", ": 3", f"{'x' * 61}: 3", "\n".join(f"n{i}: 1" for i in range(31))],
)
def test_a_write_in_that_cannot_be_read_is_explained(text: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        read_write_ins(text)
    assert broken.value.field == "write_ins"


@pytest.mark.parametrize("numbers", [{"martian": 3}, {"85_plus": -1}, {"85_plus": 1_000_000}])
def test_strange_totals_are_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(RuleBrokenError):
        check_numbers(Trait.AGE, numbers)


@given(st.lists(ETHNIC, min_size=1, max_size=4))
def test_between_two_days_nobody_or_enough_people_come_or_go(days: list[dict[str, int]]) -> None:
    released: list[dict[str, int]] = []
    for day in days:
        if can_publish_after(day, released):
            released.append(day)

    for before in released:
        for after in released:
            for one, other in (
                (before, after),
                (merge_into_broad_groups(before), merge_into_broad_groups(after)),
            ):
                assert not any(0 < abs(one[key] - other[key]) < 5 for key in one)
            assert not 0 < abs(sum(before.values()) - sum(after.values())) < 5


@given(ETHNIC)
def test_what_stays_the_same_may_follow_itself(numbers: dict[str, int]) -> None:
    assert is_safe_step(numbers, numbers)


@pytest.mark.parametrize(
    ("cell", "total", "beside", "expected"),
    [
        (RoundedCount(0), RoundedCount(40), WHOLE_PLACE, Representation.MISSING),
        (RoundedCount(5), RoundedCount(60), WHOLE_PLACE, Representation.FEWER),
        (RoundedCount(15), RoundedCount(40), WHOLE_PLACE, Representation.ALIKE),
        (RoundedCount(35), RoundedCount(40), WHOLE_PLACE, Representation.MORE),
        (RoundedCount(0), RoundedCount(40), PopulationShare(1, 100), Representation.CANNOT_TELL),
        (RoundedCount(0), RoundedCount(5), WHOLE_PLACE, Representation.CANNOT_TELL),
        (RoundedCount(5), RoundedCount(60), None, Representation.CANNOT_TELL),
        (
            Hidden(GROUPS[Trait.SEX]["male"]),
            RoundedCount(60),
            WHOLE_PLACE,
            Representation.CANNOT_TELL,
        ),
        (
            RoundedCount(5),
            Hidden(GROUPS[Trait.SEX]["male"]),
            WHOLE_PLACE,
            Representation.CANNOT_TELL,
        ),
    ],
)
def test_a_group_is_compared_by_what_is_shown(
    cell: Any, total: Any, beside: PopulationShare | None, expected: Representation
) -> None:
    assert compare_with_population(cell, total, beside) is expected


def test_no_group_has_the_name_of_another() -> None:
    assert {g for groups in BROAD_GROUPS.values() for g in groups} == set(
        GROUPS[Trait.ETHNIC_GROUP]
    )
    assert ages(1) == {"under_16": 1}


def test_a_group_of_the_place_is_told_in_per_cent_of_all_who_live_there() -> None:
    assert PopulationShare(50, 200).per_cent == 25.0
