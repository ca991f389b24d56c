from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
BUTTON = "Ask the team to assess this again"


def letters(session: Any) -> set[str]:
    return {letter.recipient for letter in session.scalars(select(Outgoing)).all()}


def test_a_resident_asks_once_and_the_team_and_the_curators_hear_of_it(
    session: Any, as_: SignIn
) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    activity = make.activity(owner=owner, status=Status.PUBLISHED)
    make.rating(activity)
    at, slug = f"/stories/{activity.slug}/ratings", activity.slug
    told = {owner.email, curator.email}
    resident, lay = as_(Role.RESIDENT), as_(Role.LAY_MEMBER)

    assert BUTTON in resident.get(at).text
    assert resident.send(f"/activities/{slug}/assess/ask").location == at
    assert BUTTON not in resident.get(at).text
    assert told <= letters(session)
    written = len(session.scalars(select(Outgoing)).all())
    lay.send(f"/activities/{slug}/assess/ask")
    assert len(session.scalars(select(Outgoing)).all()) == written
    team = as_(session.merge(owner))
    for page in (f"/activities/{slug}", "/my-work"):
        assert "Residents ask you to assess this now." in team.get(page).text


def test_only_residents_and_lay_members_are_offered_the_button(
    session: Any, as_: SignIn, client: StrictClient
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity)
    at, slug = f"/stories/{activity.slug}/ratings", activity.slug

    for browser in (client, as_(Role.TEAM_MEMBER), as_(Role.CURATOR)):
        assert BUTTON not in browser.get(at).text
        assert browser.send(f"/activities/{slug}/assess/ask").status_code in {302, 303, 403}
    assert letters(session) == set()
