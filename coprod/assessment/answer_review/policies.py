"""Who may doubt a team's answers, and who answers for them."""

from coprod.assessment.self_assessment.policies import can_publish_notes, can_read_notes
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.review.policies import can_review

OPEN_TO_SCRUTINY = frozenset({Status.SUBMITTED, Status.RETURNED, Status.PUBLISHED})
"""A draft is its owner's own, and what is gone is at rest."""


def can_scrutinise(actor: Actor, activity: Activity) -> bool:
    """Curators, and nobody looks into the answers of an activity that they had a hand in."""
    may_review = actor.id is not None and can_review(actor, activity)
    return may_review and activity.status in OPEN_TO_SCRUTINY


def can_ask(actor: Actor, activity: Activity) -> bool:
    """Curators and lay members ask about an answer, as they check what stands beside it."""
    return can_publish_notes(actor, activity) and activity.status in OPEN_TO_SCRUTINY


def can_read_reply(actor: Actor, activity: Activity) -> bool:
    """Who reads a team's reply before readers do."""
    return can_read_notes(actor, activity)


def can_publish_reply(actor: Actor, activity: Activity) -> bool:
    """Let readers see a reply: as with notes, a curator or a lay member without a hand in it.

    Of what is not public, lay members see what waits for a curator.
    """
    is_open = activity.is_public or activity.status is Status.SUBMITTED
    return can_ask(actor, activity) and (is_open or actor.is_at_least(Role.CURATOR))


def can_reply(actor: Actor, activity: Activity) -> bool:
    return is_owner(actor, activity) and activity.status in OPEN_TO_SCRUTINY
