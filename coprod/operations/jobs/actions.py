"""Writing down of what administrators were told."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from coprod.core.database import session
from coprod.core.jobs.models import JobState
from coprod.core.values import clock
from coprod.operations.jobs.queries import JobReport


def claim_reports(reports: Iterable[JobReport]) -> list[JobReport]:
    """Return those that nobody else writes about; each is reported once, until it worked again."""
    return [each for each in reports if mark_reported(each.state)]


def mark_reported(state: JobState) -> bool:
    free = update(JobState).where(JobState.id == state.id, JobState.reported_at.is_(None))
    result: Any = session.execute(free.values(reported_at=clock.now()))
    return bool(result.rowcount == 1)
