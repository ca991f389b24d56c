"""Which activities need a conversation, and which conversations there were."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from coprod.assessment.four_ratings.queries import (
    get_residents_views,
    get_team_and_confirmed_points,
)
from coprod.assessment.four_ratings.rules import FourRatings, RatingGap
from coprod.assessment.perception_gap.models import GapConversation
from coprod.assessment.perception_gap.rules import GapKey, get_collector, get_gap_key
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.resident_rating.models import ResidentRound
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to


def get_undiscussed_activities(actor: Actor) -> dict[Collected, list[int]]:
    """Return the activities that need a conversation, by who collected what residents said there.

    An activity stands once: one independent round with a gap is enough.
    """
    gaps_by_activity = get_wide_gaps(actor)
    discussed = list_discussed_gaps(gaps_by_activity)
    undiscussed: dict[Collected, list[int]] = {each: [] for each in Collected}
    for entry, gaps in gaps_by_activity.items():
        open_gaps = [each for each in gaps if get_gap_key(each) not in discussed]
        if open_gaps:
            undiscussed[get_collector(open_gaps)].append(entry)
    return undiscussed


def get_wide_gaps(actor: Actor) -> dict[int, Sequence[RatingGap]]:
    """Return every gap that is wide enough, by activity, with a fixed number of queries."""
    asked_ids = select(ResidentRound.activity_id).distinct()
    entries = select(Activity.id).where(
        visible_to(actor), is_public_activity(), Activity.id.in_(asked_ids)
    )
    residents = get_residents_views(actor, session.scalars(entries).all())
    ids = [entry for entry, view in residents.items() if view.points]
    team, _confirmed = get_team_and_confirmed_points(actor, ids) if ids else ({}, {})
    fours = {
        entry: FourRatings(team=tuple(points), residents=residents[entry])
        for entry, points in team.items()
    }
    return {entry: four.gaps for entry, four in fours.items() if four.gaps}


def list_discussed_gaps(entries: Iterable[int]) -> set[GapKey]:
    ids = list(entries)
    if not ids:
        return set()
    statement = select(GapConversation).where(GapConversation.activity_id.in_(ids))
    return {gap for each in session.scalars(statement) for gap in each.gaps}


def list_conversations(activity: Activity) -> Sequence[GapConversation]:
    """Return the conversations about an activity that the caller may see, the latest first."""
    statement = select(GapConversation).where(GapConversation.activity_id == activity.id)
    return session.scalars(statement.order_by(GapConversation.id.desc())).all()
