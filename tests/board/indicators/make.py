"""Indicators to test with, made as a curator makes them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import time_machine

from coprod.board.indicators import actions, queries
from coprod.board.indicators.enums import Counted, Measure
from coprod.board.indicators.models import BoardIndicator, IndicatorTarget
from coprod.board.indicators.rules import (
    GapDraft,
    IndicatorDraft,
    ReviewDraft,
    TargetDraft,
    ValueDraft,
)
from coprod.core.database import session
from coprod.core.values import clock
from coprod.outcomes.i_statements.enums import Direction
from coprod.register.activities.models import Activity
from tests import make

YEAR = 2025
Q1, Q2, Q3 = (
    (date(YEAR, 3 * n - 2, 1), date(YEAR, 3 * n + 1, 1) - timedelta(days=1)) for n in (1, 2, 3)
)


def draft(**given: Any) -> IndicatorDraft:
    usual: dict[str, Any] = {
        "title": "Home after hospital",
        "goal": "People go home when they are well.",
        "definition": "People who were discharged to their own home.",
        "source": "Hospital records",
        "measure": Measure.PERCENT,
        "counted": Counted.PEOPLE,
        "direction": Direction.UP,
        "owner": "Head of community health",
    }
    return IndicatorDraft(**{**usual, **given})


def indicator(**given: Any) -> BoardIndicator:
    made = actions.add_indicator(make.curator(), draft(**given))
    session.commit()
    return reread(made)


def reread(made: BoardIndicator) -> BoardIndicator:
    return queries.get_indicator(made.slug, to_change=True)


def values(made: BoardIndicator, *drafts: ValueDraft) -> BoardIndicator:
    actions.add_values(make.curator(), made, drafts)
    session.commit()
    return reread(made)


def counted(
    made: BoardIndicator,
    numerator: int = 870,
    denominator: int | None = 1000,
    period: tuple[date, date] = Q1,
    **given: Any,
) -> BoardIndicator:
    return values(made, ValueDraft(period, numerator, denominator, **given))


def target(made: BoardIndicator, number: int = 90, **given: Any) -> IndicatorTarget:
    usual: dict[str, Any] = {
        "due": clock.today() + timedelta(days=200),
        "review_on": clock.today() + timedelta(days=100),
    }
    drafted = TargetDraft(number * 100, **{**usual, **given})
    actions.set_target(make.curator(), reread(made), drafted)
    session.commit()
    return max(reread(made).targets, key=lambda each: each.id)


def late_review(**given: Any) -> IndicatorTarget:
    """Return a target that should have been looked at again yesterday.

    It is made at noon: late in the evening, clocks of summer and winter are on different days.
    """
    noon = datetime.combine(clock.today(), time(12), UTC)
    with time_machine.travel(noon - timedelta(days=101)):
        return target(indicator(**given))


def review(made: BoardIndicator, aim: IndicatorTarget, **given: Any) -> BoardIndicator:
    drafted = ReviewDraft(**{"decided_by": "The board", "reason": "We looked", **given})
    actions.review_target(make.curator(), made, aim, drafted, seen=aim.version)
    session.commit()
    return reread(made)


def gap(made: BoardIndicator, days: int = 30, **given: Any) -> BoardIndicator:
    usual = {"missing": "Numbers of one hospital", "plan": "Ask for them", "owner": "Data lead"}
    drafted = GapDraft(**{**usual, **given}, due=clock.today() + timedelta(days=days))
    actions.note_gap(make.curator(), made, drafted)
    session.commit()
    return reread(made)


def late_gap(**given: Any) -> BoardIndicator:
    with time_machine.travel(clock.now() - timedelta(days=31)):
        return gap(indicator(**given))


def link(made: BoardIndicator, activity: Activity, why: str = "It helps at home.") -> None:
    actions.link_activity(make.curator(), made, activity, why)
    session.commit()
