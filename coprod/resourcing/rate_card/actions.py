"""Keeping the rate card, and putting a budget into an activity."""

from collections.abc import Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require
from coprod.reference.lists.actions import claim_new_lines
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import change_parts
from coprod.register.sections.queries import get_working_part
from coprod.register.sections.rules import CostLine, Costs, put_row
from coprod.resourcing.rate_card import policies, queries
from coprod.resourcing.rate_card.models import StoredRate
from coprod.resourcing.rate_card.rules import RateDetails, check_rate


def add_rate(actor: Actor, details: RateDetails) -> StoredRate:
    check_can_keep(actor)
    check_rate(details)
    rate = StoredRate(**vars(details))
    session.add(rate)
    session.flush()
    record_event(actor, "added a rate", rate, name=details.name, pence=details.pence)
    return rate


def change_rate(actor: Actor, rate: StoredRate, details: RateDetails, *, seen: int) -> None:
    """Change a rate. ``seen`` is the version that the curator was looking at."""
    check_can_keep(actor)
    check_rate(details)
    require(rate.version == seen, ConflictError)
    was = rate.pence
    for name, value in vars(details).items():
        setattr(rate, name, value)
    rate.version += 1
    session.flush()
    record_event(actor, "changed a rate", rate, name=details.name, pence=details.pence, was=was)


def load_rates(actor: Actor, rates: Sequence[RateDetails]) -> int:
    """Add the rates that are not here yet and were never loaded, and return how many that was."""
    known_names = {get_line_name(each) for each in queries.list_rates()}
    new_names = claim_new_lines("rate", map(get_line_name, rates)) - known_names
    new_rates = [each for each in rates if get_line_name(each) in new_names]
    for rate in new_rates:
        add_rate(actor, rate)
    return len(new_rates)


def get_line_name(rate: RateDetails | StoredRate) -> str:
    """Return the name by which a line of a file of rates is known."""
    return f"{rate.name} {rate.since}"


def plan_costs(actor: Actor, activity: Activity, lines: Sequence[CostLine], *, seen: str) -> None:
    """Add a planned budget to an activity's costs. ``seen``: the fingerprint of those it showed."""
    costs = get_working_part(activity, Costs)
    for line in lines:
        costs = put_row(costs, line)
    change_parts(actor, activity, costs, seen=seen)


def check_can_keep(actor: Actor) -> None:
    require(policies.can_keep_rates(actor))
