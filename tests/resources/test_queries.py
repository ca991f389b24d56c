from typing import Any

from coprod.costs.words import Category, Source, Timing
from coprod.db import session as db
from coprod.kit.actor import VISITOR
from coprod.kit.answers import CoStage, Known
from coprod.kit.dates import PartialDate
from coprod.reference.words import Listing
from coprod.register.words import Status
from coprod.resources import queries as resources
from coprod.resources.queries import Facts, Silence
from tests import make
from tests.costs.make import costs, line, pounds

PROTECTED: dict[str, Any] = {"category": Category.PROTECTED_TIME, "amount": None}


def test_facts_come_from_what_is_said_and_never_from_silence(session: Any) -> None:
    silent = make.activity()
    without = costs(make.activity(), unresourced="The grant ended")
    told = costs(
        make.activity(),
        line(1, timing=Timing.PLANNED, stage=CoStage.CO_PLANNING),
        line(2, amount=None, source=Source.CORE_BUDGET, stage=CoStage.CO_DELIVERY),
        line(3, **PROTECTED, since=PartialDate(2025), until=PartialDate(2026, 3)),
    )
    found = resources.facts([silent.id, without.id, told.id])
    assert found[silent.id] == Facts()
    assert found[without.id] == Facts(says_something=True, unresourced=True)
    assert found[told.id] == Facts(
        says_something=True,
        has_budget=True,
        has_protected_time=True,
        protected_until=PartialDate(2026, 3),
        is_lasting=True,
        stages=frozenset({CoStage.CO_PLANNING, CoStage.CO_DELIVERY}),
    )


def test_money_that_was_spent_and_comes_again_is_a_fact(session: Any) -> None:
    told = costs(make.activity(), line(recurring=Known.YES))
    found = resources.facts([told.id])[told.id]
    assert found.has_actual
    assert found.is_lasting
    assert not found.has_budget


def test_facts_of_many_entries_are_one_query(session: Any, queries: list[str]) -> None:
    ids = [costs(make.activity(), line(), line(2)).id for _ in range(5)]
    db.expunge_all()
    queries.clear()
    assert len(resources.facts(ids)) == 5
    assert len(queries) == 1


def test_only_published_entries_count_and_a_renamed_partner_under_its_name_now(
    session: Any,
) -> None:
    now = make.term(Listing.ORGANISATION, label="Now")
    then = make.term(Listing.ORGANISATION, in_use_id=now.id, replaced_by_id=now.id)
    costs(make.activity(status=Status.PUBLISHED), line(given_by_id=then.id), line(2))
    costs(make.activity(), line(given_by_id=now.id, amount=pounds(999)))
    assert {(each.key, each.name, each.entries) for each in resources.givers()} == {
        (now.id, "Now", 1),
        (None, "", 1),
    }
    found = resources.together()
    assert {(each.partner_id, each.line.amount, each.number) for each in found} == {
        (now.id, pounds(120), 1),
        (None, pounds(120), 1),
    }
    assert [each.line.number for each in resources.given(VISITOR, now.id)] == [1]
    assert [each.line.number for each in resources.given(VISITOR, None)] == [2]


def test_silence_is_counted(session: Any) -> None:
    make.activity(status=Status.PUBLISHED)
    make.activity()
    costs(make.activity(status=Status.PUBLISHED), line())
    costs(make.activity(status=Status.PUBLISHED), unresourced="No")
    make.activity(status=Status.WITHDRAWN)
    assert resources.silence() == Silence(entries=3, say_nothing=1, without=1)
