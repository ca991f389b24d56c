"""Two worlds that differ in one hidden number each: no visitor can tell which of them this is.

Walks all GET routes of the app as a visitor, files and feeds too. A number that may be read is
changed last: that must show, or the walk would prove nothing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask

from coprod.core.database import session as database
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.intelligence.feedback.models import Insight
from coprod.outcomes.i_statements.queries import get_current_set
from coprod.outcomes.results.models import Tally
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import PublishedTotals
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.models import ActivityCost
from coprod.register.sections.rules import PaymentCounts
from tests import make
from tests.assessment.resident_rating.test_attack import Attack, fresh, page
from tests.intelligence.feedback.make import insight
from tests.outcomes.i_statements import make as said
from tests.register.sections.make import costs, line, pounds

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
FELT, OFFERED, ANSWERED, CAME = 30, 20, 40, 36
"""Sums that stay the same: what is hidden moves between two groups."""


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


class World:
    """A public entry with a hidden number on each page about money, people and outcomes."""

    def __init__(self, app: Flask) -> None:
        said.framework()
        self.partner = make.term(ListKind.ORGANISATION).id
        service = make.term(ListKind.SERVICE).id
        entry = make.activity(status=Status.PUBLISHED)
        self.pay(entry, 2)
        statement = get_current_set()
        assert statement
        counts = said.counts(ANSWERED - 2, 0, 2)
        wave = said.results(entry, CountsRow(statement.statements[0].id, counts))
        feedback = insight(FELT, 2, FELT - 2, service_id=service)
        part = PublishedTotals(activity_id=entry.id, trait=Trait.CARER, number=1)
        part.numbers = {"yes": 2, "no": CAME - 2}
        make.keep(part)
        self.ids: dict[Any, int] = {
            PublishedTotals: part.id,
            Insight: feedback.id,
            Tally: self.tally(wave.id),
        }
        self.ids[ActivityCost] = database.query(ActivityCost).filter_by(number=1).one().id
        self.walker = Attack.__new__(Attack)
        self.walker.app, self.walker.slug = app, entry.slug
        self.walker.named = {
            "slug": entry.slug,
            "statement": "say",
            "wave_id": wave.id,
            "insight_id": feedback.id,
            "term_id": self.partner,
            "code": "en",
        }

    def tally(self, wave_id: int) -> int:
        return database.query(Tally).filter_by(wave_id=wave_id).one().id

    def pay(self, entry: Activity, accepted: int) -> None:
        paid = PaymentCounts(OFFERED, accepted, 9)
        given: dict[str, Any] = {"given_by_id": self.partner, "note": f"{accepted} vouchers"}
        line_ = line(
            category=CostCategory.INVOLVEMENT_PAYMENT,
            amount=pounds(25 * accepted),
            paid=paid,
            **given,
        )
        costs(entry, line_, line(2, given_by_id=self.partner))

    def hide(self, small: int) -> None:
        """Let another number be the hidden one, everywhere at once."""
        self.change(ActivityCost, accepted=small, hundredths=2500 * small, note=f"{small} vouchers")
        self.change(PublishedTotals, numbers={"yes": small, "no": CAME - small})
        self.change(Tally, counts={"strongly_agree": ANSWERED - small, "in_between": small})
        felt = {"positive": FELT, "neutral": small, "negative": FELT - small}
        told = {"people": None, "comments": 2 * FELT, "counted_in": "comments", **felt}
        self.change(Insight, **felt, released=[told])

    def change(self, kind: Any, **given: Any) -> None:
        row = database.get_one(kind, self.ids[kind])
        for name, value in given.items():
            setattr(row, name, value)
        database.commit()

    def look(self) -> dict[str, tuple[int, bytes]]:
        quarter = get_last_whole_quarter(NOW.date())
        more = [
            f"/what-people-told-us?by={side}&until={quarter}"
            for side in ("service", "locality", "theme")
        ]
        paths = [*self.walker.addresses(), *more]
        visitor = self.walker.app.test_client()
        return {path: page(fresh(visitor, path))[:2] for path in paths}


@pytest.mark.timeout(300)
def test_no_page_tells_which_small_number_is_hidden(app: Flask, session: Any) -> None:
    world = World(app)
    world.hide(1)
    before = world.look()
    world.hide(4)
    after = world.look()

    assert len(before) > 100
    assert {path for path in before if before[path] != after[path]} == set()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("kind", "given", "where"),
    [
        (PublishedTotals, {"numbers": {"yes": 8, "no": 28}}, "/taking-part"),
        (Tally, {"counts": {"strongly_agree": 20, "in_between": 20}}, "/outcomes"),
        (Insight, {"released": [{"comments": 60, "positive": 20, "neutral": 20, "negative": 20,
                                 "people": None, "counted_in": "comments"}]},
         "/what-people-told-us"),
    ],
)  # fmt: skip
def test_the_walk_sees_a_number_that_may_be_read(
    app: Flask, session: Any, kind: Any, given: Any, where: str
) -> None:
    world = World(app)
    before = world.look()
    world.change(kind, **given)
    after = world.look()

    differing = {path for path in before if before[path] != after[path]}
    assert any(where in path for path in differing)
