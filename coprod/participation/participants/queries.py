"""Who took part: as it is shown to everybody, and the totals for those who enter them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.participation.participants import policies
from coprod.participation.participants.enums import BROAD_GROUPS, EVERYBODY, Trait
from coprod.participation.participants.models import ParticipantTotals, Population, PublishedTotals
from coprod.participation.participants.rules import (
    PopulationCount,
    PopulationShare,
    PublicCounts,
    build_public_counts,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class TraitCounts:
    """One trait as everybody sees it, with when it was made so and the numbers of the place."""

    trait: Trait
    counts: PublicCounts
    as_of: date
    population: Mapping[str, PopulationShare]
    source: str
    margin: int = 0
    """By how many people the counts may be off, beyond their own rounding."""


def get_totals(actor: Actor, activity: Activity) -> dict[Trait, ParticipantTotals]:
    require(policies.can_enter_totals(actor, activity))
    statement = select(ParticipantTotals).where(ParticipantTotals.activity_id == activity.id)
    return {
        totals.trait: totals for totals in session.scalars(statement.order_by(ParticipantTotals.id))
    }


def list_published(activity: Activity, trait: Trait | None = None) -> Sequence[PublishedTotals]:
    """Return what was shown so far, the earliest first."""
    statement = select(PublishedTotals).where(PublishedTotals.activity_id == activity.id)
    statement = statement if trait is None else statement.where(PublishedTotals.trait == trait)
    return session.scalars(statement.order_by(PublishedTotals.number, PublishedTotals.id)).all()


def list_trait_counts(activity: Activity) -> list[TraitCounts]:
    """Return each trait that has numbers, the same for every reader who may see the activity."""
    published = list_published(activity)
    if not published:
        return []
    latest = {totals.trait: totals for totals in published}
    populations = get_populations(activity)
    with_numbers = [
        latest[trait] for trait in Trait if trait in latest and any(latest[trait].numbers.values())
    ]
    return [
        build_trait_counts(
            totals.trait,
            build_public_counts(totals.trait, totals.numbers),
            totals.made_on,
            populations.get(totals.trait, ()),
        )
        for totals in with_numbers
    ]


def build_trait_counts(
    trait: Trait,
    counts: PublicCounts,
    as_of: date,
    populations: Sequence[Population | PopulationCount],
    margin: int = 0,
) -> TraitCounts:
    source = "; ".join(
        sorted({f"{population.source}, {population.year}" for population in populations})
    )
    shares = build_population_shares(counts, populations)
    return TraitCounts(trait, counts, as_of, shares, source if shares else "", margin)


def build_population_shares(
    counts: PublicCounts, populations: Sequence[Population | PopulationCount]
) -> dict[str, PopulationShare]:
    numbers: dict[str, int] = {}
    for population in populations:
        numbers[population.group] = numbers.get(population.group, 0) + population.number
    everybody = numbers.pop(EVERYBODY, 0)
    if not everybody:
        return {}
    shown_numbers = merge_population(numbers) if counts.is_broad else numbers
    return {group: PopulationShare(number, everybody) for group, number in shown_numbers.items()}


def merge_population(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the five headings: as they are given, or added up where all of their groups are."""
    return {
        name: numbers[name] if name in numbers else sum(numbers[group] for group in groups)
        for name, groups in BROAD_GROUPS.items()
        if name in numbers or all(group in numbers for group in groups)
    }


def get_populations(activity: Activity) -> Mapping[Trait, Sequence[Population]]:
    """Return the numbers of the places of an activity: of each trait that all of them have."""
    place_ids = {term.id for term in activity.get_terms(ListKind.LOCALITY)}
    if not place_ids:
        return {}
    populations: dict[Trait, list[Population]] = {}
    statement = select(Population).where(Population.term_id.in_(place_ids)).order_by(Population.id)
    for population in session.scalars(statement):
        populations.setdefault(population.trait, []).append(population)
    return {t: rows for t, rows in populations.items() if {r.term_id for r in rows} == place_ids}
