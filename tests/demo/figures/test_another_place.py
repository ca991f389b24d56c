"""Fernbrook is made up: it has other places, and every page of figures speaks of those."""

from typing import Any

import pytest

from coprod.core.values.actor import SYSTEM
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.participants import actions as taking_part
from coprod.participation.participants.enums import EVERYBODY, Trait
from coprod.participation.participants.rules import PopulationCount
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term
from coprod.reference.lists.schemas import read_place
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Placing
from tests import make
from tests.intelligence.feedback.make import insight
from tests.outcomes.i_statements import make as said
from tests.reference.lists.test_actions import SECOND
from tests.resourcing.funding_pots.make import giving, pot


def key_of(listing: ListKind, key: str) -> int:
    found = find_term(listing, key)
    assert found
    return found.id


@pytest.fixture
def fernbrook(session: Any) -> str:
    """Fill the place with figures, and return where its pot is."""
    load_place(SYSTEM, read_place(SECOND))
    living = [
        PopulationCount("moor", Trait.SEX, group, number, "«census»", 2021)
        for group, number in ((EVERYBODY, 1000), ("female", 700), ("male", 300))
    ]
    taking_part.load_populations(SYSTEM, living)
    moor, quay = (key_of(ListKind.LOCALITY, key) for key in ("moor", "quay"))
    entry = make.activity(status=Status.PUBLISHED, placing=Placing((moor,)))
    taking_part.enter_totals(make.owner(entry), entry, Trait.SEX, {"female": 12, "male": 48})
    statement = said.framework()[0]
    said.results(None, CountsRow(statement.id, said.counts(20, 0, 20)), place_id=quay)
    insight(50, 10, 40, locality_id=quay)
    made = pot()
    council = key_of(ListKind.ORGANISATION, "council")
    giving(made, to_id=council, shares={"part": "Flat part"})
    return f"/funding-pots/{made.id}"


def test_figures_of_another_place_need_no_change_of_the_code(client: Any, fernbrook: str) -> None:
    who = client.get("/activities/falls-group/taking-part").text
    feedback = client.get("/what-people-told-us?by=locality&window=last_quarter").text

    assert "70 in 100" in who
    assert "Fewer than live here" in who
    assert "The Quay" in client.get("/outcomes").text
    assert "The Quay" in feedback
    assert "The Moor" in feedback.partition("Where nobody has told us")[2]
    assert "The Moor" in client.get("/what-people-told-us/gaps").text
    assert "Fernbrook District Council" in client.get(fernbrook).text
    assert "Tower Hamlets" not in who + feedback
