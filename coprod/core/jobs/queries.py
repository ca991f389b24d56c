"""How the jobs are doing."""

from collections.abc import Mapping

from sqlalchemy import select

from coprod.core.database import session
from coprod.core.jobs.models import JobState
from coprod.core.jobs.rules import CLOCK, is_free
from coprod.core.values import clock


def list_states() -> dict[str, JobState]:
    """Return what is known of each job by its name, as it is in the database now."""
    statement = select(JobState).execution_options(populate_existing=True)
    return {state.name: state for state in session.scalars(statement)}


def has_worker(states: Mapping[str, JobState]) -> bool:
    """Tell whether a worker keeps the clock."""
    state = states.get(CLOCK)
    return state is not None and not is_free(state.progress, clock.now())
