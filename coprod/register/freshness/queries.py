"""Finding the activities that somebody should look at again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, String, and_, cast, func, select

from coprod.core.database import session
from coprod.core.values import clock
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import LIST_COLUMNS
from coprod.register.freshness.rules import REMIND_AHEAD, is_due


def is_past_review(today: date) -> ColumnElement[bool]:
    return and_(is_public_activity(), Activity.review_by < today)


def is_reviewed() -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` was found true again, later and within a year."""
    published_on = func.substr(cast(Activity.published_at, String), 1, 10, type_=String)
    again = cast(Activity.checked_on, String) > published_on
    return and_(again, Activity.review_by >= clock.today())


def list_due_for_reminder(today: date) -> Sequence[Activity]:
    """Return the activities whose owners are written to today, locked until that is done."""
    statement = select(Activity).where(
        is_public_activity(), Activity.review_by <= today + REMIND_AHEAD
    )
    statement = statement.options(*LIST_COLUMNS)
    statement = statement.with_for_update(of=Activity)
    activities = session.scalars(statement.order_by(Activity.id)).all()
    return [a for a in activities if a.review_by and is_due(a.review_by, a.reminded_on, today)]
