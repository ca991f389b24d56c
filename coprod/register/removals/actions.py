"""Asking that an entry is taken away, deciding about it, and putting an entry back."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.removals import policies, queries
from coprod.register.removals.models import RemovalRequest
from coprod.register.review.actions import check_fit, withdraw_activity
from coprod.register.review.queries import get_removal
from coprod.register.review.rules import check_reason


def request_removal(
    actor: Actor, activity: Activity, reason: str, *, hides_title: bool = False
) -> RemovalRequest:
    """Ask that an entry is taken away. It stays public until a curator has decided."""
    require(policies.can_ask(actor, activity))
    actor_id = actor.require_id()
    if not reason:
        raise RuleBrokenError(N_("Say why. Only curators read it"), field="reason")
    require(not queries.find_request(activity), ConflictError)
    request = RemovalRequest(
        activity=activity, person_id=actor_id, reason=reason, hides_title=hides_title
    )
    session.add(request)
    session.flush()
    record_event(actor, "asked for removal", activity)
    return request


def withdraw_request(actor: Actor, activity: Activity) -> None:
    """Leave an entry public after all."""
    require(policies.can_ask(actor, activity))
    request = require_found(queries.find_request(activity))
    request.waits = False
    session.flush()
    record_event(actor, "took back a removal request", activity)


def remove_activity(
    actor: Actor, request: RemovalRequest, reason: str, *, keeps_title: bool
) -> None:
    """Take an entry away, as its team asked; ``reason`` stands in its place for everybody."""
    require(policies.can_decide(actor, request.activity))
    request.waits = False
    withdraw_activity(actor, request.activity, reason, keeps_title=keeps_title, is_requested=True)


def decline_removal(actor: Actor, request: RemovalRequest) -> None:
    require(policies.can_decide(actor, request.activity))
    request.waits = False
    record_event(actor, "declined a removal", request.activity)


def restore_activity(actor: Actor, activity: Activity, reason: str) -> None:
    """Make an entry public again that somebody removed, with all that it said."""
    require(policies.can_restore(actor, activity))
    check_reason(reason)
    if not get_removal(activity).is_decided:
        message = N_("Somebody took their consent back. It cannot be public again")
        raise RuleBrokenError(message, field="reason")
    check_fit(actor, activity)
    activity.status = Status.PUBLISHED
    activity.withdrawn_reason, activity.read_instead_id = "", None
    record_event(actor, "put back", activity, reason=reason, is_public=True)
