"""Announcing a session, changing it and calling it off."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.participation.opportunities import policies, rules
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import MessageToTeam, SessionDetails
from coprod.register.activities.models import Activity


def announce_session(actor: Actor, activity: Activity, details: SessionDetails) -> OpenSession:
    require(policies.can_announce(actor, activity))
    rules.check_session(details, clock.now())
    open_session = OpenSession(activity=activity)
    set_details(open_session, details)
    session.add(open_session)
    session.flush()
    record_event(actor, "announced a session", activity, is_public=True)
    return open_session


def change_session(actor: Actor, open_session: OpenSession, details: SessionDetails) -> None:
    require(policies.can_announce(actor, open_session.activity))
    if open_session.cancelled_at:
        raise RuleBrokenError(N_("It was called off. Announce another one"))
    rules.check_session(details, clock.now())
    set_details(open_session, details)
    open_session.edition += 1
    session.flush()
    record_event(actor, "changed a session", open_session.activity, is_public=True)


def set_details(open_session: OpenSession, details: SessionDetails) -> None:
    open_session.title = details.title
    open_session.starts_at, open_session.ends_at = details.starts_at, details.ends_at
    open_session.place, open_session.link = details.place, details.link
    open_session.what_for, open_session.support = details.what_for, details.support
    open_session.offered = details.offered
    open_session.rung, open_session.ask = int(details.rung or 0), details.ask


def call_off_session(actor: Actor, open_session: OpenSession) -> None:
    """Say that it will not be. It stays in sight until its day, so that nobody comes in vain."""
    require(policies.can_announce(actor, open_session.activity))
    if open_session.cancelled_at is None:
        open_session.cancelled_at = clock.now()
        open_session.edition += 1
        record_event(actor, "called off a session", open_session.activity, is_public=True)


def check_can_write_to_team(activity: Activity, message: MessageToTeam) -> None:
    """Check a message to the team before it is sent. It goes out as an email and is not stored."""
    require(policies.can_write_to_team(activity))
    rules.check_message(message)
