"""What was done of the day's work."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coprod.core.database import session
from coprod.operations.daily.models import DailyStep


def list_steps() -> Sequence[DailyStep]:
    return session.scalars(select(DailyStep).order_by(DailyStep.id)).all()


def get_last_day() -> date | None:
    """Return the last day of which all steps are done; None if one of them never was."""
    days = [step.done_on for step in list_steps()]
    return min((day for day in days if day), default=None) if all(days) else None
