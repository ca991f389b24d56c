"""What public activities say of who took part, and how many people live in each place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coprod.core import content_version
from coprod.core.database import session
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import Population, PublishedTotals
from coprod.participation.participants.rules import (
    PopulationCount,
    PublicCounts,
    build_public_counts,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_public_activity

EVERYWHERE = None
"""The place that is all of the partnership."""


@dataclass(frozen=True)
class ActivityCounts:
    """What everybody sees of one characteristic in one activity."""

    activity_id: int
    trait: Trait
    counts: PublicCounts
    made_on: date


@content_version.cached
def list_activity_counts() -> Sequence[ActivityCounts]:
    """Return what the pages of all public activities show today."""
    statement = (
        select(PublishedTotals)
        .join(Activity, Activity.id == PublishedTotals.activity_id)
        .where(is_public_activity())
        .order_by(PublishedTotals.number, PublishedTotals.id)
    )
    latest = {(each.activity_id, each.trait): each for each in session.scalars(statement)}
    return [
        ActivityCounts(
            each.activity_id,
            each.trait,
            build_public_counts(each.trait, each.numbers),
            each.made_on,
        )
        for each in latest.values()
        if any(each.numbers.values())
    ]


@content_version.cached
def get_places_by_activity() -> Mapping[int, frozenset[int]]:
    """Return the places of the activities that say who took part, under their names of today."""
    told = select(PublishedTotals.activity_id)
    statement = (
        select(ActivityTerm.activity_id, Term.in_use_id)
        .join(Term, Term.id == ActivityTerm.term_id)
        .where(Term.listing == ListKind.LOCALITY, ActivityTerm.activity_id.in_(told))
    )
    places: dict[int, set[int]] = {}
    for activity_id, place_id in session.execute(statement):
        if place_id is not None:
            places.setdefault(activity_id, set()).add(place_id)
    return {activity_id: frozenset(each) for activity_id, each in places.items()}


@content_version.cached
def get_populations() -> Mapping[int | None, Mapping[Trait, Sequence[PopulationCount]]]:
    """Return who lives in each place, and everywhere together."""
    populations: dict[int | None, dict[Trait, list[PopulationCount]]] = {}
    statement = select(Population, Term.key).outerjoin(Term, Term.id == Population.term_id)
    for each, key in session.execute(statement.order_by(Population.id)):
        count = PopulationCount(
            key or "", each.trait, each.group, each.number, each.source, each.year
        )
        populations.setdefault(each.term_id, {}).setdefault(each.trait, []).append(count)
    return populations
