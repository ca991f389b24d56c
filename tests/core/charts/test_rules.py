"""Where marks stand in a chart."""

from hypothesis import given
from hypothesis import strategies as st

from coprod.core.charts.rules import TRACK, WIDE, Chart, ChartMark, ChartRow


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
