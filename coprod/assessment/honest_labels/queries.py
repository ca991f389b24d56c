"""What an activity says, the rung it stands on, and why its team keeps a word."""

from collections.abc import Iterable

from sqlalchemy import select

from coprod.assessment.four_ratings.queries import get_team_and_confirmed_points
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import WordJustification
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_pending_parts
from coprod.register.activities.rules import unpack
from coprod.register.sections.queries import get_part_kinds
from coprod.register.sections.rules import ActivitySections


def get_rung(actor: Actor, activity: Activity) -> Rung | None:
    """Return the rung that an activity's words are measured by: the one place to look it up.

    What a curator and a lay member confirmed comes before the team's own.
    """
    team, confirmed = (
        tuple(points.get(activity.id, ()))
        for points in get_team_and_confirmed_points(actor, [activity.id])
    )
    return FourRatings(team=team, confirmed=confirmed).current_rung


def get_written_content(activity: Activity, content: ActivitySections) -> ActivitySections:
    """Return the content of an activity as its team wants it, with pending changes applied."""
    if activity.status is not Status.PUBLISHED:
        return content
    section_kinds = get_part_kinds()
    waiting = {
        section_kinds[each.kind]: unpack(section_kinds[each.kind], each.content)
        for each in list_pending_parts(activity.id)
        if each.kind in section_kinds
    }
    return ActivitySections({**content.parts, **waiting})


def get_justifications(activity: Activity) -> dict[Word, WordJustification]:
    """Return the latest reason for each word that the team keeps."""
    statement = (
        select(WordJustification)
        .where(WordJustification.activity_id == activity.id)
        .order_by(WordJustification.id)
    )
    return filter_in_force(session.scalars(statement))


def filter_in_force(justifications: Iterable[WordJustification]) -> dict[Word, WordJustification]:
    """Return the latest justification of each word, without those that were given up."""
    newest = {each.word: each for each in justifications}
    return {word: each for word, each in newest.items() if each.given_up_at is None}
