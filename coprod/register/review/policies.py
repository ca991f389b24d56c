"""Who may send an activity in, talk about it, decide about it, and take it out of sight."""

from coprod.core.values.actor import Actor, Right, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import (
    can_edit,
    can_read_notes,
    has_right,
    is_owner,
    looks_after,
    was_ever_owner,
)
from coprod.register.review.enums import Voice

CORRECTABLE = frozenset({Status.SUBMITTED, Status.PUBLISHED})


def can_submit(actor: Actor, activity: Activity) -> bool:
    return can_edit(actor, activity)


def can_review(actor: Actor, activity: Activity) -> bool:
    """Curators decide, and who has the right to within its organisation or workstream.

    Nobody decides about an activity that they had a hand in, or may write.
    """
    may = actor.is_at_least(Role.CURATOR) or has_right(actor, Right.READ_FIRST, activity)
    had_a_hand = was_ever_owner(actor, activity) or looks_after(actor, activity)
    return may and not had_a_hand


def can_decide(actor: Actor, activity: Activity) -> bool:
    """Publish it or send it back: only what waits."""
    return can_plan(actor, activity) and activity.publish_on is None


def can_plan(actor: Actor, activity: Activity) -> bool:
    """Approve it for a day, or choose another day."""
    return can_review(actor, activity) and activity.status is Status.SUBMITTED


def can_change_plan(actor: Actor, activity: Activity) -> bool:
    return actor.id is not None and can_plan(actor, activity) and activity.publish_on is not None


def can_reopen(actor: Actor, activity: Activity) -> bool:
    """Its team may change what waits for its day; then a curator reads it again."""
    is_planned = activity.status is Status.SUBMITTED and activity.publish_on is not None
    return is_planned and is_owner(actor, activity)


def can_withdraw(actor: Actor, activity: Activity) -> bool:
    return actor.is_at_least(Role.CURATOR) and activity.status is Status.PUBLISHED


def can_import_activities(actor: Actor) -> bool:
    """Curators bring in activities from a source elsewhere."""
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def can_read_conversation(actor: Actor, activity: Activity) -> bool:
    """Those who may speak in it, and on a draft those who could read it anyway."""
    return can_read_notes(actor, activity) or get_voice(actor, activity) is not None


def can_correct(actor: Actor, activity: Activity) -> bool:
    """Curators change what is sent in or public, with a reason; never their own activity."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return is_curator and not is_owner(actor, activity) and activity.status in CORRECTABLE


def get_voice(actor: Actor, activity: Activity) -> Voice | None:
    """Tell as what somebody speaks about an activity, if at all.

    Its owner and the curators always; lay members, and who has the right to read it first, advise
    while it waits for a decision. A draft is
    its owner's own until it is sent in.
    """
    if actor.id is None or activity.status is Status.DRAFT:
        return None
    if is_owner(actor, activity):
        return Voice.OWNER
    if actor.is_at_least(Role.CURATOR):
        return Voice.CURATOR
    advises = actor.role is Role.LAY_MEMBER or has_right(actor, Right.READ_FIRST, activity)
    return Voice.ADVISER if advises and activity.status is Status.SUBMITTED else None
