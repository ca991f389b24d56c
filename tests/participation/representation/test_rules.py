"""Sums of who took part are made of what is shown of each activity alone."""

from coprod.core.disclosure.enums import NotKnown, RoundedCount
from coprod.participation.participants.enums import Representation, Trait
from coprod.participation.participants.rules import (
    PopulationShare,
    build_public_counts,
    compare_within,
)
from coprod.participation.representation.rules import CombinedCounts, combine_counts


def combine(trait: Trait, *numbers: dict[str, int]) -> CombinedCounts:
    return combine_counts(trait, [build_public_counts(trait, each) for each in numbers])


def test_rounded_counts_are_added_and_small_groups_stay_out() -> None:
    combined = combine(
        Trait.SEX, {"female": 23, "male": 12}, {"female": 8, "male": 7}, {"female": 40, "male": 3}
    )
    cells = combined.counts.table.cells
    assert cells == {"female": RoundedCount(35), "male": RoundedCount(15)}
    assert combined.counts.table.total == RoundedCount(50)
    assert (combined.activities, combined.kept_back) == (2, 1)


def test_a_group_that_nobody_names_is_not_known_and_one_that_was_absent_is_nought() -> None:
    cells = combine(Trait.AGE, {"16_24": 20, "85_plus": 0}).counts.table.cells
    assert cells["85_plus"] == RoundedCount(0)
    assert cells["under_16"] == NotKnown()


def test_ethnic_groups_stand_under_the_headings_of_the_census() -> None:
    combined = combine(
        Trait.ETHNIC_GROUP,
        {"bangladeshi": 20, "indian": 10, "write_in:Somali": 15},
        {"bangladeshi": 3, "pakistani": 6, "african": 12},
    )
    cells = combined.counts.table.cells
    assert cells["asian"] == RoundedCount(40)
    assert cells["other"] == RoundedCount(15)
    assert cells["black"] == RoundedCount(10)
    assert cells["white"] == RoundedCount(0)


def test_nothing_shown_is_not_known() -> None:
    combined = combine(Trait.SEX, {"female": 3, "male": 2})
    assert combined.counts.table.total == NotKnown()
    assert combined.activities == 0


def test_where_rounding_could_change_the_answer_we_cannot_tell() -> None:
    share = PopulationShare(30, 100)
    total = RoundedCount(200)
    assert compare_within(RoundedCount(40), total, share, 0) is Representation.FEWER
    assert compare_within(RoundedCount(40), total, share, 5) is Representation.FEWER
    assert compare_within(RoundedCount(40), total, share, 15) is Representation.CANNOT_TELL
