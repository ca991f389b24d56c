"""Who may claim a value for a challenge, who may judge it, and which activities count."""

from sqlalchemy import ColumnElement, and_

from coprod.assessment.self_assessment.policies import can_rate
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.review.policies import CORRECTABLE, can_review


def can_claim(actor: Actor, activity: Activity) -> bool:
    """Whoever may assess the activity: those who look after it, before and after publication."""
    return can_rate(actor, activity)


def can_judge(actor: Actor, activity: Activity) -> bool:
    """A curator who never looked after it, once it was sent in."""
    is_known = actor.id is not None
    return is_known and can_review(actor, activity) and activity.status in CORRECTABLE


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an activity's challenges may be read, as the activity may."""
    return and_(visible_to(actor), Activity.status.not_in(GONE))


def counted_for(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an activity counts for the partnership: it is public now."""
    return and_(visible_to(actor), is_public_activity())
