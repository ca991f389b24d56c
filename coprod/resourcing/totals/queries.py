"""What activities say about money and time, added up, and who gave what."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, select
from sqlalchemy.orm import aliased

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.actor import VISITOR, Actor
from coprod.reference.lists.models import Term
from coprod.register.activities import policies
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.models import ActivityCost, ActivityDetail
from coprod.register.sections.queries import read_cost
from coprod.register.sections.rules import CostLine, PaymentCounts

A_PAGE = 50
THEN, NOW = aliased(Term), aliased(Term)
ANSWERED = (ActivityCost.accepted, ActivityCost.declined)


@dataclass(frozen=True)
class PartnerLine:
    """One line of a published activity, with the partner who gave it under today's name."""

    slug: str
    title: str
    line: CostLine
    partner_id: int | None
    partner: str


def list_partner_lines(actor: Actor, partner_id: int | None, page: int = 1) -> list[PartnerLine]:
    """Return a page of the lines of published activities that one partner gave.

    None for a partner asks for the lines that do not say who gave it.
    """
    statement = (
        select_lines(actor, Activity.slug, Activity.title, ActivityCost, NOW.id, NOW.label)
        .where(NOW.id == partner_id)
        .order_by(Activity.title, Activity.id, ActivityCost.number)
    )
    rows = session.execute(statement.limit(A_PAGE).offset((page - 1) * A_PAGE))
    return [
        PartnerLine(slug, title, read_cost(cost), key, label or "")
        for slug, title, cost, key, label in rows
    ]


def select_lines(actor: Actor, *columns: Any) -> Select[Any]:
    """Select something of each line of the published activities, with who gave it."""
    return (
        select(*columns)
        .select_from(Activity)
        .join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .join(ActivityCost, ActivityCost.detail_id == ActivityDetail.id)
        .outerjoin(THEN, THEN.id == ActivityCost.given_by_id)
        .outerjoin(NOW, NOW.id == THEN.in_use_id)
        .where(policies.visible_to(actor), policies.is_public_activity())
    )


@dataclass(frozen=True)
class PartnerSum:
    """Lines that one partner gave of one kind, added up as one line, and how many they are."""

    partner_id: int | None
    line: CostLine
    number: int


@content_version.cached
def list_partner_sums() -> list[PartnerSum]:
    """Return the lines of all published activities, summed by partner and by all that readers see.

    What keeps an amount back, so few people paid, is among what makes lines alike: what readers may
    not see is never added to what they may.
    """
    paid = ActivityCost.category == CostCategory.INVOLVEMENT_PAYMENT
    people = [case((paid, c)) for c in (ActivityCost.offered, *ANSWERED)]
    has_amount = and_(ActivityCost.unit.is_not(None), ActivityCost.hundredths.is_not(None))
    unit = case((has_amount, ActivityCost.unit))
    alike = (NOW.id, ActivityCost.category, ActivityCost.timing, unit, *people)
    numbers = (func.sum(ActivityCost.hundredths), func.count())
    return [
        PartnerSum(
            key, build_summed_line(category, timing, unit, amount, PaymentCounts(*told)), number
        )
        for key, category, timing, unit, *told, amount, number in session.execute(
            select_lines(VISITOR, *alike, *numbers).group_by(*alike)
        )
    ]


def build_summed_line(
    category: CostCategory,
    timing: CostTiming,
    unit: AmountUnit | None,
    hundredths: Any,
    paid: PaymentCounts,
) -> CostLine:
    amount = Amount(AmountUnit(unit), int(hundredths)) if unit is not None else None
    shown_paid = paid if paid != PaymentCounts() else None
    return CostLine(category=category, timing=timing, amount=amount, paid=shown_paid)


@dataclass(frozen=True)
class Giver:
    """A partner who gave something, under today's name, and to how many published activities."""

    key: int | None
    name: str
    entries: int


@content_version.cached
def list_givers() -> list[Giver]:
    """Return who gave something. Without a key: the lines that nobody said who gave."""
    how_many = func.count(func.distinct(Activity.id))
    statement = select_lines(VISITOR, NOW.id, NOW.label, how_many).group_by(NOW.id, NOW.label)
    return [Giver(key, name or "", entries) for key, name, entries in session.execute(statement)]


@dataclass(frozen=True)
class SilenceCounts:
    """How many published activities there are, and how many say nothing about money or time."""

    entries: int
    say_nothing: int
    without: int


def has_lines() -> ColumnElement[bool]:
    return select(ActivityCost.id).where(ActivityCost.detail_id == ActivityDetail.id).exists()


@dataclass(frozen=True)
class UnresourcedEntry:
    """A published activity that says nothing about money and time, or why there is none."""

    slug: str
    title: str
    why: str


def list_unresourced(actor: Actor, page: int) -> list[UnresourcedEntry]:
    """Return a page of the activities whose teams say that there is no money and no time."""
    return list_entries(actor, ActivityDetail.unresourced.is_(True), page)


def list_silent(actor: Actor, page: int) -> list[UnresourcedEntry]:
    """Return a page of the activities that say nothing about money or time."""
    says_none = func.coalesce(ActivityDetail.unresourced, false())
    return list_entries(actor, and_(~says_none, ~has_lines()), page)


def list_entries(actor: Actor, condition: ColumnElement[bool], page: int) -> list[UnresourcedEntry]:
    statement = (
        select(Activity.slug, Activity.title, ActivityDetail.unresourced_why)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(policies.visible_to(actor), policies.is_public_activity(), condition)
        .order_by(Activity.title, Activity.id)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
    )
    return [
        UnresourcedEntry(slug, title, why or "") for slug, title, why in session.execute(statement)
    ]


@content_version.cached
def count_silence() -> SilenceCounts:
    """Count what every reader may count: published activities."""
    says = has_lines()
    statement = (
        select(ActivityDetail.unresourced, says, func.count(Activity.id))
        .select_from(Activity)
        .outerjoin(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(and_(policies.visible_to(VISITOR), policies.is_public_activity()))
        .group_by(ActivityDetail.unresourced, says)
    )
    counted: Counter[str] = Counter()
    for unresourced, has_told, number in session.execute(statement):
        counted["entries"] += number
        counted["without"] += number if unresourced else 0
        counted["silent"] += 0 if unresourced or has_told else number
    return SilenceCounts(counted["entries"], counted["silent"], counted["without"])
