"""Finding the entries for which it is time for another round."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from coprod.assessment.rounds.enums import Cause
from coprod.assessment.rounds.models import RoundReminder, RoundRequest
from coprod.assessment.rounds.rules import LastRound, due
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.queries import is_latest
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import published
from coprod.register.sections.models import ActivityDetail


def causes(activities: Sequence[Activity]) -> dict[int, list[Cause]]:
    """Return, for each of these entries, why it is time for another round.

    The caller knows that the reader looks after them.
    """
    found: dict[int, list[Cause]] = {activity.id: [] for activity in activities}
    for rating, stage in session.execute(last_rounds().where(Rating.activity_id.in_(found))):
        found[rating.activity_id] += due(last_round(rating, stage), clock.today())
    for activity_id in session.scalars(waiting().where(RoundRequest.activity_id.in_(found))):
        found[activity_id].append(Cause.ASKED)
    return found


def last_rounds() -> Select[Rating, Any]:
    """Select the last rating of each entry with the stage that the entry tells now."""
    return (
        select(Rating, ActivityDetail.stage)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Rating.activity_id)
        .where(is_latest())
    )


def last_round(rating: Rating, stage: Any) -> LastRound:
    sent = (rating.submitted_at or rating.begun_at).astimezone(clock.LONDON).date()
    by = rating.reassess_on or sent
    return LastRound(sent, by, rating.is_provisional, rating.stage_then, stage)


def waiting() -> Select[int]:
    """Select the entries whose team was asked for a round and has sent in none since."""
    since = exists().where(
        Rating.activity_id == RoundRequest.activity_id,
        Rating.submitted_at.is_not(None),
        Rating.id > RoundRequest.after_rating,
    )
    return select(RoundRequest.activity_id).where(~since).distinct()


def last_rating(activity: Activity) -> int:
    """Return the number of the last round of an entry, or 0 if it has none."""
    wanted = select(func.max(Rating.id)).where(
        Rating.activity_id == activity.id, Rating.submitted_at.is_not(None)
    )
    return session.scalar(wanted) or 0


def was_asked(activity: Activity, by: Actor | None = None) -> bool:
    """Tell whether a round was asked for, by anybody or by one person, and did not come yet."""
    wanted = waiting().where(RoundRequest.activity_id == activity.id)
    if by is not None:
        wanted = wanted.where(RoundRequest.person_id == by.id)
    return session.scalar(wanted) is not None


def to_remind() -> list[tuple[Rating, Cause]]:
    """Return which owners are written to today, and why. Held until the command has done so."""
    today = clock.today()
    moved = and_(
        Rating.stage_then.is_not(None),
        ActivityDetail.stage.is_not(None),
        Rating.stage_then != ActivityDetail.stage,
    )
    wanted = last_rounds().join(Activity, Activity.id == Rating.activity_id).where(published())
    wanted = wanted.where(or_(Rating.reassess_on <= today, moved)).with_for_update(of=Rating)
    rows = session.execute(wanted.order_by(Rating.id)).all()
    done = reminded([rating.id for rating, _stage in rows])
    return [
        (rating, cause)
        for rating, stage in rows
        for cause in due(last_round(rating, stage), today)
        if (rating.id, cause) not in done
    ]


def reminded(rating_ids: Sequence[int]) -> set[tuple[int, Cause]]:
    wanted = select(RoundReminder).where(RoundReminder.rating_id.in_(rating_ids))
    return {(each.rating_id, each.cause) for each in session.scalars(wanted)}


def entries(activity_ids: Sequence[int]) -> dict[int, Activity]:
    wanted = select(Activity).where(Activity.id.in_(activity_ids))
    return {each.id: each for each in session.scalars(wanted)}
