"""When a step of the day's work is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

LEASE = timedelta(hours=1)
"""For how long a process has a step to itself: if it dies, another may do the step after that."""
RETRY_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class StepProgress:
    """What is known of one step: the last day on which it was done, and who is at it."""

    done_on: date | None = None
    tried_at: datetime | None = None
    leased_until: datetime | None = None


def is_free(progress: StepProgress, now: datetime) -> bool:
    """Tell whether no other process is doing the step at this moment."""
    return progress.leased_until is None or progress.leased_until <= now


def is_due(progress: StepProgress, now: datetime, today: date) -> bool:
    """Tell whether a step is still to be done today. One that failed waits for an hour."""
    if progress.done_on == today:
        return False
    return progress.tried_at is None or now - progress.tried_at >= RETRY_AFTER
