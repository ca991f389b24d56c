"""Asking for a round, and noting that owners were reminded of one."""

from sqlalchemy.exc import IntegrityError

from coprod.assessment.rounds import policies, queries
from coprod.assessment.rounds.enums import Cause
from coprod.assessment.rounds.models import RoundReminder, RoundRequest
from coprod.assessment.self_assessment.models import Rating
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity

REQUESTED_BEFORE = N_("You have asked for this already. The team knows")


def ask_for_round(actor: Actor, activity: Activity) -> bool:
    """Ask the team to assess again. Tell whether this is the first to ask since the last round."""
    require(policies.can_ask(actor, activity))
    actor_id = actor.require_id()
    if queries.is_round_requested(activity, actor):
        raise RuleBrokenError(REQUESTED_BEFORE)
    is_first = not queries.is_round_requested(activity)
    after = queries.get_last_rating_id(activity)
    request = RoundRequest(activity_id=activity.id, person_id=actor_id, after_rating=after)
    session.add(request)
    try:
        session.flush()
    except IntegrityError as clash:
        raise RuleBrokenError(REQUESTED_BEFORE) from clash
    if is_first:
        record_event(actor, "asked for a round", activity, is_public=True)
    return is_first


def record_reminder(rating: Rating, cause: Cause) -> None:
    session.add(RoundReminder(rating_id=rating.id, cause=cause))
