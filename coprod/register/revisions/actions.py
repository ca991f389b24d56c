"""Changing what is published: sent by its team and approved by a curator, or corrected by one."""

from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.register.activities.actions import delete_pending_part, update_changes_since
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Part, is_private, pack
from coprod.register.review.actions import mark_answered
from coprod.register.review.policies import can_correct
from coprod.register.review.rules import check_reason
from coprod.register.revisions import policies
from coprod.register.revisions.enums import ChangedBy
from coprod.register.revisions.models import PublicChange
from coprod.register.revisions.queries import (
    Change,
    compute_seen_fingerprint,
    list_changes,
    list_drafted_changes,
    list_sent_changes,
)
from coprod.register.sections.actions import write_parts
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Working, check_fit_for_public


def send_changes(actor: Actor, activity: Activity) -> None:
    """Hand everything that waits to the curators."""
    require(policies.can_send(actor, activity))
    unsent = [change.pending for change in list_drafted_changes(activity)]
    if not unsent:
        raise RuleBrokenError(N_("There is nothing to send: nothing has changed"))
    for pending in unsent:
        pending.sent_at = clock.now()
    update_changes_since(activity)
    record_event(actor, "sent changes", activity, parts=[kept.kind for kept in unsent])


def withdraw_change(actor: Actor, activity: Activity, kind: str) -> None:
    """Forget a part that waits. Readers never saw it."""
    require(policies.can_send(actor, activity))
    pending = [change.pending for change in list_changes(activity) if change.pending.kind == kind]
    require(pending, ConflictError)
    delete_pending_part(pending[0])
    update_changes_since(activity)
    record_event(actor, "took back change", activity, parts=[kind])
    session.flush()


def discard_changes(actor: Actor, activity: Activity, seen: str) -> None:
    """Forget what is not sent, if it is still what ``seen`` marks: a colleague may write on."""
    require(policies.can_send(actor, activity))
    drafted = list_drafted_changes(activity)
    require(drafted and seen == compute_seen_fingerprint(drafted), ConflictError)
    for change in drafted:
        delete_pending_part(change.pending)
    update_changes_since(activity)
    record_event(actor, "took back change", activity, parts=list_kinds(drafted))
    session.flush()


def approve_changes(actor: Actor, activity: Activity, seen: str) -> None:
    """Publish what was sent. ``seen`` is the mark of what the curator read before deciding.

    When the team or another curator has changed either side since, nothing is done.
    """
    sent = get_sent_changes(actor, activity, seen)
    before = tuple(change.published for change in sent)
    write_parts(activity, tuple(change.proposed for change in sent))
    check_fit_for_public(read_part(activity, Working))
    for change in sent:
        delete_pending_part(change.pending)
    update_changes_since(activity)
    record_public_changes(activity, before, ChangedBy.TEAM)
    mark_answered(activity)
    flush_or_conflict()
    record_event(actor, "approved changes", activity, is_public=True, parts=list_kinds(sent))


def return_changes(actor: Actor, activity: Activity, seen: str, reason: str) -> None:
    """Give what was sent back to the team, who keep it and may send it again."""
    check_reason(reason)
    sent = get_sent_changes(actor, activity, seen)
    for change in sent:
        change.pending.sent_at = None
    update_changes_since(activity)
    mark_answered(activity)
    record_event(actor, "returned changes", activity, reason=reason, parts=list_kinds(sent))


def correct_activity(
    actor: Actor, activity: Activity, *parts: Part, seen: str, reason: str
) -> None:
    """Change an activity as a curator, for a reason that its owner reads."""
    require(can_correct(actor, activity))
    check_reason(reason)
    before = tuple(read_part(activity, type(part)) for part in parts)
    require(seen == compute_fingerprint(before), ConflictError)
    write_parts(activity, parts)
    if activity.status is Status.PUBLISHED:
        record_public_changes(activity, before, ChangedBy.CURATOR)
    flush_or_conflict()
    kinds = [type(part).__name__ for part in parts]
    record_event(actor, "corrected", activity, reason=reason, parts=kinds)


def publish_suggestion(actor: Actor, activity: Activity, part: Part, *, thanks: str) -> None:
    """Publish a part in the words that a reader suggested; who may was asked where it waited."""
    before = (read_part(activity, type(part)),)
    write_parts(activity, (part,))
    record_public_changes(activity, before, ChangedBy.READER, thanks)
    flush_or_conflict()
    kinds = [type(part).__name__]
    record_event(actor, "took a suggestion", activity, is_public=True, parts=kinds)


def get_sent_changes(actor: Actor, activity: Activity, seen: str) -> list[Change]:
    """Return what was sent, when this curator may decide and has seen it as it is now."""
    sent = list_sent_changes(activity)
    require(policies.can_decide(actor, activity, [change.pending.person_id for change in sent]))
    require(sent and seen == compute_seen_fingerprint(sent), ConflictError)
    return sent


def record_public_changes(
    activity: Activity, before: tuple[Any, ...], by: ChangedBy, thanks: str = ""
) -> None:
    """Write what readers saw before and see now. Private parts were never seen."""
    for old in before:
        new = read_part(activity, type(old))
        if new == old or is_private(type(old)):
            continue
        kind = type(old).__name__
        change = PublicChange(activity_id=activity.id, by=by, kind=kind, thanks=thanks)
        change.before, change.after = pack(old), pack(new)
        session.add(change)


def list_kinds(changes: list[Change]) -> list[str]:
    return [change.pending.kind for change in changes]
