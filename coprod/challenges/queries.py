"""Gathering the facts, and counting how public entries stand.

``facts.queries.COLUMNS`` makes both the facts of a few entries, which ``rules.suggest`` explains,
and the values of all entries, which the database counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from coprod.challenges import policies
from coprod.challenges.enums import BY_PEOPLE, VALUES, Challenge, NoValue, Value, View
from coprod.challenges.facts.queries import COLUMNS, Condition
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.rules import ONLY, STEPS, Facts, Need
from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotFoundError
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import IN_A_LIST

A_PAGE = 20
WORTH_READING = 3
"""The value from which an entry is worth reading for a challenge."""
MOST_WORTH_READING = 5

BY_NAME: Mapping[str, Value] = {
    **{str(value): value for value in VALUES},
    **{v: v for v in NoValue},
}
"""Every value by its name, in addresses as in the database."""


def facts(actor: Actor, ids: Sequence[int]) -> dict[int, Facts]:
    """Return what the register holds about some entries, by one query."""
    columns = [column().label(name) for name, column in COLUMNS.items()]
    wanted = select(Activity.id, *columns).where(policies.readable_by(actor), Activity.id.in_(ids))
    rows = session.execute(wanted).mappings()
    return {row["id"]: Facts(**{name: bool(row[name]) for name in COLUMNS}) for row in rows}


def activity(actor: Actor, slug: str, *, to_change: bool = False) -> Activity:
    """Return an entry with no more of it than its challenges need."""
    wanted = select(Activity).where(policies.readable_by(actor), Activity.slug == slug)
    wanted = wanted.with_for_update(of=Activity) if to_change else wanted
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def standpoints(
    actor: Actor, activity: Activity, challenge: Challenge | None = None
) -> Sequence[ChallengeClaim]:
    """Return what was claimed and judged about an entry, the latest first."""
    wanted = select(ChallengeClaim).join(Activity, Activity.id == ChallengeClaim.activity_id)
    wanted = wanted.where(policies.readable_by(actor), ChallengeClaim.activity_id == activity.id)
    if challenge:
        wanted = wanted.where(ChallengeClaim.challenge == challenge)
    return session.scalars(wanted.order_by(ChallengeClaim.id.desc())).all()


def is_latest() -> Condition:
    """Rows are only added, so the highest number was also said last."""
    other = aliased(ChallengeClaim)
    last = select(func.max(other.id)).where(
        other.activity_id == ChallengeClaim.activity_id,
        other.challenge == ChallengeClaim.challenge,
        other.view == ChallengeClaim.view,
    )
    return ChallengeClaim.id == last.correlate(ChallengeClaim).scalar_subquery()


# The partnership's page


def suggested(challenge: Challenge) -> ColumnElement[str]:
    """Return what ``rules.suggest`` suggests, as the database works it out of an ``Activity``.

    The name of the value. A step is asked for where the one before is met and nowhere else: most
    entries are done with after one or two facts of the ten.
    """
    (known, *rest), *steps = STEPS[challenge]
    reached: ColumnElement[str] = literal(str(len(VALUES) - 1))
    for number, needs in reversed([*enumerate([rest, *steps])]):
        if needs:
            reached = case((is_met(needs), reached), else_=name_at(challenge, number))
    return case((is_met([known]), reached), else_=literal(NoValue.UNKNOWN.value))


def name_at(challenge: Challenge, reached: int) -> ColumnElement[str]:
    """Return the name of a value that was reached, as ``rules.value_at``."""
    name = literal(str(reached))
    only_until, unless = ONLY.get(challenge, (None, ""))
    is_between = reached == only_until
    return case((fact(unless), literal(NoValue.BETWEEN.value)), else_=name) if is_between else name


def is_met(needs: Sequence[Need]) -> Condition:
    return and_(*(or_(*(fact(name) for name in need)) for need in needs))


def fact(name: str) -> Condition:
    return COLUMNS[name]() if name in COLUMNS else false()


Counts = dict[View, dict[Value, int]]


def counts(*challenges: Challenge) -> dict[Challenge, Counts]:
    """Count the public entries by value, apart for each challenge and view.

    Every reader may count what is public, so it is the same for all of them until it changes.
    """
    said = said_by_people()
    return {each: with_standpoints(SUGGESTED[each](), said[each]) for each in challenges}


def count_suggested(challenge: Challenge) -> dict[Value, int]:
    value = suggested(challenge).label("value")
    each = select(value).where(policies.counted_for(VISITOR)).subquery("each")
    wanted = select(each.c.value, func.count()).group_by(each.c.value)
    return {BY_NAME[name]: number for name, number in session.execute(wanted)}


SUGGESTED = {each: content_version.cached(partial(count_suggested, each)) for each in Challenge}


@content_version.cached
def said_by_people() -> dict[Challenge, Counts]:
    by = (ChallengeClaim.challenge, ChallengeClaim.view, ChallengeClaim.value)
    wanted = select(*by, func.count(ChallengeClaim.id)).group_by(*by)
    wanted = wanted.join(Activity, Activity.id == ChallengeClaim.activity_id)
    wanted = wanted.where(policies.counted_for(VISITOR), is_latest())
    found: dict[Challenge, Counts] = {challenge: {} for challenge in Challenge}
    for challenge, view, value, number in session.execute(wanted):
        found[challenge].setdefault(view, {})[value] = number
    return found


def with_standpoints(suggested: dict[Value, int], said: Counts) -> Counts:
    """Put the views side by side. Of whom nobody said anything, there is no view yet."""
    total = sum(suggested.values())
    found = {View.SUGGESTED: suggested, **{view: {**said.get(view, {})} for view in BY_PEOPLE}}
    for numbers in (found[view] for view in BY_PEOPLE):
        numbers[NoValue.NO_VIEW] = total - sum(numbers.values())
    return found


@dataclass(frozen=True)
class Wanted:
    """Which entries a reader asked for: those with this value in this view."""

    challenge: Challenge
    view: View
    value: Value
    page: int = 1


def entries(actor: Actor, wanted: Wanted) -> Sequence[Activity]:
    """Return one page of the entries behind a count, the one published last first."""
    found = select(Activity).where(policies.counted_for(actor), stands_at(wanted))
    found = found.options(*IN_A_LIST)
    found = found.order_by(Activity.published_at.desc(), Activity.id.desc())
    return session.scalars(found.limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)).all()


def stands_at(wanted: Wanted) -> Condition:
    if wanted.view is View.SUGGESTED:
        return suggested(wanted.challenge) == str(wanted.value)
    said = select(ChallengeClaim.activity_id).where(
        ChallengeClaim.challenge == wanted.challenge, ChallengeClaim.view == wanted.view
    )
    if isinstance(wanted.value, NoValue):
        return Activity.id.not_in(said)
    return Activity.id.in_(said.where(is_latest(), ChallengeClaim.value == wanted.value))


@dataclass(frozen=True)
class Reading:
    """An entry that is worth reading for a challenge, and whose value says so."""

    activity: Activity
    view: View
    value: int


def worth_reading(actor: Actor, challenge: Challenge) -> list[Reading]:
    """Return entries judged 3 or 4 first, then those claimed so with something to look at.

    What a curator has judged lower is not put forward by a claim. Only entries of which somebody
    once said so much are looked at.
    """
    once_said = select(ChallengeClaim.activity_id).where(
        ChallengeClaim.challenge == challenge, ChallengeClaim.value >= WORTH_READING
    )
    judged = latest_value(challenge, View.JUDGED)
    claimed = latest_value(challenge, View.CLAIMED, ChallengeClaim.link != "")
    is_judged, is_claimed = judged >= WORTH_READING, claimed >= WORTH_READING
    wanted = (
        select(Activity, judged, claimed)
        .where(policies.counted_for(actor), Activity.id.in_(once_said))
        .where(or_(is_judged, and_(judged.is_(None), is_claimed)))
        .order_by(judged.is_(None), judged.desc(), claimed.desc(), Activity.id.desc())
        .limit(MOST_WORTH_READING)
    )
    return [
        Reading(each, View.CLAIMED if by_curator is None else View.JUDGED, by_curator or by_team)
        for each, by_curator, by_team in session.execute(wanted)
    ]


def latest_value(challenge: Challenge, view: View, *conditions: Condition) -> ColumnElement[Any]:
    wanted = select(ChallengeClaim.value).where(
        ChallengeClaim.activity_id == Activity.id,
        ChallengeClaim.challenge == challenge,
        ChallengeClaim.view == view,
        is_latest(),
        *conditions,
    )
    return wanted.correlate(Activity).scalar_subquery()
