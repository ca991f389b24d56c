"""Which entries need a conversation, and which conversations there were."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from coprod.assessment.four_ratings import queries as ratings
from coprod.assessment.four_ratings.rules import Apart, FourRatings
from coprod.assessment.perception_gap.models import GapConversation
from coprod.assessment.perception_gap.rules import Gap, collected, gap_of
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.resident_rating.models import ResidentRound
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import published, visible_to


def not_talked_about(actor: Actor) -> dict[Collected, list[int]]:
    """Return the entries that need a conversation, by who collected what residents said there.

    An entry stands once: one independent round with a gap is enough.
    """
    wide = wide_gaps(actor)
    talked = talked_about(wide)
    found: dict[Collected, list[int]] = {each: [] for each in Collected}
    for entry, gaps in wide.items():
        open_gaps = [each for each in gaps if gap_of(each) not in talked]
        if open_gaps:
            found[collected(open_gaps)].append(entry)
    return found


def wide_gaps(actor: Actor) -> dict[int, Sequence[Apart]]:
    """Return every gap that is wide enough, by the entry it is of: a few queries for any number."""
    asked = select(ResidentRound.activity_id).distinct()
    entries = select(Activity.id).where(visible_to(actor), published(), Activity.id.in_(asked))
    residents = ratings.residents_view(actor, session.scalars(entries).all())
    ids = [entry for entry, view in residents.items() if view.marks]
    team, _confirmed = ratings.said(actor, ids) if ids else ({}, {})
    fours = {
        entry: FourRatings(team=tuple(marks), residents=residents[entry])
        for entry, marks in team.items()
    }
    return {entry: four.apart for entry, four in fours.items() if four.apart}


def talked_about(entries: Iterable[int]) -> set[Gap]:
    ids = list(entries)
    if not ids:
        return set()
    wanted = select(GapConversation).where(GapConversation.activity_id.in_(ids))
    return {gap for each in session.scalars(wanted) for gap in each.gaps}


def conversations(activity: Activity) -> Sequence[GapConversation]:
    """Return the conversations about an entry that the caller may see, the latest first."""
    wanted = select(GapConversation).where(GapConversation.activity_id == activity.id)
    return session.scalars(wanted.order_by(GapConversation.id.desc())).all()
