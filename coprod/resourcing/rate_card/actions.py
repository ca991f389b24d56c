"""Keeping the rate card, and putting a budget into an entry."""

from collections.abc import Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.reference.lists.actions import take_new_lines
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import change_parts
from coprod.register.sections.queries import as_written
from coprod.register.sections.rules import CostLine, Costs, with_row
from coprod.resourcing.rate_card import policies, queries
from coprod.resourcing.rate_card.models import KeptRate
from coprod.resourcing.rate_card.rules import RateSaid, check_rate


def add_rate(actor: Actor, said: RateSaid) -> KeptRate:
    check_may(actor)
    check_rate(said)
    rate = KeptRate(**vars(said))
    session.add(rate)
    session.flush()
    record_event(actor, "added a rate", rate, name=said.name, pence=said.pence)
    return rate


def change_rate(actor: Actor, rate: KeptRate, said: RateSaid, *, seen: int) -> None:
    """Change a rate. ``seen`` is the version that the curator was looking at."""
    check_may(actor)
    check_rate(said)
    if rate.version != seen:
        raise ConflictError
    was = rate.pence
    for name, value in vars(said).items():
        setattr(rate, name, value)
    rate.version += 1
    session.flush()
    record_event(actor, "changed a rate", rate, name=said.name, pence=said.pence, was=was)


def load_rates(actor: Actor, said: Sequence[RateSaid]) -> int:
    """Add the rates that are not here yet and were never loaded, and return how many that was."""
    here = {line_of(each) for each in queries.rates()}
    new = take_new_lines("rate", map(line_of, said)) - here
    fresh = [each for each in said if line_of(each) in new]
    for each in fresh:
        add_rate(actor, each)
    return len(fresh)


def line_of(rate: RateSaid | KeptRate) -> str:
    """Return the name by which a line of a file of rates is known."""
    return f"{rate.name} {rate.since}"


def plan_costs(actor: Actor, activity: Activity, lines: Sequence[CostLine], *, seen: str) -> None:
    """Put a planned budget beside what an entry tells already. ``seen``: what it told then."""
    costs = as_written(activity, Costs)
    for line in lines:
        costs = with_row(costs, line)
    change_parts(actor, activity, costs, seen=seen)


def check_may(actor: Actor) -> None:
    if not policies.can_keep_rates(actor):
        raise NotAllowedError
