"""Which entries need a conversation, and which conversations there were."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from coprod.db import session
from coprod.gaps.models import GapConversation
from coprod.gaps.rules import Gap, gaps_of
from coprod.kit.actor import Actor
from coprod.ratings import queries as ratings
from coprod.ratings.rules import FourRatings
from coprod.register.models import Activity
from coprod.register.policies import published, visible_to
from coprod.residents.models import Asking


def not_talked_about(actor: Actor) -> list[int]:
    found = wide_gaps(actor)
    talked = talked_about(found)
    return [entry for entry, gaps in found.items() if not gaps <= talked]


def wide_gaps(actor: Actor) -> dict[int, frozenset[Gap]]:
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
    return {entry: gaps for entry, four in fours.items() if (gaps := gaps_of(four))}


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
