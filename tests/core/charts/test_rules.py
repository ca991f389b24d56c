"""Where marks stand in a chart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coprod.core.charts.rules import (
    TRACK,
    WIDE,
    Chart,
    ChartMark,
    ChartRow,
    RunChart,
    RunEvent,
    RunPoint,
    SpanChart,
)


def chart(*rows: ChartRow) -> Chart:
    return Chart("c", "A chart", ("Of", "Per cent"), rows)


@given(st.integers(-1000, 1000))
def test_every_mark_stands_inside_the_drawing(value: int) -> None:
    assert 0 < Chart.x(value) < WIDE


def test_more_stands_further_right() -> None:
    assert Chart.x(0) < Chart.x(50) < Chart.x(100)


def test_a_chart_with_nothing_to_show_is_a_table_alone() -> None:
    assert not chart(ChartRow("2026", None, ("Not shown",))).is_drawn
    assert chart(ChartRow("2026", ChartMark(50), ("50%",))).is_drawn


def test_a_per_cent_stands_at_its_part_of_the_track() -> None:
    nought, half, whole = (Chart.x(value) for value in (0, 50, 100))

    assert half - nought == whole - half == TRACK / 2
    assert (Chart.x(-1), Chart.x(101)) == (nought, whole)


# Points on their intervals


def spans(*values: int | None, line: int | None = None) -> SpanChart:
    marks = [None if each is None else ChartMark(each, each - 3, each + 4) for each in values]
    rows = [ChartRow("Of", mark, ("x",)) for mark in marks]
    return SpanChart("c", "A chart", ("Of", "Per cent"), rows, line)


def test_the_scale_is_as_long_as_the_intervals_need_and_ends_at_tens() -> None:
    assert spans(41, 52).scale == (30, 60)
    assert spans(41, line=72).scale == (30, 80)
    assert spans(None).scale == (0, 100)
    assert [value for value, _x in spans(41, 52).scale_ticks] == [30, 40, 50, 60]
    assert [value for value, _x in spans(4, 90).scale_ticks] == [0, 20, 40, 60, 80, 100]


def test_one_value_without_an_interval_still_has_a_scale() -> None:
    alone = SpanChart("c", "A chart", (), [ChartRow("Of", ChartMark(50), ("50%",))])

    assert alone.scale == (50, 60)
    assert alone.place(50) < alone.place(60)


# Numbers over time with their intervals, and what happened

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def run(*events: date) -> RunChart:
    points = [
        RunPoint(JANUARY, 43, 38, 48),
        RunPoint(FEBRUARY, None),
        RunPoint(MARCH, 38, 33, 44),
    ]
    return RunChart("c", points, events=[RunEvent(day, "What happened") for day in events])


def test_a_band_breaks_where_the_line_does() -> None:
    assert len(run().bands) == len(run().lines) == 2
    assert run().ticks[0] >= 48
    assert run().ticks[-1] <= 33


def test_a_band_goes_along_its_high_ends_and_back_along_its_low_ones() -> None:
    chart = RunChart("c", [RunPoint(JANUARY, 5, 0, 10), RunPoint(MARCH, 5, 0, 10)])
    first, last = (chart.x(each) for each in chart.points)
    low, high = chart.y(0), chart.y(10)

    assert chart.bands == [f"{first},{high} {last},{high} {last},{low} {first},{low}"]


def test_what_happened_outside_the_time_is_not_drawn() -> None:
    drawn = run(date(2025, 12, 31), MARCH, FEBRUARY, date(2026, 3, 2)).visible_events

    assert [each.day for each in drawn] == [FEBRUARY, MARCH]
