"""Making a private address for a calendar, making another one, and taking it away."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.keyring import PrivateLink, hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.desk.calendar import policies, queries
from coprod.desk.calendar.models import CalendarAddress


def make_address(actor: Actor, link: PrivateLink) -> CalendarAddress:
    """Make an address, in place of the one before: that one leads nowhere from now on."""
    require(policies.can_see_calendar(actor))
    address = queries.find_address(actor) or CalendarAddress(person_id=actor.require_id())
    address.encrypted_token, address.token_hash = link.encrypted, hash_token(link.token)
    address.made_at = clock.now()
    session.add(address)
    flush_or_conflict()
    record_event(actor, "made a calendar address", address)
    return address


def remove_address(actor: Actor) -> None:
    require(policies.can_see_calendar(actor))
    address = queries.find_address(actor)
    if address is not None:
        record_event(actor, "removed a calendar address", address)
        session.delete(address)
