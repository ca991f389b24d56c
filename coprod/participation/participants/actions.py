"""Telling who took part, in totals, and loading how many people live in a place."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.participation.participants import policies, queries, rules
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import ParticipantTotals, Population, PublishedTotals
from coprod.participation.participants.rules import Numbers, PopulationCount
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_terms
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity


def enter_totals(actor: Actor, activity: Activity, trait: Trait, numbers: Numbers) -> bool:
    """Enter the totals of one trait. False when readers go on seeing the earlier ones.

    What readers saw changes only when, in each group, nobody or enough people came or went.
    """
    require(policies.can_enter_totals(actor, activity))
    rules.check_numbers(trait, numbers)
    totals = queries.get_totals(actor, activity).get(trait)
    if totals is None:
        totals = ParticipantTotals(activity_id=activity.id, trait=trait)
        session.add(totals)
    totals.numbers, totals.entered_on = dict(numbers), clock.today()
    is_published = publish_totals(activity, trait, numbers)
    session.flush()
    record_event(actor, "said who took part", activity, trait=trait)
    return is_published


def publish_totals(activity: Activity, trait: Trait, numbers: Numbers) -> bool:
    """Give readers new numbers to see, unless a single person could be read from the change."""
    published = queries.list_published(activity, trait)
    if published and published[-1].numbers == dict(numbers):
        return True
    if activity.published_at is None and activity.status is not Status.PUBLISHED:
        session.execute(
            delete(PublishedTotals).where(
                PublishedTotals.id.in_([earlier.id for earlier in published])
            )
        )
        published = []
    if not rules.can_publish_after(numbers, [earlier.numbers for earlier in published]):
        return False
    new_totals = PublishedTotals(activity_id=activity.id, trait=trait, number=len(published) + 1)
    new_totals.numbers = dict(numbers)
    session.add(new_totals)
    return True


def load_populations(actor: Actor, counts: Sequence[PopulationCount]) -> int:
    """Add how many live in a place, and return how many numbers were new.

    A number of a later year takes the place of an earlier one.
    """
    require(policies.can_load_populations(actor))
    places: dict[str, int | None] = {t.key: t.id for t in list_terms(ListKind.LOCALITY)}
    places[""] = None
    populations = {(p.term_id, p.trait, p.group): p for p in session.scalars(select(Population))}
    loaded = 0
    for count in counts:
        if count.place not in places:
            raise RuleBrokenError(N_("There is no “%(key)s” in its list", key=count.place))
        key = (places[count.place], count.trait, count.group)
        row = populations.get(key) or Population(
            term_id=key[0], trait=count.trait, group=count.group, year=0
        )
        if row.year >= count.year:
            continue
        row.number, row.source, row.year = count.number, count.source, count.year
        session.add(row)
        session.flush()
        record_event(actor, "loaded", row, number=count.number)
        loaded += 1
    return loaded
