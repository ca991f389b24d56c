"""A cut in an address, a row as a reader sees it, and which rows differ."""

from dataclasses import replace

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.quarters import Quarter
from coprod.intelligence.breakdowns.enums import (
    COUNTED_SPLITS,
    FEW_FELT,
    FEWER_THAN_BASE,
    MOSTLY_NEGATIVE,
    MOSTLY_POSITIVE,
    NOBODY,
    NOT_PLACED,
    Comparison,
    SplitBy,
)
from coprod.intelligence.breakdowns.rules import (
    Breakdown,
    Change,
    CountedComment,
    Cut,
    Row,
    build_row,
    check_for_readers,
    describe_differences,
    list_file_lines,
    mark_differing,
    pair_rows,
    read_cut,
    tally,
)
from coprod.intelligence.cell_safety.rules import Counts
from coprod.intelligence.feedback.enums import Feeling, Window

LATEST = Quarter(2026, 3)


def count(positive: int, negative: int, people: int | None = None) -> Counts:
    return Counts(positive + negative if people is None else people, positive, 0, negative)


def row(positive: int, negative: int, key: str = "1", *, exact: bool = False) -> Row:
    return build_row(key, f"«{key}»", count(positive, negative), exact=exact)


def test_a_cut_is_read_again_from_its_own_address() -> None:
    cut = Cut(
        until=Quarter(2023, 1),
        window=Window.EIGHTEEN_MONTHS,
        source="«Healthwatch»",
        service="12",
        split_by=SplitBy.ETHNIC_GROUP,
        within=SplitBy.NETWORK,
        value="9",
        compare=Comparison.THREE_YEARS_AGO,
    )
    assert read_cut(cut.args, LATEST) == cut
    assert read_cut({}, LATEST) == Cut(LATEST)


@pytest.mark.parametrize(
    "args", [{"until": "2023"}, {"window": "x"}, {"split": "x"}, {"starts": "x"}, {"within": "x:1"}]
)
def test_an_address_that_is_not_known_says_so(args: dict[str, str]) -> None:
    with pytest.raises(RuleBrokenError):
        read_cut(args, LATEST)


def test_readers_never_see_two_things_about_people_nor_three_of_anything() -> None:
    within_network = Cut(LATEST, split_by=SplitBy.AGE_GROUP, within=SplitBy.NETWORK, value="1")
    check_for_readers(within_network)
    for refused in (
        replace(within_network, within=SplitBy.ETHNIC_GROUP),
        replace(within_network, service="1"),
        replace(within_network, starts=LATEST.starts, ends=LATEST.ends),
    ):
        with pytest.raises(RuleBrokenError):
            check_for_readers(refused)


def test_an_earlier_cut_has_the_same_window() -> None:
    cut = Cut(LATEST, Window.FOUR_QUARTERS, compare=Comparison.YEAR_AGO)
    earlier = cut.move_back(Comparison.YEAR_AGO)
    assert earlier.quarters == tuple(quarter.back(4) for quarter in cut.quarters)


def test_a_row_of_enough_people_has_a_share_with_its_likely_range() -> None:
    shown = row(160, 240)
    assert shown.has_share
    assert shown.likely is not None
    assert shown.likely[0] < 40 < shown.likely[1]
    assert shown.about == 400


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (count(0, 0), NOBODY),
        (count(3, 1), FEWER_THAN_BASE),
        (count(14, 4), MOSTLY_POSITIVE),
        (count(2, 12), MOSTLY_NEGATIVE),
        (count(8, 6), FEWER_THAN_BASE),
        (count(15, 15, people=12), FEWER_THAN_BASE),
        (Counts(40, 6, 0, 6, 28), FEW_FELT),
    ],
)
def test_fewer_than_twenty_are_in_words(counts: Counts, words: object) -> None:
    shown = build_row("1", "«name»", counts, exact=False)
    assert shown.words == words
    assert not shown.has_share


def test_a_small_number_of_positive_comments_hides_the_share() -> None:
    assert not row(3, 97).has_share
    assert row(3, 97, exact=True).positive == 3


def test_a_curator_sees_exact_numbers() -> None:
    shown = row(23, 21, exact=True)
    assert shown.shown.numbers[0].number == 23
    assert (shown.about, shown.positive) == (44, 52)


def test_only_rows_beyond_chance_are_marked() -> None:
    rows = mark_differing([row(160, 130, "9"), *(row(38, 62, key) for key in "1234")])
    assert [each.differs for each in rows] == [1, 0, 0, 0, 0]
    assert "«9»" in str(describe_differences(rows).plain)  # type: ignore[union-attr]


def test_many_rows_need_more_to_differ_than_one() -> None:
    pair = mark_differing([row(66, 34, "1"), row(46, 54, "2")])
    assert [each.differs for each in pair] == [1, -1]
    others = [row(53, 47, str(key)) for key in range(3, 23)]
    assert not any(each.differs for each in mark_differing([*pair[:1], *others])[1:])
    assert describe_differences([row(53, 47)]) is None


def test_those_who_are_not_placed_are_not_compared() -> None:
    assert not mark_differing([row(90, 10, NOT_PLACED), row(40, 60, "1"), row(41, 59, "2")])[
        0
    ].differs


def test_a_change_says_whether_it_is_more_than_chance() -> None:
    [fall] = pair_rows([row(317, 293)], [row(567, 851), row(30, 30, "new")])
    assert fall.direction == -1
    assert fall.points == -12
    assert Change(row(20, 20), row(22, 18)).direction == 0
    assert Change(row(3, 3), row(20, 20)).points is None


def test_a_comment_counts_in_all_by_each_thing_and_by_each_two() -> None:
    values = tuple(
        ("a", "b") if split is SplitBy.THEME else (split.value,) for split in COUNTED_SPLITS
    )
    here = CountedComment("one", Feeling.POSITIVE, values, is_here=True)
    again = replace(here, feeling=None)
    elsewhere = replace(here, is_here=False)

    counted = tally([here, again])
    assert counted["", "", "", ""] == [1, 1, 0, 0, 1]
    assert counted["theme", "b", "", ""] == [1, 1, 0, 0, 1]
    assert ("theme", "a", "theme", "b") not in counted
    assert all("borough" in place for place in tally([elsewhere]))


def test_a_file_says_its_rows_and_what_they_are_shares_of() -> None:
    breakdown = Breakdown(Cut(LATEST), row(160, 240), [row(60, 40, "1"), row(3, 3, "2")])
    headings, one, few, _whole, base = list_file_lines(breakdown)
    assert len(headings) == len(one) == len(few)
    assert one[3] == 60
    assert few[3] == ""
    assert few[-1] == FEWER_THAN_BASE
    assert "rounded" in str(base[0].plain)  # type: ignore[union-attr]
