"""Announcing a session, changing it and calling it off."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.participation.opportunities import policies, rules
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import MessageToTeam, Opening
from coprod.register.activities.models import Activity


def announce(actor: Actor, activity: Activity, said: Opening) -> OpenSession:
    if not policies.can_announce(actor, activity):
        raise NotAllowedError
    rules.check_opening(said, clock.now())
    made = OpenSession(activity=activity)
    write(made, said)
    session.add(made)
    session.flush()
    record_event(actor, "announced a session", activity, is_public=True)
    return made


def change(actor: Actor, kept: OpenSession, said: Opening) -> None:
    if not policies.can_announce(actor, kept.activity):
        raise NotAllowedError
    if kept.cancelled_at:
        raise RuleBrokenError(N_("It was called off. Announce another one"))
    rules.check_opening(said, clock.now())
    write(kept, said)
    kept.edition += 1
    session.flush()
    record_event(actor, "changed a session", kept.activity, is_public=True)


def write(kept: OpenSession, said: Opening) -> None:
    kept.title, kept.place, kept.link = said.title, said.place, said.link
    kept.starts_at, kept.ends_at = said.starts_at, said.ends_at
    kept.what_for, kept.support, kept.offered = said.what_for, said.support, said.offered
    kept.rung, kept.ask = int(said.rung or 0), said.ask


def call_off(actor: Actor, kept: OpenSession) -> None:
    """Say that it will not be. It stays in sight until its day, so that nobody comes in vain."""
    if not policies.can_announce(actor, kept.activity):
        raise NotAllowedError
    if kept.cancelled_at is None:
        kept.cancelled_at = clock.now()
        kept.edition += 1
        record_event(actor, "called off a session", kept.activity, is_public=True)


def check_may_write(activity: Activity, message: MessageToTeam) -> None:
    """Let a message go to the team. It is a letter, and nothing of it is kept here."""
    if not policies.can_write_to_team(activity):
        raise NotAllowedError
    rules.check_message(message)
