"""Asking for a round, and noting that owners were reminded of one."""

from sqlalchemy.exc import IntegrityError

from coprod.assessment.models import Rating
from coprod.db import session
from coprod.history.actions import note
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.register.models import Activity
from coprod.rounds import policies, queries
from coprod.rounds.models import RoundReminder, RoundRequest
from coprod.rounds.words import Cause

ASKED_BEFORE = N_("You have asked for this already. The team knows")


def ask_for_round(actor: Actor, activity: Activity) -> bool:
    """Ask the team to assess again. Tell whether this is the first to ask since the last round."""
    if not policies.can_ask(actor, activity) or actor.id is None:
        raise NotAllowedError
    if queries.was_asked(activity, actor):
        raise RuleBrokenError(ASKED_BEFORE)
    is_first = not queries.was_asked(activity)
    after = queries.last_rating(activity)
    made = RoundRequest(activity_id=activity.id, person_id=actor.id, after_rating=after)
    session.add(made)
    try:
        session.flush()
    except IntegrityError as clash:
        raise RuleBrokenError(ASKED_BEFORE) from clash
    if is_first:
        note(actor, "asked for a round", activity, is_public=True)
    return is_first


def was_reminded(rating: Rating, cause: Cause) -> None:
    session.add(RoundReminder(rating_id=rating.id, cause=cause))
