"""The job that closes residents' rounds whose last day has passed."""

from coprod.assessment.resident_rating import actions, queries
from coprod.core.database import session
from coprod.core.values import clock


def close_finished_rounds() -> int:
    """Close what is over, and return how many rounds that was: they wait for their release."""
    rounds = queries.list_finished_rounds(clock.today())
    for resident_round in rounds:
        actions.end_round(resident_round)
    session.commit()
    return len(rounds)
