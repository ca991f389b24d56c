from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.assessment.four_ratings.enums import Match, Source
from coprod.assessment.four_ratings.rules import (
    FourRatings,
    RatingPoint,
    ResidentsView,
    compare_to_promise,
    find_gaps,
    list_points_in_force,
    list_rounds,
)
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.self_assessment.enums import Round
from coprod.register.activities.enums import Rung


def mark(rung: int, kind: Round = Round.START, day: int = 1, correction: str = "") -> RatingPoint:
    return RatingPoint(Rung(rung), kind, date(2026, 3, day), correction=correction)


def residents(*rungs: int) -> ResidentsView:
    return ResidentsView(tuple(mark(rung) for rung in rungs))


def test_the_four_always_stand_in_the_same_order_whatever_is_known() -> None:
    for four in (FourRatings(), FourRatings((Rung.CO_DESIGN,), (mark(7),), residents(1))):
        assert [view.source for view in four.views] == list(Source)


def test_what_is_not_there_says_why_and_borrows_nothing_from_the_others() -> None:
    promised, team, residents_, confirmed = FourRatings((Rung.CO_PRODUCTION,)).views

    assert promised.rungs == (Rung.CO_PRODUCTION,)
    for view in (team, residents_, confirmed):
        assert view.rungs == ()
        assert view.why_none
        assert view.match is None


def test_the_latest_mark_of_each_side_stands_for_it() -> None:
    four = FourRatings((), (mark(3), mark(5)), residents(4, 2), (mark(3), mark(6)))

    assert [view.rungs for view in four.views] == [(), (5,), (2,), (6,)]


def test_what_a_list_tells_is_a_key_that_differs_by_who_collected_and_by_earlier_rounds() -> None:
    team, independent = (
        replace(mark(4), collected=who.label) for who in (Collected.TEAM, Collected.INDEPENDENT)
    )
    marks = [(team,), (independent,), (team, independent), (independent, independent)]
    keys = {FourRatings(residents=ResidentsView(each)).summary_key for each in marks}

    assert len(keys) == len(marks)


@pytest.mark.parametrize(
    ("promised", "rung", "expected"),
    [
        ((), 5, None),
        ((6,), 5, Match.BELOW),
        ((6,), 6, Match.MATCHED),
        ((6,), 7, Match.ABOVE),
        ((3, 6), 5, Match.MATCHED),
        ((3, 6), 2, Match.BELOW),
        ((3, 6), 7, Match.ABOVE),
    ],
)
def test_a_level_is_below_matched_or_above_what_was_promised(
    promised: tuple[int, ...], rung: int, expected: Match | None
) -> None:
    assert compare_to_promise([Rung(each) for each in promised], Rung(rung)) is expected


@pytest.mark.parametrize(
    ("team", "said", "gap", "is_wide"),
    [(5, 5, 0, False), (5, 4, -1, False), (5, 3, -2, True), (3, 6, 3, True)],
)
def test_from_two_rungs_on_a_gap_needs_a_conversation(
    team: int, said: int, gap: int, is_wide: bool
) -> None:
    four = FourRatings((), (mark(team),), residents(said))

    assert (four.gap, four.is_wide) == (gap, is_wide)
    assert four.gap_in_words


@pytest.mark.parametrize(
    "four", [FourRatings(), FourRatings(team=(mark(7),)), FourRatings(residents=residents(1))]
)
def test_there_is_no_gap_where_one_side_has_not_spoken(four: FourRatings) -> None:
    assert four.gap is None
    assert not four.is_wide
    assert four.gap_in_words is None


def test_rounds_come_in_the_order_of_their_days_with_what_each_side_said() -> None:
    team = (mark(3), mark(5, Round.END, day=20))
    said = ResidentsView((mark(2, Round.MIDPOINT, day=10), mark(4, Round.END, day=21)))
    confirmed = (mark(5, Round.END, day=25),)

    found = list_rounds(FourRatings((), team, said, confirmed))

    assert [row.round for row in found] == [Round.START, Round.MIDPOINT, Round.END]
    assert found[1].team is None
    assert found[2].points == {
        Source.TEAM: team[1],
        Source.RESIDENTS: said.points[1],
        Source.CONFIRMED: confirmed[0],
    }


def test_a_correction_counts_and_what_it_puts_right_stays_listed() -> None:
    first, better = mark(6), mark(4, day=9, correction="Nobody was paid")

    (row,) = list_rounds(FourRatings((), (first, better)))

    assert row.team is better
    assert row.corrected == (first,)
    assert row.on == first.on


def test_a_round_meets_the_ratings_that_stood_from_its_end_until_the_next_was_opened() -> None:
    team = [mark(3, day=1), mark(4, day=5), mark(5, day=10), mark(6, day=20)]
    said = mark(7, day=7)

    assert list_points_in_force(team, said, [date(2026, 3, 20)]) == team[1:3]
    assert list_points_in_force(team, said, []) == team[1:]
    assert list_points_in_force([], said, []) == []


DAY_ONE = date(2026, 1, 1)
RATINGS = st.lists(st.tuples(st.integers(0, 300), st.sampled_from(Rung)), min_size=1, max_size=4)
ROUNDS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50), st.sampled_from(Rung), st.booleans()),
    min_size=1,
    max_size=4,
)


def residents_marks(told: list[tuple[int, int, Rung, bool]]) -> list[RatingPoint]:
    """Return rounds one after the other: days after the last one, days open, rung, by whom."""
    marks, day = [], DAY_ONE
    for number, (wait, lasts, rung, is_independent) in enumerate(told):
        opened_on = day + timedelta(days=wait)
        day = opened_on + timedelta(days=lasts)
        by = Collected.INDEPENDENT if is_independent else Collected.TEAM
        mark = RatingPoint(rung, Round.START, day, round_id=number, opened_on=opened_on)
        marks.append(replace(mark, collected=by.label))
    return marks


def gaps(team: list[RatingPoint], told: list[tuple[int, int, Rung, bool]]) -> set[tuple[int, int]]:
    found = find_gaps(team, residents_marks(told))
    return {(each.team.rating_id, each.residents.round_id) for each in found}


@given(RATINGS, ROUNDS, st.integers(0, 50), st.integers(0, 50), st.sampled_from(Rung))
def test_no_round_that_a_team_collects_closes_a_gap_however_early_it_is_opened(
    ratings: list[tuple[int, Rung]],
    told: list[tuple[int, int, Rung, bool]],
    wait: int,
    lasts: int,
    rung: Rung,
) -> None:
    team = [
        RatingPoint(level, Round.START, DAY_ONE + timedelta(days=day), rating_id=number)
        for number, (day, level) in enumerate(sorted(ratings))
    ]
    assert gaps(team, told) <= gaps(team, [*told, (wait, lasts, rung, False)])


def test_a_rating_that_came_after_a_round_is_compared_with_it_too() -> None:
    said = replace(
        mark(3, day=5), opened_on=date(2026, 3, 3), collected=Collected.INDEPENDENT.label
    )

    assert [each.team.rung for each in find_gaps([mark(3, day=1), mark(7, day=10)], [said])] == [7]
