"""A cost line is asked, saved, changed and removed like any other row of an entry."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.core.database import session as db
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.actor import Role
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import queries as register
from coprod.register.activities.enums import Status
from coprod.register.sections import queries
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import CostCategory, CostTiming, FundingDecider, FundingSource
from coprod.register.sections.rules import CostLine, Costs, PaymentCounts, Resourcing
from tests import make
from tests.register.sections.make import costs, line, pounds

As = Callable[[Any], Any]
ADD = "/activities/falls-group/costs/add"


def told(session: Any, kind: type[Any]) -> Any:
    session.expunge_all()
    curator = make.person(role=Role.CURATOR).actor
    return queries.read_part(register.get_activity(curator, "falls-group"), kind)


def test_three_questions_are_asked_and_the_rest_is_folded(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner)

    page = as_(owner).get(ADD).text

    before, detail = page.split("Add detail", 1)
    assert 0 < before.index('name="category"') < before.index('name="amount"')
    assert before.index('name="amount"') < before.index('name="timing"')
    assert 'name="unit"' not in before
    assert all(f'name="{name}"' in detail for name in ("unit", "source", "note", "offered"))
    assert "<details" in before
    assert "open>" not in before.rsplit("<details", 1)[1]


def test_a_mistake_opens_the_detail_that_it_may_be_in(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner)
    sent = {"category": "protected_time", "timing": "planned", "amount": "4"}

    answer = as_(owner).send(ADD, sent)

    assert answer.status_code == 422
    assert "open>" in answer.text.split("Add detail", 1)[0].rsplit("<details", 1)[1]


def test_everything_about_a_cost_is_kept(session: Any, as_: As) -> None:
    owner, partner = make.person(), make.term(ListKind.ORGANISATION)
    make.activity(owner=owner)
    data = {
        "category": "staff_time",
        "timing": "planned",
        "amount": "1,234.50",
        "unit": "hours",
        "since-year": "2026",
        "until-month": "3",
        "until-year": "2027",
        "after": "It stops",
        "source": "core_budget",
        "given_by": partner.id,
        "stage": "co_delivery",
        "reached_vcs": "no",
        "recurring": "yes",
        "note": "A band 6",
    }
    assert as_(owner).get(ADD).status_code == 200
    assert as_(owner).send(ADD, data).status_code == 303
    assert told(session, Costs).rows == (
        CostLine(
            1,
            CostCategory.STAFF_TIME,
            CostTiming.PLANNED,
            Amount(AmountUnit.HOURS, 123450),
            PartialDate(2026),
            PartialDate(2027, 3),
            FundingSource.CORE_BUDGET,
            partner.id,
            CycleStage.CO_DELIVERY,
            YesNoUnknown.NO,
            YesNoUnknown.YES,
            "It stops",
            None,
            "A band 6",
        ),
    )
    assert "1,234.5 hours" in as_(owner).get("/activities/falls-group").text


def test_an_amount_alone_is_in_the_usual_unit_of_its_heading(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner)
    for category in ("venue", "volunteer_time"):
        as_(owner).send(ADD, {"category": category, "timing": "actual", "amount": "£12.50"})
    units = [row.amount.unit for row in told(session, Costs).rows]
    assert units == [AmountUnit.POUNDS, AmountUnit.HOURS]


def test_counts_of_people_who_were_paid_are_kept(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner)
    data = {"category": "involvement_payment", "timing": "actual", "amount": "400"}
    as_(owner).send(ADD, {**data, "offered": "1,020", "accepted": "18"})
    assert told(session, Costs).rows[0].paid == PaymentCounts(1020, 18, None)
    assert "1020" in as_(owner).get("/activities/falls-group/costs/1").text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose what it is for"),
        ({"category": "venue"}, "planned or actual"),
        ({"category": "venue", "timing": "actual", "amount": "<script>"}, "in numbers"),
        ({"category": "venue", "timing": "actual", "amount": "-1"}, "in numbers"),
        ({"category": "venue", "timing": "actual", "unit": "hours", "amount": "1"}, "This heading"),
        ({"category": "venue", "timing": "actual", "given_by": "999"}, "Choose from the list"),
        ({"category": "nonsense", "timing": "actual"}, "Choose from the list"),
        ({"category": "venue", "timing": "actual", "offered": "many"}, "how many in numbers"),
    ],
)
def test_a_mistake_is_explained(session: Any, as_: As, data: dict[str, str], said: str) -> None:
    owner = make.person()
    make.activity(owner=owner)
    answer = as_(owner).send(ADD, data)
    assert answer.status_code == 422
    assert said in answer.text
    assert told(session, Costs) == Costs()


def test_two_who_change_one_line_both_see_both(session: Any, as_: As) -> None:
    owner = make.person()
    entry = costs(make.activity(owner=owner), line())
    seen = compute_fingerprint((queries.read_part(entry, Costs).rows[0],))
    data = {"category": "venue", "timing": "actual", "seen": seen}
    here = "/activities/falls-group/costs/1"
    assert as_(owner).send(here, {**data, "amount": "1"}).status_code == 303
    late = as_(owner).send(here, {**data, "amount": "2"})
    assert late.status_code == 409
    assert "£1" in late.text


def test_a_line_is_taken_away(session: Any, as_: As) -> None:
    owner = make.person()
    entry = costs(make.activity(owner=owner), line(), line(2, amount=pounds(7)))
    seen = compute_fingerprint((queries.read_part(entry, Costs).rows[0],))
    assert as_(owner).send("/activities/falls-group/costs/1/remove", {"seen": seen}).location
    assert [row.number for row in told(session, Costs).rows] == [2]


def test_a_public_entry_changes_only_when_a_curator_agrees(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.PUBLISHED)
    as_(owner).send(ADD, {"category": "venue", "timing": "actual", "amount": "120"})
    assert told(session, Costs) == Costs()
    assert "£120" not in as_(Role.RESIDENT).get("/stories/falls-group/effect").text
    assert "£120" in as_(Role.CURATOR).get("/activities/falls-group/changes").text


def test_no_money_is_told_with_its_reason(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner)
    here = "/activities/falls-group/resourcing"
    assert as_(owner).send(here, {"unresourced": "y"}).status_code == 422
    seen = compute_fingerprint((Resourcing(),))
    sent = {"unresourced": "y", "why": "The grant ended", "seen": seen}
    assert as_(owner).send(here, sent).status_code == 303
    assert told(session, Resourcing) == Resourcing(unresourced=True, why="The grant ended")


def test_who_decides_how_the_money_is_used_is_told_with_who_shares(session: Any, as_: As) -> None:
    owner = make.person()
    make.activity(owner=owner)
    here = "/activities/falls-group/resourcing"
    seen = compute_fingerprint((Resourcing(),))
    sent = {"deciding": "together", "deciding_link": "javascript:alert(1)", "seen": seen}

    refused = as_(owner).send(here, sent)
    assert refused.status_code == 422
    assert "Say which residents share in it" in refused.text
    assert "javascript:alert(1)" in refused.text
    sent["deciding_who"] = "Six residents and the head of care"
    assert "Enter a whole address" in as_(owner).send(here, sent).text
    sent["deciding_link"] = "https://example.org/rules"
    assert as_(owner).send(here, sent).status_code == 303
    assert told(session, Resourcing).is_shared


def test_readers_see_who_decides_and_that_it_is_claimed(session: Any, as_: As) -> None:
    part = Resourcing(
        deciding=FundingDecider.TOGETHER, deciding_who="Six residents and the head of care"
    )
    public = make.activity(status=Status.PUBLISHED)
    write_parts(public, (part,))
    db.commit()
    shown = as_(Role.RESIDENT).get(f"/stories/{public.slug}/effect").text
    assert "Residents and staff decide together" in shown
    assert "Six residents and the head of care" in shown
    assert "Claimed" in shown
    assert "Evidence given" not in shown


def test_being_asked_is_no_share_in_the_decision() -> None:
    assert not Resourcing(deciding=FundingDecider.AFTER_ASKING).is_shared
    assert not Resourcing(deciding=FundingDecider.STAFF).is_shared
    assert Resourcing(deciding=FundingDecider.RESIDENTS).is_shared
