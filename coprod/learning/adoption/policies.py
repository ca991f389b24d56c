"""Who may use an activity, say how it went, and ask its team."""

from coprod.core.values.actor import Actor, Role
from coprod.learning.adoption.models import Adoption
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_edit, can_log, is_owner, was_ever_owner


def can_use(actor: Actor, activity: Activity) -> bool:
    """Whoever may log an activity may begin one from what is public."""
    return can_log(actor) and activity.status is Status.PUBLISHED


def can_change(actor: Actor, adoption: Adoption) -> bool:
    """Whoever may edit the new activity says what it keeps and changes."""
    return can_edit(actor, adoption.child)


def can_answer(actor: Actor, adoption: Adoption) -> bool:
    return is_owner(actor, adoption.child) and adoption.child.status not in GONE


def can_read_answer(actor: Actor, adoption: Adoption) -> bool:
    """A curator without a hand in either of the two activities reads the words first."""
    hands = was_ever_owner(actor, adoption.child) or was_ever_owner(actor, adoption.parent)
    return actor.is_at_least(Role.CURATOR) and not hands


def can_ask(activity: Activity) -> bool:
    return activity.status is Status.PUBLISHED
