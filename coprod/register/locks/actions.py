"""Marking an entry as checked, so that it changes through curators alone, and unlocking it."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.locks import policies, queries
from coprod.register.review.rules import check_reason


def lock_activity(actor: Actor, activity: Activity, checked_by: str, *, seen: str) -> None:
    """Mark an entry as checked and locked. ``seen`` is the fingerprint of what was checked."""
    check_can_set_lock(actor, activity, is_locked=False)
    if not checked_by:
        message = N_("Enter the roles of the people who checked it")
        raise RuleBrokenError(message, field="checked_by")
    require(seen == queries.compute_content_fingerprint(activity), ConflictError)
    activity.locked_on, activity.checked_by = clock.today(), checked_by
    session.flush()
    record_event(actor, "locked", activity, is_public=True, checked_by=checked_by)


def unlock_activity(actor: Actor, activity: Activity, reason: str) -> None:
    """Let the team change an entry again, for a reason that everybody reads."""
    check_can_set_lock(actor, activity, is_locked=True)
    check_reason(reason)
    activity.locked_on, activity.checked_by = None, ""
    session.flush()
    record_event(actor, "unlocked", activity, reason=reason, is_public=True)


def check_can_set_lock(actor: Actor, activity: Activity, *, is_locked: bool) -> None:
    require(policies.can_set_lock(actor, activity))
    require(activity.is_locked is is_locked, ConflictError)
