"""From sessions, people and a rate card to a planned budget. Each line says how it was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import (
    HUNDRED,
    MAX_AMOUNT,
    Amount,
    format_decimal,
    format_pounds,
    multiply_rate,
)
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import CostLine
from coprod.resourcing.rate_card.enums import STAFF, VOLUNTEERS, Per

LONGEST_NAME = 200
LONGEST_SOURCE = 1000
MOST_OF = {
    "sessions": 1000,
    "hours": 24 * HUNDRED,
    "people": 10_000,
    "staff": 1000,
    "preparation": 100 * HUNDRED,
    "volunteers": 1000,
}


@dataclass(frozen=True)
class RateDetails:
    """A rate as a curator tells it: how much, since when, and who says so."""

    name: str
    category: CostCategory | None
    per: Per | None
    pence: int | None
    since: PartialDate | None
    source: str
    until: PartialDate | None = None
    is_confirmed: bool = False


@dataclass(frozen=True)
class Rate:
    """A rate that is in use."""

    id: int
    name: str
    category: CostCategory
    per: Per
    pence: int
    is_confirmed: bool = False


@dataclass(frozen=True)
class Plan:
    """What somebody has in mind. ``hours`` and ``preparation`` are hundredths for each session.

    ``uses``: by the key of a rate, how many are needed at each session, such as two interpreters;
    of what is paid for once, how many for all sessions together.
    """

    sessions: int
    hours: int
    people: int
    staff: int = 0
    preparation: int = 0
    volunteers: int = 0
    uses: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class BudgetLine:
    category: CostCategory
    name: Message
    amount: Amount
    how: Message


def check_rate(details: RateDetails) -> None:
    needed: dict[str, tuple[object, Message]] = {
        "name": (details.name, N_("Give it a name")),
        "category": (details.category, N_("Choose the heading that it belongs to")),
        "per": (details.per, N_("Say what it is for one of")),
        "pence": (details.pence is not None, N_("Enter how much it is, such as 12.50")),
        "since": (details.since, N_("Enter from when it holds. A year will do")),
        "source": (details.source, N_("Say where it comes from")),
    }
    for name, (value, message) in needed.items():
        if not value:
            raise RuleBrokenError(message, field=name)
    for name, most in {"name": LONGEST_NAME, "source": LONGEST_SOURCE}.items():
        require_short(getattr(details, name), most, field=name)
    if details.since and details.until and details.until.latest < details.since.earliest:
        raise RuleBrokenError(N_("The end is before the start"), field="until")


def check_plan(plan: Plan) -> None:
    for name, most in MOST_OF.items():
        if not 0 <= getattr(plan, name) <= most:
            raise RuleBrokenError(N_("That is too many"), field=name)
    if not plan.sessions or not plan.hours:
        message = N_("Enter how many sessions, and how long each is")
        raise RuleBrokenError(message, field="hours" if plan.sessions else "sessions")


def get_quantity(plan: Plan, per: Per) -> int:
    """Return how many of a rate a plan needs, in hundredths."""
    hours, sessions = plan.sessions * plan.hours, plan.sessions * HUNDRED
    return {
        Per.PERSON_HOUR: hours * plan.people,
        Per.PERSON_SESSION: sessions * plan.people,
        Per.SESSION: sessions,
        Per.HOUR: hours,
        Per.DAY: sessions,
        Per.ONCE: HUNDRED,
    }[per]


def build_budget(plan: Plan, rates: Sequence[Rate]) -> list[BudgetLine]:
    """Return a planned budget. Time stays time: no rate turns it into money."""
    check_plan(plan)
    return [*list_money_lines(plan, rates), *list_time_lines(plan)]


def list_money_lines(plan: Plan, rates: Sequence[Rate]) -> Iterator[BudgetLine]:
    for rate in rates:
        needed = get_quantity(plan, rate.per) * plan.uses.get(rate.id, 0)
        if not needed:
            continue
        pence = multiply_rate(rate.pence, needed)
        if pence > MAX_AMOUNT:
            raise RuleBrokenError(N_("The budget is too large"))
        how = explain_quantity(rate, plan.uses[rate.id], needed)
        yield BudgetLine(rate.category, Message(rate.name), Amount(AmountUnit.POUNDS, pence), how)


def explain_quantity(rate: Rate, uses: int, needed: int) -> Message:
    """Return in words how often a rate is taken, for one session or for all of them."""
    parts = {"uses": uses, "number": format_decimal(needed)}
    money = {"rate": format_pounds(rate.pence), "per": rate.per.label}
    if rate.per is Per.ONCE:
        message = N_("%(uses)s for all sessions together. %(number)s times %(rate)s (%(per)s)")
    else:
        message = N_("%(uses)s at each session. %(number)s times %(rate)s (%(per)s)")
    return replace(message, parts={**parts, **money})


def list_time_lines(plan: Plan) -> Iterator[BudgetLine]:
    staff = plan.sessions * (plan.hours + plan.preparation) * plan.staff
    volunteers = plan.sessions * plan.hours * plan.volunteers
    if staff:
        how = N_("%(staff)s staff at each session, with time to prepare", staff=plan.staff)
        yield BudgetLine(CostCategory.STAFF_TIME, STAFF, Amount(AmountUnit.HOURS, staff), how)
    if volunteers:
        how = N_("%(number)s volunteers at each session", number=plan.volunteers)
        yield BudgetLine(
            CostCategory.VOLUNTEER_TIME, VOLUNTEERS, Amount(AmountUnit.HOURS, volunteers), how
        )


def sum_money(lines: Sequence[BudgetLine]) -> Amount:
    """Return the money of a budget: time is never part of it."""
    pence = [each.amount.hundredths for each in lines if each.amount.unit is AmountUnit.POUNDS]
    return Amount(AmountUnit.POUNDS, sum(pence))


def build_cost_lines(lines: Sequence[BudgetLine]) -> list[CostLine]:
    """Return a budget as planned lines of an activity."""
    return [
        CostLine(
            category=each.category,
            timing=CostTiming.PLANNED,
            amount=each.amount,
            note=f"{each.name.text}: {each.how.plain}",
        )
        for each in lines
    ]
