"""Seeing an entry through to publication: sent in, sent back, published, withdrawn."""

from coprod.curation import policies, rules
from coprod.history.actions import note
from coprod.kit import clock
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.register.actions import asked, log_activity
from coprod.register.models import Activity
from coprod.register.rules import Part, Sourcing, check_ready
from coprod.register.words import Status
from coprod.sections.queries import told
from coprod.sections.rules import Working, check_fit_for_public


def submit_activity(actor: Actor, activity: Activity) -> None:
    """Send an entry to the curators. From now on its owner waits for an answer."""
    if not policies.can_submit(actor, activity):
        raise NotAllowedError
    check_ready(asked(activity))
    check_fit_for_public(told(activity, Working))
    move(activity, Status.SUBMITTED)
    activity.submitted_at = clock.now()
    note(actor, "submitted", activity)


def return_activity(actor: Actor, activity: Activity, reason: str) -> None:
    """Send an entry back to its owner, with what should be changed."""
    if not policies.can_review(actor, activity):
        raise NotAllowedError
    rules.check_reason(reason)
    move(activity, Status.RETURNED)
    note(actor, "returned", activity, reason=reason)


def publish_activity(actor: Actor, activity: Activity) -> None:
    if not policies.can_review(actor, activity):
        raise NotAllowedError
    check_fit_for_public(told(activity, Working))
    move(activity, Status.PUBLISHED)
    activity.published_at = clock.now()
    note(actor, "published", activity, is_public=True)


def withdraw_activity(actor: Actor, activity: Activity, reason: str) -> None:
    """Take an entry out of sight. A short public marker with the reason stays in its place."""
    if not policies.can_withdraw(actor, activity):
        raise NotAllowedError
    rules.check_reason(reason)
    move(activity, Status.WITHDRAWN)
    activity.withdrawn_reason = reason
    note(actor, "withdrawn", activity, reason=reason, is_public=True)


def take_in_activity(actor: Actor, *parts: Part, publish: bool) -> Activity:
    """Bring in an entry that was published elsewhere, as it is there.

    Nobody publishes their own entry; but what a source has published is not the curator's own, and
    is shown with its source. Decision 0008.
    """
    if not policies.can_take_in(actor):
        raise NotAllowedError
    if not any(isinstance(part, Sourcing) for part in parts):
        raise RuleBrokenError(N_("An entry that is brought in must say where it comes from"))
    activity = log_activity(actor, *parts)
    if publish:
        activity.status = Status.PUBLISHED
        activity.submitted_at = activity.published_at = clock.now()
        note(actor, "taken in", activity, is_public=True)
    return activity


def move(activity: Activity, to: Status) -> None:
    rules.check_move(activity.status, to)
    activity.status = to
