"""Attacks on small numbers: by subtraction, by filter and by time. No app, no database."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.core.config import Environment, Settings
from coprod.core.disclosure import rules
from coprod.core.disclosure.enums import Hidden, NotKnown, Percent, RoundedCount
from coprod.core.values.howmany import HowMany, Sureness

SMALL = range(1, 5)
UP_TO = range(15)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "None"),
        (1, "Fewer than 5"),
        (4, "Fewer than 5"),
        (5, "About 5"),
        (7, "About 5"),
        (8, "About 10"),
        (1198, "About 1,200"),
    ],
)
def test_a_count_is_hidden_or_rounded(number: int, shown: str) -> None:
    assert rules.disclose_count(number).words.plain == shown


def test_what_is_hidden_is_not_what_is_missing() -> None:
    hidden, missing = rules.disclose_count(3), rules.disclose_count(None)

    assert isinstance(hidden, Hidden)
    assert isinstance(missing, NotKnown)
    assert hidden.reason.plain
    assert hidden.words != missing.words


def test_nobody_and_four_answers_look_the_same() -> None:
    assert all(rules.disclose_answers(number) == rules.disclose_answers(0) for number in range(5))
    assert rules.disclose_answers(5) == RoundedCount(5)


def test_people_are_said_as_counts_are() -> None:
    assert rules.disclose_people(HowMany(Sureness.EXACT, 2)).plain == "Fewer than 5 people"
    assert rules.disclose_people(HowMany(Sureness.ABOUT, 23)).plain == "About 25 people"
    assert rules.disclose_people(HowMany(Sureness.UNKNOWN)).plain == "Not known how many"


def test_a_total_that_gives_a_group_away_is_hidden() -> None:
    """12, 12 and 4 are 28: "10, 10, fewer than 5, together 30" has no other answer."""
    shown = rules.disclose_table({"a": 12, "b": 12, "c": 4})

    assert isinstance(shown.total, Hidden)
    assert shown.cells["a"] == RoundedCount(10)


def test_percentages_need_enough_people_behind_them() -> None:
    assert rules.disclose_shares({"yes": 5, "no": 9}, of_whole=True)["yes"] == Percent(0, 25, 50)
    assert isinstance(rules.disclose_shares({"yes": 5, "no": 9}, of_whole=False)["yes"], Hidden)
    assert isinstance(rules.disclose_shares({"yes": 4, "no": 17}, of_whole=True)["no"], Hidden)
    assert isinstance(rules.disclose_shares({"yes": 0}, of_whole=True)["yes"], NotKnown)


def seen(cells: tuple[int, ...], *, total_is_public: bool) -> str:
    """Return all that an attacker sees of one table: counts, total and percentages."""
    named = dict(enumerate(cells))
    shown = rules.disclose_table(named, total_is_public=total_is_public)
    shares = [tuple(rules.disclose_shares(named, of_whole=each).values()) for each in (True, False)]
    return repr((tuple(shown.cells.values()), shown.total, *shares))


@pytest.mark.parametrize("total_is_public", [False, True])
def test_no_small_group_is_recovered_by_subtraction(total_is_public: bool) -> None:
    """Whatever is seen, every small group could be another size: for who knows these rules too."""
    tables = list(product(UP_TO, repeat=3))
    by_view = defaultdict(list)
    for cells in tables:
        by_view[seen(cells, total_is_public=total_is_public)].append(cells)

    told = [
        cells
        for alike in by_view.values()
        for cells in alike
        for at, number in enumerate(cells)
        if number in SMALL and len({other[at] for other in alike}) < 4
    ]
    assert told == []


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ((5, 7), "Too few people for a percentage to mean anything"),
        ((6, 9), "Fewer than half"),
        ((9, 6), "Half or more"),
        ((7, 23), "Fewer than 30%"),
        ((12, 18), "About 40%"),
        ((23, 7), "70% or more"),
        ((400, 600), "40%"),
    ],
)
def test_a_share_is_as_fine_as_its_base_bears(cells: tuple[int, int], words: str) -> None:
    share = rules.disclose_shares(dict(enumerate(cells)), of_whole=True)[0]

    assert (share.words if isinstance(share, Percent) else share.reason).plain == words


@pytest.mark.parametrize(
    ("cells", "last"), [((19, 9, 30), "48% to 75%"), ((60, 20, 40), "About 35%")]
)
def test_the_last_share_is_what_the_others_leave(cells: tuple[int, ...], last: str) -> None:
    shares = rules.disclose_shares(dict(enumerate(cells)), of_whole=False)

    assert shares[2].words.plain == last


@given(st.lists(st.integers(0, 60), min_size=2, max_size=2))
def test_no_small_group_is_recovered_by_a_filter(numbers: list[int]) -> None:
    """All, and all but some, are counted apart: their difference is never one small size."""
    inside, outside = numbers
    views = (rules.disclose_count(inside + outside), rules.disclose_count(inside))
    fits = {
        n
        for n in range(65)
        for rest in range(65)
        if (rules.disclose_count(rest + n), rules.disclose_count(rest)) == views
    }
    assert outside not in SMALL or len(fits) > 1


Moves = list[tuple[bool, int]]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 9)), max_size=40))
def test_between_any_two_results_over_time_enough_people_came_or_went(moves: Moves) -> None:
    released = list(steps(moves))

    for one, other in combinations(released, 2):
        assert len(one) >= 5
        assert one == other or len(one ^ other) >= 5


def steps(moves: Moves) -> Iterator[frozenset[int]]:
    """Let answers come in and be set aside, and show a result whenever the rule allows it."""
    counted: frozenset[int] = frozenset()
    released: list[frozenset[int]] = []
    following = 0
    for comes_in, number in moves:
        if comes_in:
            counted |= set(range(following, following + number))
            following += number
        else:
            counted -= set(sorted(counted)[-number:])
        if rules.may_be_released(counted, released):
            released.append(counted)
            yield counted


@pytest.fixture
def ten_or_more() -> Iterator[Callable[[], None]]:
    def start() -> None:
        rules.set_disclosure_limits(Settings(environment=Environment.TEST, fewest_people=10))

    yield start
    rules.set_disclosure_limits(Settings(environment=Environment.TEST))


def test_one_setting_moves_every_threshold(ten_or_more: Callable[[], None]) -> None:
    ten_or_more()

    assert rules.disclose_count(9).words.plain == "Fewer than 10"
    assert isinstance(rules.disclose_answers(9), Hidden)
    assert not rules.may_be_released(set(range(9)), [])


def test_of_an_even_number_the_lower_middle_value_stands() -> None:
    assert rules.get_median([5, 1, 3]) == 3
    assert rules.get_median([7, 3, 4, 6]) == 4


@pytest.mark.parametrize(
    ("now", "before", "may"),
    [
        ([20], [], True),
        ([20], [[20]], True),
        ([25], [[20]], True),
        ([24], [[20]], False),
        ([15], [[20]], True),
        ([16], [[20]], False),
        ([6], [[1]], False),
        ([4], [[9]], False),
        ([3], [[3]], True),
        ([5], [[0]], True),
        ([4], [[0]], False),
        ([None], [[20]], True),
        ([3], [[None]], True),
        ([None], [[None]], True),
        ([20, 8], [[20, 14]], True),
        ([20, 8], [[20, 12]], False),
        ([30], [[20], [27]], False),
    ],
)
def test_counts_follow_others_when_nobody_or_enough_people_came_or_went(
    now: list[int | None], before: list[list[int | None]], may: bool
) -> None:
    assert rules.may_numbers_be_released(now, before) is may


def test_a_share_is_stated_to_a_thousandth_of_a_per_cent() -> None:
    """Finer than anybody reads, and coarse enough that noise of floats makes no two differ."""
    shares = rules.disclose_shares({"yes": 100, "no": 33, "unsure": 67}, of_whole=False)

    assert shares["no"] == Percent(15.438, 17.5, 19.688)


def test_cases_that_fit_too_few_counts_have_no_cuts_at_all() -> None:
    for cuts in rules.SCALES:
        assert rules.merge_cuts([(5, 7), (7, 5)], cuts) == ()
