"""What was done of the day's work."""

from collections.abc import Sequence

from sqlalchemy import select

from coprod.daily.models import DailyStep
from coprod.db import session


def steps() -> Sequence[DailyStep]:
    return session.scalars(select(DailyStep).order_by(DailyStep.id)).all()
