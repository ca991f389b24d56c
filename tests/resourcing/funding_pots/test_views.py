from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.completeness.enums import Requirement
from coprod.resourcing.funding_pots import actions, queries
from tests import make
from tests.conftest import forget
from tests.register.sections.make import costs, line
from tests.resourcing.funding_pots.make import BOARD_POT, give_and_take_back, giving, pot
from tests.reviews.make import decide

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


def paid_by(activity: Any, **given: Any) -> Any:
    made = pot(**given)
    giving(made, activity_id=activity.id, shares={"part": "Flat part"})
    return made


BOTH = frozenset(Requirement)


def test_a_pot_asks_nothing_unless_it_is_switched_on(as_: As, client: FlaskClient) -> None:
    owner = make.person()
    entry = make.activity(owner=owner)
    made = paid_by(entry)
    assert "asks for" not in as_(owner).get(f"/activities/{entry.slug}").text
    assert "What it asks" not in client.get(f"/funding-pots/{made.id}").text


def test_a_rule_is_switched_on_and_off_again(as_: As, client: FlaskClient) -> None:
    here, curator = f"/funding-pots/{pot().id}", as_(Role.CURATOR)
    on = {**POT, "version": "1", "costed": "y"}
    assert curator.send(f"{here}/change", on).status_code == 303
    text = client.get(here).text
    assert "a costed line" in text
    assert "an assessment" not in text
    assert 'name="costed" type="checkbox" value="y" checked' in curator.get(f"{here}/change").text
    assert curator.send(f"{here}/change", {**POT, "version": "2"}).status_code == 303
    assert "What it asks" not in client.get(here).text


def test_a_rule_keeps_the_day_since_when_it_holds(session: Any) -> None:
    made, today = pot(requirements=frozenset({Requirement.COSTED})), clock.today()
    with time_machine.travel(clock.now() + timedelta(days=400)):
        actions.change_pot(SYSTEM, made, replace(BOARD_POT, requirements=BOTH), seen=1)
    later = today + timedelta(days=400)
    assert made.requirement_days == {Requirement.COSTED: today, Requirement.ASSESSED: later}


def test_a_team_is_told_before_it_sends_with_a_link_to_the_box(as_: As) -> None:
    owner = make.person()
    entry = make.activity(owner=owner)
    paid_by(entry, requirements=BOTH)
    here = f"/activities/{entry.slug}"
    text = as_(owner).get(here).text
    assert "“Health inequalities fund” pays for it and asks for a costed line" in text
    assert f'href="{here}/costs/add#amount"' in text
    assert f'href="{here}/assess"' in text
    forget()
    costs(entry, line())
    make.rating(entry)
    assert "pays for it and asks for" not in as_(owner).get(here).text


def test_an_amount_that_is_not_known_is_not_a_costed_line(as_: As) -> None:
    owner = make.person()
    entry = costs(make.activity(owner=owner), line(amount=None))
    paid_by(entry, requirements=BOTH)
    assert "asks for a costed line" in as_(owner).get(f"/activities/{entry.slug}").text


def test_what_was_taken_back_asks_nothing_more(as_: As) -> None:
    owner = make.person()
    entry = make.activity(owner=owner)
    made = pot(requirements=BOTH)
    give_and_take_back(made, "Why", activity_id=entry.id, shares={"part": "Flat part"})
    assert "asks for" not in as_(owner).get(f"/activities/{entry.slug}").text


def test_whoever_decides_sees_what_the_pot_asks(as_: As) -> None:
    entry = make.activity(status=Status.SUBMITTED)
    paid_by(entry, requirements=BOTH)
    text = as_(Role.CURATOR).get(f"/activities/{entry.slug}/review", follow_redirects=True).text
    assert "asks for an assessment of how shared it was" in text


def test_the_page_of_a_pot_names_public_activities_that_lack_it(
    as_: As, client: FlaskClient
) -> None:
    made = pot(requirements=BOTH)
    names = {"Bare plan": Status.PUBLISHED, "Full plan": Status.PUBLISHED, "Draft": Status.DRAFT}
    for name, status in names.items():
        entry = make.activity(naming=Naming(name), status=status)
        giving(made, activity_id=entry.id, shares={"part": "Flat part"}, what="A club")
        if name == "Full plan":
            costs(entry, line())
            make.rating(entry)
    for browser in (client, as_(Role.CURATOR)):
        text = browser.get(f"/funding-pots/{made.id}").text
        asked = text.partition("What it asks of all that it pays for")[2].partition("<table")[0]
        assert asked.count("1 public activity still has none:") == 2
        assert "Bare plan" in asked
        assert "Full plan" not in asked
        assert "Draft" not in asked


AXES = ("part", "lifecourse")


def test_publication_waits_for_what_the_pot_asks(session: Any) -> None:
    entry = make.activity(status=Status.SUBMITTED)
    paid_by(entry, requirements=frozenset({Requirement.COSTED}))
    with pytest.raises(RuleBrokenError, match="asks for a costed line"):
        decide(make.curator(), entry, "publish")
    costs(entry, line())
    decide(make.curator(), entry, "publish")
    assert entry.status is Status.PUBLISHED


def test_a_curator_publishes_without_it_only_with_a_reason(session: Any) -> None:
    entry = make.activity(status=Status.SUBMITTED)
    paid_by(entry, requirements=BOTH)
    decide(make.curator(), entry, "publish", "«The invoice comes in May»")
    events = list_events(entry, public_only=False)
    assert [event.verb for event in events].count("did not wait") == 1
