"""Saying that an entry is still true, and noting that its owner was asked."""

from datetime import date

from coprod.freshness import policies
from coprod.freshness.rules import review_by
from coprod.history.actions import note
from coprod.kit import clock
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError
from coprod.register.models import Activity


def confirm_activity(actor: Actor, activity: Activity) -> None:
    """Say that an entry is still true today. It is looked at again in a year."""
    if not policies.can_confirm(actor, activity):
        raise NotAllowedError
    activity.checked_on = clock.today()
    activity.review_by = review_by(activity.checked_on)
    activity.reminded_on = None
    note(actor, "confirmed", activity, is_public=True)


def was_reminded(activity: Activity, today: date) -> None:
    activity.reminded_on = today
