"""Cost lines to test with."""

from dataclasses import replace
from typing import Any

from coprod.core.database import session
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import CostCategory, CostTiming, FundingSource
from coprod.register.sections.rules import CostLine, Costs, PaymentCounts, Resourcing


def pounds(whole: int) -> Amount:
    return Amount(AmountUnit.POUNDS, whole * 100)


def hours(whole: int) -> Amount:
    return Amount(AmountUnit.HOURS, whole * 100)


def monthly(whole: int) -> Amount:
    return Amount(AmountUnit.MONTHLY, whole * 100)


def line(number: int = 1, **given: Any) -> CostLine:
    usual = {"category": CostCategory.VENUE, "timing": CostTiming.ACTUAL, "amount": pounds(120)}
    return CostLine(**{"number": number, **usual, **given})


def costs(activity: Activity, *lines: CostLine, unresourced: str = "") -> Activity:
    """Write what an entry takes as if it had been told before it was published."""
    parts = [Costs(lines), Resourcing(bool(unresourced), unresourced)]
    write_parts(activity, tuple(parts))
    session.commit()
    return activity


def full_cost(given_by_id: int, **given: Any) -> CostLine:
    whole = CostLine(
        1,
        CostCategory.INVOLVEMENT_PAYMENT,
        CostTiming.ACTUAL,
        Amount(AmountUnit.POUNDS, 40050),
        since=PartialDate(2026, 1),
        until=PartialDate(2026, 3),
        source=FundingSource.GRANT,
        given_by_id=given_by_id,
        stage=CycleStage.CO_DELIVERY,
        reached_vcs=YesNoUnknown.YES,
        recurring=YesNoUnknown.NO,
        after="The council pays",
        paid=PaymentCounts(30, 22, 8),
        note="Vouchers",
    )
    return replace(whole, **given)
