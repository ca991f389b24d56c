"""Finding the activities for which it is time for another round."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from coprod.assessment.rounds.enums import Cause
from coprod.assessment.rounds.models import RoundReminder, RoundRequest
from coprod.assessment.rounds.rules import LastRound, find_causes
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.queries import is_latest
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.sections.models import ActivityDetail


def get_causes(activities: Sequence[Activity]) -> dict[int, list[Cause]]:
    """Return, for each of these activities, why it is time for another round.

    The caller knows that the reader looks after them.
    """
    causes_by_activity: dict[int, list[Cause]] = {activity.id: [] for activity in activities}
    for rating, stage in session.execute(
        select_last_rounds().where(Rating.activity_id.in_(causes_by_activity))
    ):
        causes_by_activity[rating.activity_id] += find_causes(
            build_last_round(rating, stage), clock.today()
        )
    for activity_id in session.scalars(
        select_waiting().where(RoundRequest.activity_id.in_(causes_by_activity))
    ):
        causes_by_activity[activity_id].append(Cause.ASKED)
    return causes_by_activity


def select_last_rounds() -> Select[Rating, Any]:
    """Select the last rating of each activity with the stage that the activity tells now."""
    return (
        select(Rating, ActivityDetail.stage)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Rating.activity_id)
        .where(is_latest())
    )


def build_last_round(rating: Rating, stage: Any) -> LastRound:
    sent = clock.to_day(rating.submitted_at or rating.started_at)
    by = rating.reassess_on or sent
    return LastRound(sent, by, rating.is_provisional, rating.stage_then, stage)


def select_waiting() -> Select[int]:
    """Select the activities whose team was asked for a round and has sent in none since."""
    since = exists().where(
        Rating.activity_id == RoundRequest.activity_id,
        Rating.submitted_at.is_not(None),
        Rating.id > RoundRequest.after_rating,
    )
    return select(RoundRequest.activity_id).where(~since).distinct()


def get_last_rating_id(activity: Activity) -> int:
    """Return the number of the last round of an activity, or 0 if it has none."""
    statement = select(func.max(Rating.id)).where(
        Rating.activity_id == activity.id, Rating.submitted_at.is_not(None)
    )
    return session.scalar(statement) or 0


def is_round_requested(activity: Activity, by: Actor | None = None) -> bool:
    """Tell whether a round was asked for, by anybody or by one person, and did not come yet."""
    statement = select_waiting().where(RoundRequest.activity_id == activity.id)
    if by is not None:
        statement = statement.where(RoundRequest.person_id == by.id)
    return session.scalar(statement) is not None


def list_due_reminders() -> list[tuple[Rating, Cause]]:
    """Return which owners are written to today, and why. Held until the command has done so."""
    today = clock.today()
    moved = and_(
        Rating.stage_then.is_not(None),
        ActivityDetail.stage.is_not(None),
        Rating.stage_then != ActivityDetail.stage,
    )
    statement = (
        select_last_rounds()
        .join(Activity, Activity.id == Rating.activity_id)
        .where(is_public_activity())
    )
    statement = statement.where(or_(Rating.reassess_on <= today, moved)).with_for_update(of=Rating)
    rows = session.execute(statement.order_by(Rating.id)).all()
    done = list_sent_reminders([rating.id for rating, _stage in rows])
    return [
        (rating, cause)
        for rating, stage in rows
        for cause in find_causes(build_last_round(rating, stage), today)
        if (rating.id, cause) not in done
    ]


def list_sent_reminders(rating_ids: Sequence[int]) -> set[tuple[int, Cause]]:
    statement = select(RoundReminder).where(RoundReminder.rating_id.in_(rating_ids))
    return {(each.rating_id, each.cause) for each in session.scalars(statement)}


def get_activities(activity_ids: Sequence[int]) -> dict[int, Activity]:
    statement = select(Activity).where(Activity.id.in_(activity_ids))
    return {each.id: each for each in session.scalars(statement)}
