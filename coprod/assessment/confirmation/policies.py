"""Who confirms a rung: a curator and a lay member together, and neither about their own work."""

from collections.abc import Iterable

from coprod.assessment.confirmation.enums import Side
from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.self_assessment.models import Rating
from coprod.core.values.actor import Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner, was_ever_owner


def get_side(actor: Actor) -> Side | None:
    if actor.id is None:
        return None
    if actor.role is Role.LAY_MEMBER:
        return Side.LAY_MEMBER
    return Side.CURATOR if actor.is_at_least(Role.CURATOR) else None


def can_propose(actor: Actor, activity: Activity) -> bool:
    """Either side may begin, about a public activity that they never looked after."""
    is_public = activity.status is Status.PUBLISHED
    return is_public and get_side(actor) is not None and not was_ever_owner(actor, activity)


def has_given_answers(actor: Actor, ratings: Iterable[Rating]) -> bool:
    """Whoever assessed it had a hand in it, whether or not they look after the activity."""
    return any(each.person_id == actor.id for each in ratings)


def can_answer(actor: Actor, activity: Activity, proposal: Proposal) -> bool:
    """The other side answers. Somebody whose role has changed does not answer themselves."""
    is_other = get_side(actor) is proposal.side.other and actor.id != proposal.person_id
    return is_other and can_propose(actor, activity)


def can_take_back(actor: Actor, proposal: Proposal) -> bool:
    return actor.id is not None and actor.id == proposal.person_id


def can_read(actor: Actor, activity: Activity) -> bool:
    """What is proposed is read by both sides and the owners; everybody reads what is confirmed."""
    return get_side(actor) is not None or is_owner(actor, activity)
