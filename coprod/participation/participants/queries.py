"""Who took part: as it is shown to everybody, and the totals for those who enter them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError
from coprod.participation.participants import policies
from coprod.participation.participants.enums import BROAD, EVERYBODY, Trait
from coprod.participation.participants.models import Population, ShownPart, TookPart
from coprod.participation.participants.rules import Beside, Shown, shown
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class Told:
    """One trait as everybody sees it, with when it was made so and the numbers of the place."""

    trait: Trait
    shown: Shown
    as_of: date
    beside: Mapping[str, Beside]
    source: str


def totals(actor: Actor, activity: Activity) -> dict[Trait, TookPart]:
    if not policies.can_tell(actor, activity):
        raise NotAllowedError
    wanted = select(TookPart).where(TookPart.activity_id == activity.id)
    return {each.trait: each for each in session.scalars(wanted.order_by(TookPart.id))}


def released(activity: Activity, trait: Trait | None = None) -> Sequence[ShownPart]:
    """Return what was shown so far, the earliest first."""
    wanted = select(ShownPart).where(ShownPart.activity_id == activity.id)
    wanted = wanted if trait is None else wanted.where(ShownPart.trait == trait)
    return session.scalars(wanted.order_by(ShownPart.number, ShownPart.id)).all()


def who(activity: Activity) -> list[Told]:
    """Return each trait that was told, the same for every reader. The entry is one they may see."""
    found = released(activity)
    if not found:
        return []
    last = {each.trait: each for each in found}
    places = populations(activity)
    told = [last[trait] for trait in Trait if trait in last and any(last[trait].numbers.values())]
    return [tell(each, places.get(each.trait, [])) for each in told]


def tell(last: ShownPart, place: Sequence[Population]) -> Told:
    made = shown(last.trait, last.numbers)
    source = "; ".join(sorted({f"{each.source}, {each.year}" for each in place}))
    return Told(last.trait, made, last.made_on, beside(made, place), source)


def beside(made: Shown, place: Sequence[Population]) -> dict[str, Beside]:
    numbers: dict[str, int] = {}
    for each in place:
        numbers[each.group] = numbers.get(each.group, 0) + each.number
    everybody = numbers.pop(EVERYBODY, 0)
    if not everybody:
        return {}
    known = {name: numbers[name] for name in BROAD if name in numbers} if made.is_broad else numbers
    return {group: Beside(number, everybody) for group, number in known.items()}


def populations(activity: Activity) -> dict[Trait, list[Population]]:
    """Return the numbers of the places of an entry: of each trait that all of them have."""
    places = {term.id for term in activity.get_terms(ListKind.LOCALITY)}
    if not places:
        return {}
    found: dict[Trait, list[Population]] = {}
    wanted = select(Population).where(Population.term_id.in_(places)).order_by(Population.id)
    for each in session.scalars(wanted):
        found.setdefault(each.trait, []).append(each)
    return {t: rows for t, rows in found.items() if {r.term_id for r in rows} == places}
