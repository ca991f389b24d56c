"""What a job is, and when it is due: on plain values, so that any time can be tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from coprod.core.values.clock import LONDON, to_day
from coprod.core.values.phrases import Message

LEASE = timedelta(minutes=3)
"""For how long a worker has a job, or the clock, to itself; it renews this each minute."""
FARTHEST = timedelta(hours=1)
"""A lease that ends later than this was written before somebody put the clock back."""
RETRY_AFTER = timedelta(hours=1)
GRACE = timedelta(hours=1)
"""A job that is later than this is reported."""
STOPPED = "Stopped"
"""The kind of error of a job whose worker died in the middle of it."""
CLOCK = "clock"
"""The name of the lease that lets one worker decide what is due."""


@dataclass(frozen=True)
class Schedule:
    """Each so often; or once a day from a time on, where ``every`` is left out."""

    every: timedelta | None = None
    at: time = time(0, 10)

    def get_next(self, last: datetime) -> datetime:
        """Return when it is due again. A day is one of London, however long it lasts there."""
        if self.every:
            return last + self.every
        tomorrow = to_day(last) + timedelta(days=1)
        return datetime.combine(tomorrow, self.at, LONDON)


EACH_MINUTE = Schedule(every=timedelta(seconds=50))
EACH_FIVE_MINUTES = Schedule(every=timedelta(minutes=4, seconds=50))
"""The clock is asked each minute, and never on the second: ten seconds are for that."""


@dataclass(frozen=True)
class Job:
    """Something that happens later. ``run`` does all that is due, and returns how much that was.

    It may be stopped anywhere and run again: what says that a thing was done is saved with it.
    ``setting`` names a setting without which there is nothing to do.
    """

    name: str
    label: Message
    run: Callable[[], int]
    schedule: Schedule = Schedule()
    setting: str = ""


@dataclass(frozen=True)
class Progress:
    """What is known of a job: when it was last begun, whether it failed, who has it until when."""

    started_at: datetime | None = None
    has_failed: bool = False
    leased_until: datetime | None = None


def is_free(progress: Progress, now: datetime) -> bool:
    """Tell whether no worker has the job, or whoever had it died."""
    until = progress.leased_until
    return until is None or until <= now or until > now + FARTHEST


def get_next(schedule: Schedule, progress: Progress) -> datetime | None:
    """Return when a job is due: None means at once, because it was never run."""
    if progress.started_at is None:
        return None
    due = schedule.get_next(progress.started_at)
    return min(due, progress.started_at + RETRY_AFTER) if progress.has_failed else due


def is_due(schedule: Schedule, progress: Progress, now: datetime) -> bool:
    """Tell whether to run a job now. One that was stopped in the middle is due again at once."""
    due = get_next(schedule, progress)
    was_stopped = progress.leased_until is not None
    return is_free(progress, now) and (was_stopped or due is None or due <= now)


def is_late(schedule: Schedule, progress: Progress, now: datetime) -> bool:
    """Tell whether nobody runs a job that was due a while ago. One that was taken is on its way."""
    due = get_next(schedule, progress)
    return is_free(progress, now) and due is not None and due + GRACE <= now
