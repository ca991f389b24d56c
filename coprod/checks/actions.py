"""What an owner decides about an entry that looks like another."""

from coprod.checks import queries
from coprod.checks.models import NotTheSame
from coprod.db import session
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError
from coprod.register import policies
from coprod.register.models import Activity


def say_another(actor: Actor, activity: Activity, other: Activity) -> None:
    """Remember that these are two, so that nobody is asked again."""
    if not policies.can_edit(actor, activity):
        raise NotAllowedError
    if not queries.is_said_to_differ(activity, other):
        session.add(NotTheSame(activity_id=activity.id, other_id=other.id))
        session.flush()
