"""Who writes formats, who reads them first, and for what somebody may ask."""

from coprod.core.values.actor import Actor, Role
from coprod.library.accessible_formats.models import FormatVersion
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage, was_ever_owner


def needs_reading(actor: Actor, activity: Activity) -> bool:
    """What the team writes waits for a curator; what an impartial curator writes does not."""
    return not (actor.is_at_least(Role.CURATOR) and not was_ever_owner(actor, activity))


def can_approve(actor: Actor, activity: Activity, version: FormatVersion) -> bool:
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return version.waits and is_curator and not was_ever_owner(actor, activity)


def can_see(actor: Actor, activity: Activity, version: FormatVersion) -> bool:
    """Readers see what a curator has read; the team and curators see what waits too."""
    if activity.status in GONE:
        return False
    return not version.waits or can_manage(actor, activity)


def can_ask(activity: Activity) -> bool:
    return activity.status is Status.PUBLISHED
