"""Keeping a pot, and giving from it what was decided together."""

from collections.abc import Sequence
from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list
from coprod.register.activities.models import Activity
from coprod.register.completeness.enums import Requirement
from coprod.register.review.actions import PUBLICATION_HOLDS
from coprod.resourcing.funding_pots import policies, queries, rules
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.models import Pot, PotGiving, PotShare
from coprod.resourcing.funding_pots.rules import (
    GivingDetails,
    PotDetails,
    get_requirement_column,
)


def add_pot(actor: Actor, details: PotDetails) -> Pot:
    check_can_keep(actor)
    rules.check_pot(details)
    pot = Pot(shares=[], givings=[])
    write_pot(pot, details)
    session.add(pot)
    session.flush()
    record_pot(actor, "began a pot", pot)
    return pot


def change_pot(actor: Actor, pot: Pot, details: PotDetails, *, seen: int) -> None:
    """Change a pot. What was given from it already must still fit."""
    check_can_keep(actor)
    rules.check_pot(details)
    require(pot.version == seen, ConflictError)
    rules.check_fits(details, [each.withdrawal for each in pot.active_givings])
    write_pot(pot, details)
    pot.version += 1
    session.flush()
    record_pot(actor, "changed a pot", pot)


def give_from_pot(actor: Actor, pot: Pot, giving: GivingDetails) -> PotGiving:
    """Record a decision about money. The caller has locked the pot."""
    check_can_keep(actor)
    rules.check_giving(giving, pot.details, clock.today())
    if giving.to_id is not None:
        get_term_of_list(ListKind.ORGANISATION, giving.to_id)
    values = {k: v for k, v in vars(giving).items() if k not in {"shares", "not_plugging"}}
    pot_giving = PotGiving(**values, taken_back="")
    pot_giving.part = giving.shares.get(Axis.PART, "")
    pot_giving.lifecourse = giving.shares.get(Axis.LIFECOURSE, "")
    rules.check_fits(
        pot.details, [*(each.withdrawal for each in pot.active_givings), pot_giving.withdrawal]
    )
    pot.givings.append(pot_giving)
    session.flush()
    record_event(
        actor, "gave from a pot", pot, is_public=True, pence=pot_giving.pence, what=pot_giving.what
    )
    return pot_giving


def record_reached_amount(actor: Actor, pot: Pot, giving: PotGiving, pence: int | None) -> None:
    """Say how much of it has arrived; None when nobody knows."""
    check_can_keep(actor)
    if (pence or 0) > giving.pence:
        message = N_("More cannot have arrived than was given")
        raise RuleBrokenError(message, field="reached")
    giving.reached_pence = pence
    session.flush()
    record_event(actor, "said what arrived", pot, is_public=True, pence=pence, what=giving.what)


def take_giving_back(actor: Actor, pot: Pot, giving: PotGiving, reason: str) -> None:
    """Take back a decision, with its reason. It stays to be read, and counts no more."""
    check_can_keep(actor)
    if not reason:
        raise RuleBrokenError(N_("Say why"), field="reason")
    giving.taken_back = reason
    session.flush()
    record_event(
        actor, "took back from a pot", pot, reason=reason, is_public=True, what=giving.what
    )


def write_pot(pot: Pot, details: PotDetails) -> None:
    for name in ("name", "pence", "principles", "decided_by", "vcs_pence", "no_plugging"):
        setattr(pot, name, getattr(details, name))
    for requirement in Requirement:
        column = get_requirement_column(requirement)
        since = getattr(pot, column) or clock.today()
        setattr(pot, column, since if requirement in details.requirements else None)
    stored_shares = {(each.axis, each.name): each for each in pot.shares}
    pot.shares = [
        stored_shares.get((axis, share.name)) or PotShare(axis=axis, name=share.name)
        for axis, shares in details.shares.items()
        for share in shares
    ]
    new_shares = [share for shares in details.shares.values() for share in shares]
    for position, (pot_share, share) in enumerate(zip(pot.shares, new_shares, strict=True)):
        pot_share.position, pot_share.pence = position, share.pence


def record_pot(actor: Actor, verb: str, pot: Pot) -> None:
    asks = {each.value: day.isoformat() for each, day in pot.requirement_days.items()}
    record_event(actor, verb, pot, is_public=True, name=pot.name, pence=pot.pence, asks=asks)


def check_can_keep(actor: Actor) -> None:
    require(policies.can_keep_pots(actor))


def find_holds(activity: Activity, _day: date) -> Sequence[Message]:
    """Return what the pots that pay for an activity ask for, and it lacks."""
    return [remark.words for remark in queries.list_pot_remarks(activity)]


PUBLICATION_HOLDS.append(find_holds)
