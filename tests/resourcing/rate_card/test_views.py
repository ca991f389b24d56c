from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.core.config import HOME
from coprod.core.database import session as kept
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.enums import Status
from coprod.register.activities.queries import get_activity as entry
from coprod.register.sections import queries
from coprod.register.sections.enums import CostTiming
from coprod.register.sections.rules import Costs
from coprod.resourcing.rate_card import schemas
from coprod.resourcing.rate_card.actions import load_rates
from coprod.resourcing.rate_card.enums import Per
from coprod.resourcing.rate_card.models import StoredRate
from tests import make
from tests.resourcing.rate_card.make import rate

As = Callable[[Any], Any]
PLAN = {"sessions": "4", "hours": "2.5", "people": "12", "staff": "2"}
RATE = {
    "name": "A room",
    "category": "venue",
    "per": "session",
    "pence": "60",
    "since-year": "2026",
    "source": "Price list",
}


def test_a_rate_is_an_example_until_a_curator_says_it_was_agreed(as_: As, client: Any) -> None:
    curator = as_(Role.CURATOR)
    assert curator.send("/rate-card/add", RATE).status_code == 303
    text = client.get("/rate-card").text
    assert all(each in text for each in ("A room", "£60", "Price list", ">Example<"))
    address = f"/rate-card/{newest()}/change"
    sent = {**RATE, "is_confirmed": "y", "version": "1"}
    assert curator.send(address, sent).status_code == 303
    assert ">Example<" not in client.get("/rate-card").text
    assert curator.send(address, sent).status_code == 409


def newest() -> int:
    """The keys of a table go on where another test left them, on PostgreSQL."""
    return kept.scalars(select(StoredRate.id).order_by(StoredRate.id.desc())).one()


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER])
def test_only_curators_keep_the_rate_card(as_: As, client: Any, role: Role) -> None:
    kept = rate()
    browser = client if role is Role.VISITOR else as_(role)
    for address in ("/rate-card/add", f"/rate-card/{kept.id}/change"):
        assert browser.get(address).status_code in {302, 303, 403}
        assert browser.send(address, RATE).status_code in {302, 303, 403}


def test_a_mistake_in_a_rate_is_explained(session: Any, as_: As) -> None:
    answer = as_(Role.CURATOR).send("/rate-card/add", {**RATE, "pence": "cheap"})
    assert answer.status_code == 422
    assert "in numbers" in answer.text


def test_a_plan_is_costed_without_an_account_and_kept_in_its_address(client: FlaskClient) -> None:
    room, old = rate(), rate(name="Old", until=PartialDate(2021))
    assert "Old" not in client.get("/rate-card/cost-it-up").text
    text = client.get("/rate-card/cost-it-up", query_string={**PLAN, f"rate_{room.id}": "1"}).text
    assert "£240" in text
    assert "20 hours" in text
    assert f"rate_{old.id}" not in text


@pytest.mark.parametrize("hours", ["", "x", "1e3", "<b>", "-2", "9" * 40, "25"])
def test_a_plan_that_makes_no_sense_is_explained(client: FlaskClient, hours: str) -> None:
    answer = client.get("/rate-card/cost-it-up", query_string={**PLAN, "hours": hours})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_a_budget_is_copied_into_the_entry_once(session: Any, as_: As) -> None:
    room, owner = rate(), make.person()
    made = make.activity(owner=owner)
    here = f"/rate-card/cost-it-up/{made.slug}"
    plan = {**PLAN, f"rate_{room.id}": "1"}
    assert "£240" in as_(owner).get(here, query_string=plan).text
    sent = {**plan, "seen": compute_fingerprint((Costs(),))}
    assert as_(owner).send(here, sent).status_code == 303
    assert as_(owner).send(here, sent).status_code == 409
    session.expunge_all()
    costs = queries.read_part(entry(owner.actor, made.slug), Costs)
    assert [str(row.amount and row.amount.label) for row in costs.rows] == ["£240", "20 hours"]
    assert {row.timing for row in costs.rows} == {CostTiming.PLANNED}


def test_only_who_writes_an_entry_costs_it_up(session: Any, as_: As) -> None:
    made = make.activity(status=Status.PUBLISHED)
    here = f"/rate-card/cost-it-up/{made.slug}"
    for role in (Role.RESIDENT, Role.TEAM_MEMBER):
        assert as_(role).get(here).status_code == 403
        assert as_(role).send(here, PLAN).status_code == 403


def test_the_example_rates_are_loaded_once_and_none_counts_as_agreed(session: Any) -> None:
    said = schemas.read_rates(HOME / "examples" / "tower-hamlets" / "rates.yaml")
    assert [load_rates(SYSTEM, said), load_rates(SYSTEM, said)] == [len(said), 0]
    assert session.query(StoredRate).filter(StoredRate.is_confirmed).count() == 0


def test_each_box_says_whether_it_is_for_one_session_or_for_all(client: Any) -> None:
    rate(name="Facilitator", per=Per.DAY, pence=450_00)
    rate(name="Easy read", per=Per.ONCE, pence=300_00)

    page = client.get("/rate-card/cost-it-up").text

    assert "How many at each session? A session counts as one day." in page
    assert "How many for all sessions together?" in page
