"""Intervals against published values, and what must hold of every one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.statistics.rules import (
    Interval,
    Share,
    ShareRange,
    count_needed_people,
    get_difference_interval,
    get_direction,
    get_wilson_interval,
)

SHARES = st.integers(1, 2000).flatmap(
    lambda base: st.builds(Share, part=st.integers(0, base), base=st.just(base))
)


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        (10, (24, 76)),
        (30, (33, 67)),
        (50, (37, 63)),
        (100, (40, 60)),
        (200, (43, 57)),
        (400, (45, 55)),
    ],
)
def test_wilson_around_one_half_is_as_our_paper_on_the_domain_has_it(
    of: int, shown: tuple[int, int]
) -> None:
    assert get_wilson_interval(Share(of / 2, of)).in_per_cent == shown


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_values_that_newcombe_published(
    part: int, of: int, low: float, high: float
) -> None:
    found = get_wilson_interval(Share(part, of))

    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        (Share(48, 80), Share(56, 70), 0.0524, 0.3339),
        (Share(3, 10), Share(9, 10), 0.1705, 0.8090),
        (Share(0, 10), Share(10, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_the_interval_that_newcombe_published(
    before: Share, after: Share, low: float, high: float
) -> None:
    found = get_difference_interval(before, after)

    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(("after", "people"), [(0.60, 388), (0.65, 170), (0.70, 93)])
def test_how_many_people_it_takes_to_see_a_change(after: float, people: int) -> None:
    assert count_needed_people(0.5, after) == people


def test_there_is_nothing_to_see_where_nothing_changes() -> None:
    with pytest.raises(ValueError, match="no change"):
        count_needed_people(0.5, 0.5)


@pytest.mark.parametrize(("part", "of"), [(1, 0), (-1, 5), (6, 5)])
def test_no_share_is_more_than_all_or_of_nobody(part: int, of: int) -> None:
    with pytest.raises(ValueError, match="part"):
        Share(part, of)


@given(SHARES)
def test_an_interval_lies_within_nought_and_one_and_holds_its_share(share: Share) -> None:
    found = get_wilson_interval(share)

    assert 0 <= found.low <= share.value <= found.high <= 1


@given(SHARES)
def test_more_people_who_say_the_same_make_it_surer(share: Share) -> None:
    few, many = (
        get_wilson_interval(share),
        get_wilson_interval(Share(2 * share.part, 2 * share.base)),
    )

    assert many.high - many.low < few.high - few.low


@given(SHARES, SHARES)
def test_a_change_seen_from_the_other_side_is_the_opposite(before: Share, after: Share) -> None:
    assert get_direction(before, after) == -get_direction(after, before)


@given(SHARES, SHARES)
def test_intervals_that_lie_apart_are_always_a_change(before: Share, after: Share) -> None:
    apart = not get_wilson_interval(before).overlaps(get_wilson_interval(after))

    assert not apart or get_direction(before, after) != 0


@given(SHARES)
def test_what_stayed_the_same_is_no_change(share: Share) -> None:
    assert get_direction(share, share) == 0
    assert get_difference_interval(share, share).holds(0)


def test_what_only_touches_overlaps() -> None:
    assert Interval(0.1, 0.3).overlaps(Interval(0.3, 0.5))


def test_the_interval_of_a_span_reaches_from_its_least_to_its_most() -> None:
    least, most = (get_wilson_interval(Share(part, 100)).in_per_cent for part in (40, 60))

    assert ShareRange.from_per_cents(40, 60, 100).in_per_cent == (least[0], most[1]) == (31, 69)
