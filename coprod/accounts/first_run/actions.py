"""Confirming what people will rely on."""

from sqlalchemy import select

from coprod.accounts.first_run import policies, rules
from coprod.accounts.first_run.enums import Item
from coprod.accounts.first_run.models import PlaceConfirmation
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.lists.queries import get_place


def confirm_item(actor: Actor, item: Item, *, seen: str) -> PlaceConfirmation:
    """Say that what the place says now is right. ``seen`` is what the curator was looking at."""
    require(policies.can_confirm(actor))
    value = rules.get_value(item, get_place())
    why_not = rules.find_obstacle(value)
    if why_not:
        raise RuleBrokenError(why_not)
    if value.split() != seen.split():
        raise RuleBrokenError(N_("This changed while you were reading. Look at what it says now"))
    statement = select(PlaceConfirmation).where(PlaceConfirmation.item == item).with_for_update()
    confirmation = session.scalars(statement).one_or_none() or PlaceConfirmation(item=item)
    confirmation.value, confirmation.role = value, actor.role
    confirmation.person_id = actor.id
    session.add(confirmation)
    session.flush()
    record_event(actor, "confirmed for readers", confirmation, item=item.value, value=value)
    return confirmation
