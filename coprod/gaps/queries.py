"""Which entries need a conversation, and which conversations there were."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from coprod.db import session
from coprod.gaps.models import GapConversation
from coprod.gaps.rules import Gap, gap_of
from coprod.kit.actor import Actor
from coprod.ratings import queries as ratings
from coprod.ratings.rules import FourRatings
from coprod.register.models import Activity
from coprod.register.policies import published, visible_to
from coprod.residents.models import Asking


def not_talked_about(actor: Actor) -> list[int]:
    gaps = wide_gaps(actor)
    talked = talked_about(gaps)
    return [entry for entry, gap in gaps.items() if (entry, gap) not in talked]


def wide_gaps(actor: Actor) -> dict[int, Gap]:
    """Return every gap that is wide enough, by the entry it is of: a few queries for any number."""
    asked = select(Asking.activity_id).distinct()
    entries = select(Activity.id).where(visible_to(actor), published(), Activity.id.in_(asked))
    residents = ratings.residents_view(actor, session.scalars(entries).all())
    ids = [entry for entry, view in residents.items() if view.marks]
    team, _confirmed = ratings.said(actor, ids) if ids else ({}, {})
    fours = {
        entry: FourRatings(team=tuple(marks), residents=residents[entry])
        for entry, marks in team.items()
    }
    return {entry: gap for entry, four in fours.items() if (gap := gap_of(four))}


def talked_about(entries: Iterable[int]) -> set[tuple[int, Gap]]:
    ids = list(entries)
    if not ids:
        return set()
    wanted = select(GapConversation).where(GapConversation.activity_id.in_(ids))
    return {(each.activity_id, each.gap) for each in session.scalars(wanted)}


def conversations(activity: Activity) -> Sequence[GapConversation]:
    """Return the conversations about an entry that the caller may see, the latest first."""
    wanted = select(GapConversation).where(GapConversation.activity_id == activity.id)
    return session.scalars(wanted.order_by(GapConversation.id.desc())).all()
