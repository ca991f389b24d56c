"""Who asks to join a team, and who answers."""

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.joining.models import JoinRequest
from coprod.register.review.policies import can_review


def can_ask(actor: Actor, activity: Activity) -> bool:
    """Anybody with an account who is not of the team, while the entry is public."""
    return actor.id is not None and activity.is_public and not is_owner(actor, activity)


def can_answer(actor: Actor, request: JoinRequest) -> bool:
    """Those who look after it; a curator who never did, once they left it unanswered."""
    if actor.id in {None, request.person_id} or request.activity.status is not Status.PUBLISHED:
        return False
    return is_owner(actor, request.activity) or can_answer_instead(actor, request)


def can_answer_instead(actor: Actor, request: JoinRequest) -> bool:
    is_unanswered = clock.today() >= request.escalates_on
    is_other = actor.id not in {None, request.person_id}
    return is_unanswered and is_other and can_review(actor, request.activity)
