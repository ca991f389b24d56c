"""Each fact is about the entry that is asked about, and about no other."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from coprod.challenges.queries import FACT_CONDITIONS
from coprod.core.database import session as database
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import CostCategory, CostTiming, FundingSource
from coprod.register.sections.rules import CostLine
from tests import make
from tests.register.sections import make as costs

OUTER = re.compile(r"(?:FROM|,|JOIN) activity(?= WHERE| ON|,|\)|$)")


@pytest.mark.parametrize("name", FACT_CONDITIONS)
def test_a_fact_is_tied_to_the_entry_that_is_asked_about(name: str) -> None:
    """A part that reads the table of entries anew would be true of all as soon as it is of one."""
    asked = " ".join(str(select(Activity.id).where(FACT_CONDITIONS[name]())).split())

    assert len(OUTER.findall(asked)) == 1, asked


def test_what_one_entry_takes_says_nothing_of_another(session: Any) -> None:
    told, _silent = (make.activity(status=Status.PUBLISHED) for _ in range(2))
    lines = [
        costs.line(
            n,
            stage=stage,
            timing=CostTiming.ACTUAL,
            source=FundingSource.CORE_BUDGET,
            recurring=YesNoUnknown.YES,
        )
        for n, stage in enumerate(CycleStage, 1)
    ]
    time = [protected(n, stage) for n, stage in enumerate(CycleStage, 5)]
    costs.costs(told, *lines, *time)

    for name in ("set_aside", "costs", "four_parts_paid", "time_protected", "in_core_budget"):
        found = database.scalars(select(Activity.id).where(FACT_CONDITIONS[name]())).all()
        assert found == [told.id], name


def protected(number: int, stage: CycleStage | None) -> CostLine:
    return costs.line(
        number,
        category=CostCategory.PROTECTED_TIME,
        amount=Amount(AmountUnit.MONTHLY, 400),
        since=PartialDate(2026),
        stage=stage,
    )


def holds(name: str) -> bool:
    return bool(database.scalars(select(Activity.id).where(FACT_CONDITIONS[name]())).all())


def test_a_budget_for_two_parts_covers_payment_access_and_facilitation_too(session: Any) -> None:
    """The criterion names all three: rooms and printing in two parts are not what it asks for."""
    entry = make.activity(status=Status.PUBLISHED)
    planning, delivery = CycleStage.CO_PLANNING, CycleStage.CO_DELIVERY
    lines = [costs.line(1, stage=planning), costs.line(2, stage=delivery)]
    needed = (
        CostCategory.INVOLVEMENT_PAYMENT,
        CostCategory.CHILDCARE,
        CostCategory.INDEPENDENT_FACILITATION,
    )

    for number, category in enumerate(needed, 3):
        costs.costs(entry, *lines)
        assert not holds("two_parts_paid")
        lines.append(costs.line(number, category=category))
    costs.costs(entry, *lines)

    assert holds("two_parts_paid")


def test_protected_time_that_is_of_one_part_does_not_cover_all_four(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)

    for stages in ([None], [CycleStage.CO_PLANNING], list(CycleStage)[:3]):
        costs.costs(entry, *(protected(n, stage) for n, stage in enumerate(stages, 1)))
        assert not holds("time_protected")
    costs.costs(entry, *(protected(n, stage) for n, stage in enumerate(CycleStage, 1)))

    assert holds("time_protected")
