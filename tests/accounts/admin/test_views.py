from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.admin import queries
from coprod.accounts.users.models import Link, MailDomain, Person
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.accounts.profile.test_views import with_second_step
from tests.accounts.users.test_views import is_in, newest_link

As = Callable[[Person | Role], FlaskClient]


def give(client: Any, person: Person, role: Role, organisation: int = 0) -> int:
    sent = {"role": role.value, "organisation": str(organisation)}
    return int(client.send(f"/people/{person.id}/role", sent).status_code)


def test_curators_see_who_has_an_account(as_: As) -> None:
    make.person(name="Resident, Bow", role=Role.RESIDENT)
    make.person(name="", email=None, role=Role.RESIDENT, closed_at=make.person().created_at)
    curator = as_(Role.CURATOR)

    assert "Resident, Bow" in curator.get("/people").text
    assert "Resident, Bow" in curator.get("/people?role=resident").text
    assert "Resident, Bow" not in curator.get("/people?role=curator").text
    assert curator.get("/people?role=nonsense&page=99999999999").status_code == 200


def test_the_list_of_people_asks_the_database_little(as_: As, queries: list[str]) -> None:
    for _each in range(5):
        make.person(organisation_id=make.term(ListKind.ORGANISATION).id)
    curator = as_(Role.CURATOR)
    queries.clear()
    curator.get("/people")

    assert len(queries) <= 4


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_others_do_not_see_who_has_an_account(as_: As, role: Role) -> None:
    person = make.person()
    client: Any = as_(role)

    assert client.get("/people").status_code == 403
    assert client.get(f"/people/{person.id}").status_code == 403
    assert give(client, person, Role.RESIDENT) == 403


def test_a_curator_gives_another_role(as_: As, session: Any) -> None:
    person = make.person(role=Role.RESIDENT)
    home = make.term(ListKind.ORGANISATION)
    curator = as_(Role.CURATOR)

    assert give(curator, person, Role.TEAM_MEMBER) == 422
    assert give(curator, person, Role.TEAM_MEMBER, home.id) == 303
    changed = session.get(Person, person.id)
    assert (changed.role, changed.organisation_id) == (Role.TEAM_MEMBER, home.id)
    note = session.scalars(select(Event).where(Event.verb == "changed role")).one()
    assert note.details == {"before": "resident", "after": "team_member"}


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_a_curator_makes_nobody_a_curator(as_: As, session: Any, role: Role) -> None:
    person = make.person(role=Role.RESIDENT)

    assert give(as_(Role.CURATOR), person, role) == 422
    assert session.get(Person, person.id).role is Role.RESIDENT


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_nobody_changes_their_own_role(as_: As, session: Any, role: Role) -> None:
    person = make.person(role=role)
    client: Any = as_(person)

    for other in (Role.ADMINISTRATOR, Role.RESIDENT, Role.CURATOR):
        assert give(client, person, other) == 403
    assert client.send(f"/people/{person.id}/suspend", {"reason": "x"}).status_code == 403
    assert session.get(Person, person.id).role is role


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_a_curator_does_not_touch_curators_and_administrators(
    as_: As, session: Any, role: Role
) -> None:
    person = make.person(role=role)
    client: Any = as_(Role.CURATOR)

    assert give(client, person, Role.RESIDENT) == 403
    assert client.send(f"/people/{person.id}/suspend", {"reason": "x"}).status_code == 403
    assert session.get(Person, person.id).active


def test_an_administrator_gives_every_role(as_: As, session: Any) -> None:
    person = make.person(role=Role.RESIDENT)
    client = as_(Role.ADMINISTRATOR)

    for role in (Role.CURATOR, Role.ADMINISTRATOR, Role.LAY_MEMBER):
        assert give(client, person, role) == 303
        assert session.get(Person, person.id).role is role


def test_a_role_that_nobody_has_is_refused(as_: As) -> None:
    client: Any = as_(Role.ADMINISTRATOR)
    path = f"/people/{make.person().id}/role"

    for sent in ({"role": "visitor", "organisation": "0"}, {"role": "root"}, {}):
        assert client.send(path, sent).status_code == 422
    assert client.send(path, {"role": "resident", "organisation": "9" * 400}).status_code == 422


def test_somebody_suspended_is_out_at_once_and_may_come_back(as_: As, session: Any) -> None:
    person = make.person(role=Role.RESIDENT)
    theirs, curator = as_(person), as_(Role.CURATOR)
    send: Any = curator

    assert send.send(f"/people/{person.id}/suspend", {"reason": ""}).status_code == 422
    assert send.send(f"/people/{person.id}/suspend", {"reason": "Spam"}).status_code == 303
    assert not is_in(theirs)
    assert "Spam" in curator.get(f"/people/{person.id}").text
    send.send(f"/people/{person.id}/reinstate")
    assert is_in(as_(session.get(Person, person.id)))
    assert not is_in(theirs)


def test_an_administrator_takes_a_lost_second_step_away(as_: As, session: Any) -> None:
    person = with_second_step()
    curator: Any = as_(Role.CURATOR)
    administrator: Any = as_(Role.ADMINISTRATOR)

    assert curator.send(f"/people/{person.id}/second-factor").status_code == 403
    assert administrator.send(f"/people/{person.id}/second-factor").status_code == 303
    assert not session.get(Person, person.id).has_second_factor


def test_an_invitation_can_be_taken_back(as_: As, client: Any, session: Any) -> None:
    curator: Any = as_(Role.CURATOR)
    sent = {"email": "new@example.org", "role": "resident", "organisation": "0"}
    curator.send("/people/invite", sent)
    path = newest_link(session)
    assert "new@example.org" in curator.get("/people").text

    link = session.scalars(select(Link)).one()
    curator.send(f"/people/invitations/{link.id}/take-back")
    assert client.get(path).status_code == 404


def test_an_invitation_is_listed_until_it_runs_out(as_: As, session: Any) -> None:
    with time_machine.travel(clock.now(), tick=False) as now:
        sent = {"email": "new@example.org", "role": "resident", "organisation": "0"}
        sender: Any = as_(Role.CURATOR)
        sender.send("/people/invite", sent)
        ends = session.scalars(select(Link)).one().expires_at
        curator = make.curator()
        now.move_to(ends - timedelta(seconds=1))
        assert len(queries.list_invitations(curator)) == 1
        now.move_to(ends)
        assert queries.list_invitations(curator) == []


def test_an_invitation_to_a_known_address_gets_the_same_answer(as_: As, session: Any) -> None:
    make.person(email="known@example.org")
    curator: Any = as_(Role.CURATOR)

    answers = [
        curator.send("/people/invite", {"email": email, "role": "resident", "organisation": "0"})
        for email in ("known@example.org", "new@example.org")
    ]
    assert [(a.status_code, a.location) for a in answers] == [(303, "/people")] * 2


@pytest.mark.parametrize("role", ["curator", "administrator", "visitor", ""])
def test_a_curator_invites_nobody_above_a_team_member(as_: As, session: Any, role: str) -> None:
    curator: Any = as_(Role.CURATOR)
    sent = {"email": "new@example.org", "role": role, "organisation": "0"}

    assert curator.send("/people/invite", sent).status_code == 422
    assert session.scalars(select(Link)).all() == []


def test_a_curator_allows_a_domain_and_takes_it_back(as_: As, session: Any) -> None:
    home = make.term(ListKind.ORGANISATION, label="Bow Forum")
    curator: Any = as_(Role.CURATOR)
    sent = {"domain": "@Team.Example.org", "organisation": str(home.id)}

    assert curator.send("/people/domains", sent).status_code == 303
    assert curator.send("/people/domains", sent).status_code == 422
    assert curator.send("/people/domains", {**sent, "domain": "x"}).status_code == 422
    assert "team.example.org" in curator.get("/people/domains").text
    kept = session.scalars(select(MailDomain)).one()
    assert curator.send(f"/people/domains/{kept.id}/remove").status_code == 303
    assert session.scalars(select(MailDomain)).all() == []


def test_every_page_about_people_is_drawn(as_: As) -> None:
    person = make.person(name="<b>Resident</b>", role=Role.RESIDENT)
    client = as_(Role.ADMINISTRATOR)

    for path in ("", "/invite", "/domains", f"/{person.id}", f"/{person.id}/suspend"):
        page = client.get(f"/people{path}")
        assert page.status_code == 200
        assert "<b>Resident" not in page.text
    assert client.get("/people/999999").status_code == 404


def test_a_new_invitation_replaces_the_older_one(as_: As, client: Any, session: Any) -> None:
    curator: Any = as_(Role.CURATOR)
    sent = {"email": "new@example.org", "role": "resident", "organisation": "0"}
    curator.send("/people/invite", sent)
    older = newest_link(session)
    curator.send("/people/invite", {**sent, "role": "lay_member"})

    assert client.get(older).status_code == 404
    assert client.get(newest_link(session)).status_code == 200
