"""Taking a step of the day's work, and writing down how it went."""

import secrets
from typing import Any

from sqlalchemy import select, update

from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values import clock
from coprod.operations.daily import rules
from coprod.operations.daily.models import DailyStep


def take_step(name: str, *, only_due: bool) -> str | None:
    """Take a step for this process alone, and return the lease; None if it is not to be done now.

    Two processes never have the same step: the second one's update finds another lease.
    """
    now, step = clock.now(), get_step(name)
    if not rules.is_free(step.progress, now):
        return None
    if only_due and not rules.is_due(step.progress, now, clock.today()):
        return None
    lease = secrets.token_urlsafe(12)
    taken = update(DailyStep).where(DailyStep.id == step.id, DailyStep.lease == step.lease)
    values = {"lease": lease, "leased_until": now + rules.LEASE, "tried_at": now}
    result: Any = session.execute(taken.values(**values))
    return lease if result.rowcount == 1 else None


def get_step(name: str) -> DailyStep:
    """Return what is known of a step. Two processes that see it first make one row."""
    statement = select(DailyStep).where(DailyStep.name == name)
    statement = statement.execution_options(populate_existing=True)
    step = session.scalars(statement).one_or_none()
    if step is not None:
        return step
    add_if_absent(DailyStep(name=name, lease="", error=""))
    return session.scalars(statement).one()


def finish_step(name: str, lease: str) -> None:
    end_lease(name, lease, done_on=clock.today(), error="")


def fail_step(name: str, lease: str, error: Exception) -> None:
    end_lease(name, lease, error=type(error).__name__)


def end_lease(name: str, lease: str, **values: object) -> None:
    own = update(DailyStep).where(DailyStep.name == name, DailyStep.lease == lease)
    session.execute(own.values(leased_until=None, **values))
