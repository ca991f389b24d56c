"""Telling who took part, in totals, and loading how many people live in a place."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.participation.participants import policies, queries, rules
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import Population, ShownPart, TookPart
from coprod.participation.participants.rules import Living, Numbers
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import terms
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity


def tell(actor: Actor, activity: Activity, trait: Trait, numbers: Numbers) -> bool:
    """Enter the totals of one trait. False when readers go on seeing the earlier ones.

    What readers saw changes only when, in each group, nobody or enough people came or went.
    """
    if not policies.can_tell(actor, activity):
        raise NotAllowedError
    rules.check_numbers(trait, numbers)
    kept = queries.totals(actor, activity).get(trait)
    if kept is None:
        kept = TookPart(activity_id=activity.id, trait=trait)
        session.add(kept)
    kept.numbers, kept.entered_on = dict(numbers), clock.today()
    is_shown = show(activity, trait, numbers)
    session.flush()
    record_event(actor, "said who took part", activity, trait=trait)
    return is_shown


def show(activity: Activity, trait: Trait, numbers: Numbers) -> bool:
    """Give readers new numbers to see, unless a single person could be read from the change."""
    before = queries.released(activity, trait)
    if before and before[-1].numbers == dict(numbers):
        return True
    if activity.published_at is None and activity.status is not Status.PUBLISHED:
        session.execute(delete(ShownPart).where(ShownPart.id.in_([each.id for each in before])))
        before = []
    if not rules.may_follow(numbers, [each.numbers for each in before]):
        return False
    made = ShownPart(activity_id=activity.id, trait=trait, number=len(before) + 1)
    made.numbers = dict(numbers)
    session.add(made)
    return True


def load_populations(actor: Actor, living: Sequence[Living]) -> int:
    """Add how many live in a place, and return how many numbers were new.

    A number of a later year takes the place of an earlier one.
    """
    if not policies.can_load(actor):
        raise NotAllowedError
    places = {term.key: term.id for term in terms(ListKind.LOCALITY)}
    kept = {(p.term_id, p.trait, p.group): p for p in session.scalars(select(Population))}
    number = 0
    for each in living:
        if each.place not in places:
            raise RuleBrokenError(N_("There is no “%(key)s” in its list", key=each.place))
        at = (places[each.place], each.trait, each.group)
        row = kept.get(at) or Population(term_id=at[0], trait=each.trait, group=each.group, year=0)
        if row.year >= each.year:
            continue
        row.number, row.source, row.year = each.number, each.source, each.year
        session.add(row)
        session.flush()
        record_event(actor, "loaded", row, number=each.number)
        number += 1
    return number
