"""Reading indicators, which are public. Of activities, readers see those that are public."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, selectinload

from coprod.board.indicators.models import (
    BoardIndicator,
    IndicatorActivity,
    IndicatorGap,
    IndicatorPot,
    IndicatorTarget,
    IndicatorValue,
)
from coprod.board.indicators.rules import CountedValue, DisclosedValue, disclose_series
from coprod.core.database import session
from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import require_found
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.sections.models import ActivityCost
from coprod.register.sections.queries import read_cost
from coprod.register.sections.rules import CostLine
from coprod.resourcing.funding_pots.models import Pot
from coprod.resourcing.totals.queries import select_lines

WHOLE = (
    selectinload(BoardIndicator.values).joinedload(IndicatorValue.place),
    selectinload(BoardIndicator.targets).options(
        selectinload(IndicatorTarget.reviews), selectinload(IndicatorTarget.place)
    ),
    selectinload(BoardIndicator.gaps),
)


def select_indicators() -> Select[BoardIndicator]:
    """Select indicators as a list needs them, by the list that they belong to."""
    statement = select(BoardIndicator).options(*WHOLE)
    return statement.order_by(BoardIndicator.collection, BoardIndicator.title, BoardIndicator.id)


def list_indicators() -> Sequence[BoardIndicator]:
    return session.scalars(select_indicators()).all()


def get_indicator(slug: str, *, to_change: bool = False) -> BoardIndicator:
    statement = select_indicators().where(BoardIndicator.slug == slug)
    if to_change:
        statement = statement.with_for_update(of=BoardIndicator)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def get_target(indicator: BoardIndicator, target_id: int) -> IndicatorTarget:
    """Return a target that is still pursued."""
    pursued = (each for each in indicator.targets if not each.ended_at)
    return require_found(next((each for each in pursued if each.id == target_id), None))


def get_gap(indicator: BoardIndicator, gap_id: int) -> IndicatorGap:
    return require_found(next((each for each in indicator.open_gaps if each.id == gap_id), None))


def disclose_values(indicator: BoardIndicator) -> dict[int, DisclosedValue]:
    """Return what readers are given of each number, by the key of its row."""
    values = [build_counted_value(each) for each in indicator.values]
    return disclose_series(indicator.measure, indicator.counted, values)


def build_counted_value(value: IndicatorValue) -> CountedValue:
    return CountedValue(
        key=value.id,
        period=(value.starts_on, value.ends_on),
        numerator=value.numerator,
        denominator=value.denominator,
        place_id=value.place_id,
        saved_at=value.at,
    )


# What is late


def is_review_late(today: date) -> ColumnElement[bool]:
    return IndicatorTarget.ended_at.is_(None) & (IndicatorTarget.review_on < today)


def is_gap_late(today: date) -> ColumnElement[bool]:
    return IndicatorGap.closed_on.is_(None) & (IndicatorGap.due < today)


def list_late_reviews(today: date) -> Sequence[IndicatorTarget]:
    """Return the targets that should have been looked at again, the longest ago first."""
    statement = select(IndicatorTarget).join(IndicatorTarget.indicator).where(is_review_late(today))
    whole = contains_eager(IndicatorTarget.indicator)
    return session.scalars(
        statement.options(whole).order_by(IndicatorTarget.review_on, IndicatorTarget.id)
    ).all()


def list_late_gaps(today: date) -> Sequence[IndicatorGap]:
    statement = select(IndicatorGap).join(IndicatorGap.indicator).where(is_gap_late(today))
    whole = contains_eager(IndicatorGap.indicator)
    return session.scalars(
        statement.options(whole).order_by(IndicatorGap.due, IndicatorGap.id)
    ).all()


# What means to move it


def list_links(indicator: BoardIndicator) -> Sequence[IndicatorActivity]:
    """Return the links to activities that everybody may read."""
    statement = select(IndicatorActivity).join(IndicatorActivity.activity)
    statement = statement.where(IndicatorActivity.indicator_id == indicator.id)
    statement = statement.where(visible_to(VISITOR), is_public_activity())
    whole = contains_eager(IndicatorActivity.activity)
    return session.scalars(
        statement.options(whole, whole.selectinload(Activity.co_owners)).order_by(
            Activity.title, Activity.id
        )
    ).all()


def list_cost_lines(activity_ids: Iterable[int]) -> list[CostLine]:
    """Return what these activities cost, line by line, as readers may see it."""
    ids = sorted(activity_ids)
    if not ids:
        return []
    statement = select_lines(VISITOR, ActivityCost).where(Activity.id.in_(ids))
    return [read_cost(cost) for cost in session.scalars(statement)]


def list_pots(indicator: BoardIndicator) -> Sequence[Pot]:
    statement = select(Pot).join(IndicatorPot, IndicatorPot.pot_id == Pot.id)
    statement = statement.where(IndicatorPot.indicator_id == indicator.id)
    return session.scalars(
        statement.options(selectinload(Pot.givings)).order_by(Pot.name, Pot.id)
    ).all()


def list_pot_links(indicator: BoardIndicator) -> Sequence[IndicatorPot]:
    statement = select(IndicatorPot).where(IndicatorPot.indicator_id == indicator.id)
    return session.scalars(statement.order_by(IndicatorPot.pot_id)).all()


def list_pot_choices() -> list[tuple[int, str]]:
    return [
        (key, name)
        for key, name in session.execute(select(Pot.id, Pot.name).order_by(Pot.name, Pot.id))
    ]


def find_public_activity(activity_id: int) -> Activity | None:
    """Return an activity with those who look after it, if everybody may read it."""
    statement = select(Activity).where(Activity.id == activity_id)
    statement = statement.where(visible_to(VISITOR), is_public_activity())
    return session.scalars(statement.options(selectinload(Activity.co_owners))).one_or_none()
