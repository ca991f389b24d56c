"""Who says that somebody has an answer."""

from coprod.core.values.actor import Actor
from coprod.participation.contact_requests.models import ContactRequest
from coprod.register.activities.enums import Status
from coprod.register.activities.policies import is_owner
from coprod.register.review.policies import can_review


def can_settle(actor: Actor, request: ContactRequest) -> bool:
    """Those who look after the activity; a curator who never did, once they are late."""
    if actor.id is None or request.activity.status is not Status.PUBLISHED:
        return False
    return is_owner(actor, request.activity) or can_settle_instead(actor, request)


def can_settle_instead(actor: Actor, request: ContactRequest) -> bool:
    return request.is_late and can_review(actor, request.activity)
