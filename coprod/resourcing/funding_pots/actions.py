"""Keeping a pot, and giving from it what was decided together."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import term_of
from coprod.resourcing.funding_pots import policies, rules
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.models import Pot, PotGiving, PotShare
from coprod.resourcing.funding_pots.rules import Giving, PotSaid


def add_pot(actor: Actor, said: PotSaid) -> Pot:
    check_may(actor)
    rules.check_pot(said)
    pot = Pot(shares=[], givings=[])
    write(pot, said)
    session.add(pot)
    session.flush()
    record_event(actor, "began a pot", pot, is_public=True, name=said.name, pence=said.pence)
    return pot


def change_pot(actor: Actor, pot: Pot, said: PotSaid, *, seen: int) -> None:
    """Change a pot. What was given from it already must still fit."""
    check_may(actor)
    rules.check_pot(said)
    if pot.version != seen:
        raise ConflictError
    rules.check_fits(said, [each.taken for each in pot.standing])
    write(pot, said)
    pot.version += 1
    session.flush()
    record_event(actor, "changed a pot", pot, is_public=True, name=said.name, pence=said.pence)


def give(actor: Actor, pot: Pot, giving: Giving) -> PotGiving:
    """Write down what was decided. The pot is held: two who give at once come in turn."""
    check_may(actor)
    rules.check_giving(giving, pot.said, clock.today())
    if giving.to_id is not None:
        term_of(ListKind.ORGANISATION, giving.to_id)
    told = {k: v for k, v in vars(giving).items() if k not in {"shares", "not_plugging"}}
    made = PotGiving(**told, taken_back="")
    made.part = giving.shares.get(Axis.PART, "")
    made.lifecourse = giving.shares.get(Axis.LIFECOURSE, "")
    rules.check_fits(pot.said, [*(each.taken for each in pot.standing), made.taken])
    pot.givings.append(made)
    session.flush()
    record_event(actor, "gave from a pot", pot, is_public=True, pence=made.pence, what=made.what)
    return made


def say_reached(actor: Actor, pot: Pot, giving: PotGiving, pence: int | None) -> None:
    """Say how much of it has arrived; None when nobody knows."""
    check_may(actor)
    if (pence or 0) > giving.pence:
        said = N_("More cannot have arrived than was given")
        raise RuleBrokenError(said, field="reached")
    giving.reached_pence = pence
    session.flush()
    record_event(actor, "said what arrived", pot, is_public=True, pence=pence, what=giving.what)


def take_back(actor: Actor, pot: Pot, giving: PotGiving, reason: str) -> None:
    """Take back a decision, with its reason. It stays to be read, and counts no more."""
    check_may(actor)
    if not reason:
        raise RuleBrokenError(N_("Say why"), field="reason")
    giving.taken_back = reason
    session.flush()
    record_event(
        actor, "took back from a pot", pot, reason=reason, is_public=True, what=giving.what
    )


def write(pot: Pot, said: PotSaid) -> None:
    for name in ("name", "pence", "principles", "decided_by", "vcs_pence", "no_plugging"):
        setattr(pot, name, getattr(said, name))
    stay = {(each.axis, each.name): each for each in pot.shares}
    pot.shares = [
        stay.get((axis, share.name)) or PotShare(axis=axis, name=share.name)
        for axis, shares in said.shares.items()
        for share in shares
    ]
    told = [share for shares in said.shares.values() for share in shares]
    for position, (kept, share) in enumerate(zip(pot.shares, told, strict=True)):
        kept.position, kept.pence = position, share.pence


def check_may(actor: Actor) -> None:
    if not policies.can_keep_pots(actor):
        raise NotAllowedError
