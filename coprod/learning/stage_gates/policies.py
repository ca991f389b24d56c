"""Who writes down a decision, and who reads it first."""

from sqlalchemy import ColumnElement, or_, select, true

from coprod.core.values.actor import Actor, Role
from coprod.learning.stage_gates.models import GateDecision
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by, is_owner, was_ever_owner


def can_decide(actor: Actor, activity: Activity) -> bool:
    """Those who look after it, and curators, of what is public."""
    may = is_owner(actor, activity) or actor.is_at_least(Role.CURATOR)
    return actor.id is not None and may and activity.status is Status.PUBLISHED


def is_impartial(actor: Actor, activity: Activity) -> bool:
    return actor.is_at_least(Role.CURATOR) and not was_ever_owner(actor, activity)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Readers see what a curator has read; the team and the curators see all."""
    if actor.is_at_least(Role.CURATOR):
        return true()
    is_shown = GateDecision.published_at.is_not(None)
    own_activities = select(Activity.id).where(is_owned_by(actor))
    return (
        is_shown
        if actor.id is None
        else or_(is_shown, GateDecision.activity_id.in_(own_activities))
    )
