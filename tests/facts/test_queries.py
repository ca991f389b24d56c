"""Each fact is about the entry that is asked about, and about no other."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from coprod.costs.words import Category, Source, Timing
from coprod.db import session as database
from coprod.facts.queries import COLUMNS
from coprod.kit.answers import CoStage
from coprod.kit.dates import PartialDate
from coprod.money.rules import Amount
from coprod.money.words import Unit
from coprod.register.models import Activity
from coprod.register.words import Status
from tests import make
from tests.costs import make as costs

OUTER = re.compile(r"(?:FROM|,|JOIN) activity(?= WHERE| ON|,|\)|$)")


@pytest.mark.parametrize("name", COLUMNS)
def test_a_fact_is_tied_to_the_entry_that_is_asked_about(name: str) -> None:
    """A part that reads the table of entries anew would be true of all as soon as it is of one."""
    asked = " ".join(str(select(Activity.id).where(COLUMNS[name]())).split())

    assert len(OUTER.findall(asked)) == 1, asked


def test_what_one_entry_takes_says_nothing_of_another(session: Any) -> None:
    told, _silent = (make.activity(status=Status.PUBLISHED) for _ in range(2))
    lines = [
        costs.line(n, stage=stage, timing=Timing.ACTUAL, source=Source.CORE_BUDGET)
        for n, stage in enumerate(CoStage, 1)
    ]
    time = costs.line(
        5,
        category=Category.PROTECTED_TIME,
        amount=Amount(Unit.MONTHLY, 400),
        since=PartialDate(2026),
    )
    costs.costs(told, *lines, time)

    for name in ("set_aside", "costs", "four_parts_paid", "time_protected", "in_core_budget"):
        found = database.scalars(select(Activity.id).where(COLUMNS[name]())).all()
        assert found == [told.id], name
