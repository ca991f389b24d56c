from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.resourcing.funding_pots import queries
from tests import make
from tests.resourcing.funding_pots.make import giving, pot

As = Callable[[Any], Any]
POT = {
    "name": "Inequalities",
    "pence": "833,000",
    "part": "Flat part: £500,000\nBy a formula: £333,000",
    "lifecourse": "Children: £200,000",
    "vcs_pence": "300000",
    "no_plugging": "y",
    "decided_by": "Partnership board",
}
DECIDED = {
    "pence": "20,000",
    "what": "A lunch club",
    "decided_by": "Head of community care",
    "decided_with": "Residents’ forum",
    "to_name": "Bow lunch club",
    "part": "Flat part",
    "lifecourse": "",
    "to": "0",
    "reaches_vcs": "y",
    "not_plugging": "y",
}


def test_a_pot_is_kept_by_curators_and_read_by_all(as_: As, client: FlaskClient) -> None:
    curator = as_(Role.CURATOR)
    here = curator.send("/funding-pots/add", POT).location
    assert curator.send(f"{here}/give", DECIDED).status_code == 303
    text = client.get(here).text
    said = ("£833,000", "£480,000", "Bow lunch club", "Residents’ forum", "Head of community care")
    assert all(each in text for each in said)
    assert "£813,000" in client.get("/funding-pots").text


def test_an_entry_that_is_not_public_is_not_named(as_: As, client: FlaskClient) -> None:
    draft = make.activity(naming=Naming("Secret plan"))
    public = make.activity(naming=Naming("Public plan"), status=Status.PUBLISHED)
    made = pot()
    for each in (draft, public):
        giving(made, activity_id=each.id, shares={"part": "Flat part"})
    here = f"/funding-pots/{made.id}"
    assert "Public plan" in client.get(here).text
    assert "Secret plan" not in client.get(here).text
    assert "Secret plan" in as_(Role.CURATOR).get(here).text


def test_more_than_there_is_is_refused_also_by_two_at_once(session: Any, as_: As) -> None:
    made = pot()
    first, second = as_(Role.CURATOR), as_(Role.CURATOR)
    here = f"/funding-pots/{made.id}/give"
    assert first.get(here).status_code == second.get(here).status_code == 200
    much = {**DECIDED, "pence": "400,000"}
    assert first.send(here, much).status_code == 303
    late = second.send(here, much)
    assert late.status_code == 422
    assert "£300,000 more than is left of “Flat part”" in late.text
    session.expunge_all()
    assert len(queries.get_pot(made.id).givings) == 1


def test_a_pot_may_not_shrink_below_what_was_given(as_: As) -> None:
    made = pot()
    giving(made, pence=400_000_00, shares={"part": "Flat part"})
    less = {**POT, "part": "Flat part: 300,000\nBy a formula: 533,000", "version": "1"}
    assert as_(Role.CURATOR).send(f"/funding-pots/{made.id}/change", less).status_code == 422


def test_two_who_change_a_pot_do_not_overwrite_each_other(as_: As) -> None:
    here = f"/funding-pots/{pot().id}/change"
    curator = as_(Role.CURATOR)
    assert curator.send(here, {**POT, "version": "1"}).status_code == 303
    assert curator.send(here, {**POT, "version": "1"}).status_code == 409


def test_how_much_arrived_is_said_and_never_guessed(as_: As, client: FlaskClient) -> None:
    made = pot()
    given = giving(made, shares={"part": "Flat part"})
    here, curator = f"/funding-pots/{made.id}", as_(Role.CURATOR)
    assert "Nobody has said yet" in client.get(here).text
    reached = f"{here}/given/{given.id}/reached"
    assert curator.send(reached, {"reached": "1,000.01"}).status_code == 422
    assert curator.send(reached, {"reached": "999.99"}).status_code == 303
    assert "Arrived: £999.99" in client.get(here).text


def test_what_is_taken_back_stays_to_be_read_and_counts_no_more(
    as_: As, client: FlaskClient
) -> None:
    made = pot()
    given = giving(made, shares={"part": "Flat part"})
    back = f"/funding-pots/{made.id}/given/{given.id}/take-back"
    curator = as_(Role.CURATOR)
    assert curator.send(back, {"reason": ""}).status_code == 422
    assert curator.send(back, {"reason": "The club closed"}).status_code == 303
    text = client.get(f"/funding-pots/{made.id}").text
    assert "The club closed" in text
    assert "Left: £833,000" in client.get("/funding-pots").text
    assert curator.get(back).status_code == 404


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_curators_write(as_: As, role: Role) -> None:
    made = pot()
    given = giving(made, shares={"part": "Flat part"})
    here = f"/funding-pots/{made.id}"
    for address in ("/change", "/give", f"/given/{given.id}/reached"):
        assert as_(role).get(here + address).status_code == 403
        assert as_(role).send(here + address, DECIDED).status_code == 403
    assert as_(role).send("/funding-pots/add", POT).status_code == 403


def test_an_entry_that_nobody_knows_is_explained_at_its_box(as_: As) -> None:
    answer = as_(Role.CURATOR).send(
        f"/funding-pots/{pot().id}/give", {**DECIDED, "entry": "No such"}
    )
    assert answer.status_code == 422
    assert "entry-error" in answer.text


def test_what_would_be_refused_is_not_offered(as_: As) -> None:
    """The parts make up the whole pot, so each decision comes out of one of them."""
    curator = as_(Role.CURATOR)
    here = curator.send("/funding-pots/add", POT).location
    page = curator.get(f"{here}/give").text

    part, lifecourse = (page.split(f'name="{name}"')[1].split("</select>")[0] for name in AXES)
    assert "Not given" not in part
    assert "Choose one" in part
    assert "Not given, or none of these" in lifecourse
    answer = curator.send(f"{here}/give", {**DECIDED, "part": ""})
    assert answer.status_code == 422
    assert "Choose which part it comes from" in answer.text


def test_a_pot_without_parts_asks_for_none(as_: As) -> None:
    curator = as_(Role.CURATOR)
    here = curator.send("/funding-pots/add", {**POT, "part": "", "lifecourse": ""}).location

    page = curator.get(f"{here}/give").text

    assert 'name="part"' not in page
    assert 'name="lifecourse"' not in page
    told = {name: words for name, words in DECIDED.items() if name not in AXES}
    assert curator.send(f"{here}/give", told).status_code == 303


AXES = ("part", "lifecourse")
