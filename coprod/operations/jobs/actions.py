"""Writing down of what administrators were told."""

from collections.abc import Iterable

from coprod.core.values import clock
from coprod.operations.jobs.queries import JobReport


def mark_reported(reports: Iterable[JobReport]) -> None:
    """Report a job no more, until it has worked again."""
    for each in reports:
        each.state.reported_at = clock.now()
