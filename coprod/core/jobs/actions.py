"""Taking jobs and the clock, and writing down how a job went.

Each of these is one statement that holds its own condition, so two workers never both succeed.
"""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, update

from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.jobs import queries, rules
from coprod.core.jobs.models import JobState
from coprod.core.values import clock

QUEUED = "jobs to queue when this is committed"


def queue_when_committed(name: str) -> None:
    """Let a worker run a job as soon as the work that is under way is committed, and only then.

    Nothing depends on it: each job is run on its schedule as well, and finds what waits.
    """
    session.info.setdefault(QUEUED, {})[name] = None


def add_states(names: Iterable[str]) -> dict[str, JobState]:
    """Return what is known of these jobs; of one that is new there is a row from now on."""
    known = queries.list_states()
    for name in names:
        if name not in known:
            add_if_absent(JobState(name=name))
    return queries.list_states()


def take_due_jobs(jobs: Collection[rules.Job]) -> list[tuple[str, str]]:
    """Take what is due, and return the lease of each by its name."""
    now = clock.now()
    put_right(now)
    states = add_states(job.name for job in jobs)
    due = [job for job in jobs if rules.is_due(job.schedule, states[job.name].progress, now)]
    leases = [(job.name, take_job(states[job.name])) for job in due]
    return [(name, lease) for name, lease in leases if lease]


def put_right(now: datetime) -> None:
    """Move what was begun at a time that has not come yet to now: somebody put the clock back.

    It was done, so it is not done again today; and it does not wait until that time comes.
    """
    future = update(JobState).where(JobState.started_at > now)
    session.execute(future.values(started_at=now))


def take_job(state: JobState) -> str:
    """Take a job, and return the lease; nothing if another worker has it, or was quicker."""
    if not rules.is_free(state.progress, clock.now()):
        return ""
    lease = secrets.token_urlsafe(12)
    return lease if change_lease(JobState.id == state.id, state.lease, lease=lease) else ""


def begin_job(name: str, lease: str, lasts: timedelta = rules.LEASE) -> bool:
    """Begin a job, unless another worker took it because this one came too late.

    Until it ends it stands there as one that was stopped: that is what it is if its worker dies.
    """
    values = {"started_at": clock.now(), "error": rules.STOPPED}
    return change_lease(JobState.name == name, lease, lasts, **values)


def renew_leases(leases: Iterable[str]) -> None:
    for lease in leases:
        change_lease(JobState.leased_until.is_not(None), lease)


def change_lease(
    which: ColumnElement[bool], known: str, lasts: timedelta = rules.LEASE, **values: object
) -> bool:
    """Have a lease for a while from now on, if the row still has the one that is known."""
    statement = update(JobState).where(which, JobState.lease == known)
    result: Any = session.execute(statement.values(leased_until=clock.now() + lasts, **values))
    return bool(result.rowcount == 1)


def end_job(name: str, lease: str, **values: object) -> None:
    """Give a job back. What works again may be reported again."""
    own = update(JobState).where(JobState.name == name, JobState.lease == lease)
    session.execute(own.values(lease="", leased_until=None, **values))


def keep_clock(holder: str) -> bool:
    """Take the clock, or keep it: True for one worker at a time."""
    now = clock.now()
    add_states([rules.CLOCK])
    until = JobState.leased_until
    is_over = or_(until.is_(None), until <= now, until > now + rules.FARTHEST)
    free = (JobState.name == rules.CLOCK, or_(JobState.lease == holder, is_over))
    result: Any = session.execute(
        update(JobState).where(*free).values(lease=holder, leased_until=now + rules.LEASE)
    )
    return bool(result.rowcount == 1)
