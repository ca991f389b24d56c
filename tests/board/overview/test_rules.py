from datetime import date, timedelta

import pytest

from coprod.board.figures.enums import ValueState
from coprod.board.figures.rules import UNKNOWN, FigureValue, count_of
from coprod.board.overview.enums import LIMITS, HeadlineKey
from coprod.board.overview.rules import (
    NOTHING,
    Headline,
    LevelCell,
    Movement,
    Sentences,
    StartedActivity,
    Statements,
    build_level_table,
    list_days,
    write_sentences,
)
from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import Message
from coprod.core.values.quarters import Quarter
from coprod.register.activities.enums import Rung

TODAY = date(2026, 11, 30)


def headline(*values: FigureValue) -> Headline:
    return Headline(HeadlineKey.RATED.label, LIMITS[HeadlineKey.RATED], values, "a.page")


def started(when: str, confirmed: int | None, by_team: int | None = None) -> StartedActivity:
    first, second = (Rung(each) if each else None for each in (confirmed, by_team))
    return StartedActivity(PartialDate.parse(when) if when else None, first, second)


def test_a_trend_runs_from_a_year_ago_to_today() -> None:
    days = list_days(TODAY)
    assert days[-1] == TODAY
    assert days[0] == TODAY - timedelta(days=364)
    assert days == sorted(days)


def test_a_trend_is_drawn_only_where_every_point_is_known() -> None:
    assert headline(count_of(0), count_of(5), count_of(10)).line == "2,22 40,12 78,2"
    assert headline(UNKNOWN, count_of(5), count_of(10)).line == ""
    assert headline(FigureValue(ValueState.HIDDEN, "Not shown"), count_of(10)).line == ""
    assert headline(count_of(0), count_of(0)).line == ""


def test_confirmed_levels_and_the_team_s_view_stand_apart_in_each_quarter() -> None:
    table = build_level_table(
        [
            started("2026-10", Rung.CO_DESIGN, Rung.CO_PRODUCTION),
            started("2026-11-02", None, Rung.CO_DESIGN),
            started("2026-02", Rung.CONSULTATION),
            started("2026-10", None),
            started("2026", Rung.CO_DESIGN),
            started("", None, Rung.CO_DESIGN),
            started("2019-01", Rung.CO_DESIGN),
        ],
        TODAY,
    )
    assert table.quarters[0] == Quarter(2025, 3)
    assert table.quarters[-1] == Quarter(2026, 4)
    cells = dict(table.lines)
    assert cells[Rung.CO_DESIGN][-1] == LevelCell(confirmed=1, by_team=1)
    assert cells[Rung.CO_PRODUCTION][-1] == LevelCell(0, 0)
    assert cells[Rung.CONSULTATION][2] == LevelCell(1, 0)
    assert (table.without_level, table.without_quarter) == (1, 2)
    assert table.count_confirmed(slice(-2, None)) == (1, 1)
    assert table.count_confirmed(slice(0, 3)) == (0, 1)
    assert [rung for rung, _cells in table.lines] == sorted(Rung, reverse=True)


def movement(before: tuple[int, int], now: tuple[int, int]) -> Movement:
    return Movement(before, now, Message(f"{before} {now}"))


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        ((1, 10), (5, 10), 1),
        ((5, 10), (1, 10), -1),
        ((50, 100), (52, 100), 0),
        ((0, 4), (10, 10), 0),
        ((0, 0), (10, 10), 0),
    ],
)
def test_a_share_moved_where_it_is_of_enough_and_by_enough(
    before: tuple[int, int], now: tuple[int, int], direction: int
) -> None:
    assert movement(before, now).direction == direction


def test_three_sentences_say_what_people_said_before_what_was_counted() -> None:
    movements = [movement((1, 10), (5, 10)), movement((5, 10), (1, 10))]
    said = write_sentences(Statements(rose=2), movements, [])
    assert said.better.plain.startswith("statements with which more people agree")
    assert said.worse is movements[1].sentence
    assert said.unknown is NOTHING
    assert write_sentences(Statements(), [], []) == Sentences(NOTHING, NOTHING, NOTHING)
