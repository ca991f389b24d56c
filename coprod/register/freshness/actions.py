"""Saying that an activity is still true, and noting that its owner was asked."""

from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.register.activities.models import Activity
from coprod.register.freshness import policies
from coprod.register.freshness.rules import compute_review_date


def confirm_activity(actor: Actor, activity: Activity) -> None:
    """Say that an activity is still true today. It is looked at again in a year."""
    require(policies.can_confirm(actor, activity))
    activity.checked_on = clock.today()
    activity.review_by = compute_review_date(activity.checked_on)
    activity.reminded_on = None
    record_event(actor, "confirmed", activity, is_public=True)


def record_reminder(activity: Activity, today: date) -> None:
    activity.reminded_on = today
