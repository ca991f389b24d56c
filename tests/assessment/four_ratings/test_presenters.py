from datetime import date
from itertools import pairwise

from coprod.assessment.four_ratings.enums import Source
from coprod.assessment.four_ratings.presenters import LEFT, RIGHT, RatingsChart, build_rounds_table
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint
from coprod.assessment.self_assessment.enums import Round
from coprod.register.activities.enums import Rung


def team(*rungs: int) -> tuple[RatingPoint, ...]:
    return tuple(
        RatingPoint(Rung(rung), kind, date(2026, month, 1))
        for month, (rung, kind) in enumerate(zip(rungs, Round, strict=False), start=1)
    )


def drawn(*rungs: int) -> RatingsChart:
    chart = build_rounds_table(FourRatings((Rung.CO_DESIGN,), team(*rungs))).chart
    assert chart
    return chart


def test_one_round_is_no_line_and_has_no_chart() -> None:
    assert build_rounds_table(FourRatings(team=team(4))).chart is None
    assert build_rounds_table(FourRatings()).rows == []


def test_a_higher_level_stands_higher_and_a_later_round_further_right() -> None:
    line = next(line for line in drawn(3, 5).lines if line.source is Source.TEAM)
    first, second = line.points

    assert second.y < first.y
    assert second.x > first.x


def test_every_mark_of_every_round_stands_within_the_drawing_and_apart_from_its_neighbour() -> None:
    four = FourRatings((), team(1, 7, 1, 7, 1), confirmed=team(1, 7, 1, 7, 1))
    chart = build_rounds_table(four).chart
    assert chart
    places = sorted((point.x, point.y) for line in chart.lines for point in line.points)

    assert all(LEFT < x < RIGHT and 0 < y <= chart.bottom for x, y in places)
    assert all(b - a >= 10 for (a, _), (b, _) in pairwise(places))


def test_a_side_that_said_nothing_has_no_marks() -> None:
    points = {line.source: len(line.points) for line in drawn(3, 5).lines}

    assert points == {Source.TEAM: 2, Source.RESIDENTS: 0, Source.CONFIRMED: 0}
