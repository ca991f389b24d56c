"""What entries say about money and time: facts for who judges, and who gave what."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from coprod.costs.models import ActivityCost
from coprod.costs.rules import CostLine
from coprod.costs.words import Kind, Source, Timing
from coprod.db import session
from coprod.kit.actor import Actor
from coprod.kit.answers import CoStage, Known
from coprod.kit.dates import PartialDate
from coprod.reference.models import Term
from coprod.register import policies
from coprod.register.models import Activity
from coprod.sections.models import ActivityDetail
from coprod.sections.queries import one_cost


@dataclass(frozen=True)
class Facts:
    """What an entry says about how it is resourced. Nothing here is worked out from silence."""

    says_something: bool = False
    unresourced: bool = False
    has_budget: bool = False
    has_actual: bool = False
    has_protected_time: bool = False
    protected_until: PartialDate | None = None
    is_lasting: bool = False
    """Some of it is core budget, or comes again each year."""
    stages: frozenset[CoStage] = field(default_factory=frozenset)


def facts(ids: Sequence[int]) -> dict[int, Facts]:
    """Return the facts of many entries by one query. The asker may see the entries."""
    wanted = (
        select(ActivityDetail.activity_id, ActivityDetail.unresourced, ActivityCost)
        .outerjoin(ActivityCost, ActivityCost.detail_id == ActivityDetail.id)
        .where(ActivityDetail.activity_id.in_(ids))
        .order_by(ActivityDetail.activity_id, ActivityCost.number)
    )
    lines: dict[int, list[CostLine]] = defaultdict(list)
    without: dict[int, bool] = {}
    rows: Any = session.execute(wanted)  # the types do not know that an outer join may find none
    for activity_id, unresourced, cost in rows:
        without[activity_id] = unresourced
        lines[activity_id] += [one_cost(cost)] if cost is not None else []
    known = {key: facts_of(lines[key], unresourced=no) for key, no in without.items()}
    return {key: known.get(key, Facts()) for key in ids}


def facts_of(lines: Sequence[CostLine], *, unresourced: bool) -> Facts:
    protected = [each for each in lines if each.kind is Kind.PROTECTED]
    ends = [each.until for each in protected if each.until]
    told = [each for each in lines if each.amount]
    return Facts(
        says_something=bool(lines) or unresourced,
        unresourced=unresourced,
        has_budget=any(e.kind is Kind.CASH and e.timing is Timing.PLANNED for e in told),
        has_actual=any(e.timing is Timing.ACTUAL for e in told),
        has_protected_time=bool(protected),
        protected_until=max(ends, key=lambda day: day.latest) if ends else None,
        is_lasting=any(is_lasting(each) for each in lines),
        stages=frozenset(each.stage for each in lines if each.stage),
    )


def is_lasting(line: CostLine) -> bool:
    return line.source is Source.CORE_BUDGET or line.recurring is Known.YES


@dataclass(frozen=True)
class Given:
    """One line of a published entry, with the partner who gave it under today's name."""

    slug: str
    title: str
    line: CostLine
    partner_id: int | None
    partner: str


def given(actor: Actor, *partner_ids: int | None) -> list[Given]:
    """Return the lines of published entries: all, or those that one partner gave.

    None for a partner asks for the lines that do not say who gave it.
    """
    then, now = aliased(Term), aliased(Term)
    wanted = (
        select(Activity.slug, Activity.title, ActivityCost, now.id, now.label)
        .join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .join(ActivityCost, ActivityCost.detail_id == ActivityDetail.id)
        .outerjoin(then, then.id == ActivityCost.given_by_id)
        .outerjoin(now, now.id == then.in_use_id)
        .where(policies.visible_to(actor), policies.published())
        .order_by(Activity.title, Activity.id, ActivityCost.number)
    )
    if partner_ids:
        wanted = wanted.where(or_(*(now.id == key for key in partner_ids)))
    return [
        Given(slug, title, one_cost(cost), key, label or "")
        for slug, title, cost, key, label in session.execute(wanted)
    ]


@dataclass(frozen=True)
class Silence:
    """How many published entries there are, and how many say nothing about money or time."""

    entries: int
    say_nothing: int
    without: int


def has_lines() -> ColumnElement[bool]:
    return select(ActivityCost.id).where(ActivityCost.detail_id == ActivityDetail.id).exists()


@dataclass(frozen=True)
class Entry:
    """A published entry that says nothing about money and time, or why there is none."""

    slug: str
    title: str
    why: str


def without(actor: Actor) -> list[Entry]:
    """Return the entries whose teams say that there is no money and no time."""
    return entries(actor, ActivityDetail.unresourced.is_(True))


def silent(actor: Actor) -> list[Entry]:
    """Return the entries that say nothing about money or time."""
    says_none = func.coalesce(ActivityDetail.unresourced, false())
    return entries(actor, and_(~says_none, ~has_lines()))


def entries(actor: Actor, condition: ColumnElement[bool]) -> list[Entry]:
    wanted = (
        select(Activity.slug, Activity.title, ActivityDetail.unresourced_why)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(policies.visible_to(actor), policies.published(), condition)
        .order_by(Activity.title, Activity.id)
    )
    return [Entry(slug, title, why or "") for slug, title, why in session.execute(wanted)]


def silence(actor: Actor) -> Silence:
    says = has_lines()
    wanted = (
        select(ActivityDetail.unresourced, says, func.count(Activity.id))
        .select_from(Activity)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(and_(policies.visible_to(actor), policies.published()))
        .group_by(ActivityDetail.unresourced, says)
    )
    counted: Counter[str] = Counter()
    for unresourced, told, number in session.execute(wanted):
        counted["entries"] += number
        counted["without"] += number if unresourced else 0
        counted["silent"] += 0 if unresourced or told else number
    return Silence(counted["entries"], counted["silent"], counted["without"])
