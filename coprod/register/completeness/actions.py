"""What an owner decides about an activity that looks like another."""

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.register.activities import policies
from coprod.register.activities.models import Activity
from coprod.register.completeness import queries
from coprod.register.completeness.models import NotTheSame


def mark_as_different(actor: Actor, activity: Activity, other: Activity) -> None:
    """Remember that these are two, so that nobody is asked again."""
    require(policies.can_edit(actor, activity))
    if not queries.is_marked_different(activity, other):
        session.add(NotTheSame(activity_id=activity.id, other_id=other.id))
        session.flush()
