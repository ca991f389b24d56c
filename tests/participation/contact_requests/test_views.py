"""Somebody writes to a team, and the register knows that they wait, and nothing else of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.participation.contact_requests.enums import ContactState
from coprod.participation.contact_requests.models import ContactRequest
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.reviews.make import send, waiting_ids

As = Callable[..., Any]
WAITING = "/my-work/requests"
LATER = timedelta(days=30)
WORDS = {"words": "«May I come?»", "contact": "07700 900000", "agreed": "y"}


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def write(client: Any, entry: Activity, **given: str) -> None:
    path = f"/have-your-say/of/{entry.slug}/take-part"
    assert client.send(path, {**WORDS, **given}).status_code == 303


def get_request(session: Any) -> ContactRequest:
    request: ContactRequest = session.scalars(select(ContactRequest)).one()
    return request


def sign_in_owner(as_: As, session: Any, entry: Activity) -> Any:
    return as_(session.get(Person, entry.owner_id))


def test_a_team_says_that_it_has_answered(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    write(client, entry)
    owner, request = sign_in_owner(as_, session, entry), get_request(session)
    assert any(WAITING in text for text in session.scalars(select(Outgoing.text)))

    page = owner.get(WAITING).text
    assert entry.title in page
    assert "«May I come?»" not in page
    path = f"{WAITING}/{request.id}/answered"
    assert as_(Role.CURATOR).send(path).status_code == 404
    assert owner.send(path).status_code == 303
    assert owner.send(path, {"again": "1"}).status_code == 409
    assert "Nobody is waiting for an answer" in owner.get(WAITING).text
    assert "Answered in time: 1 of 1." in owner.get(WAITING).text


def test_whom_nobody_can_reach_is_owed_no_answer(
    client: Any, session: Any, entry: Activity
) -> None:
    write(client, entry, contact="", agreed="")

    assert session.scalars(select(ContactRequest)).all() == []


def test_what_is_late_waits_for_a_curator(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    write(client, entry)
    request, curator = get_request(session), make.person(role=Role.CURATOR)
    assert waiting_ids(curator.actor, "contact") == []

    with time_machine.travel(clock.now() + LATER):
        assert waiting_ids(curator.actor, "contact") == [request.id]
        desk = as_(curator)
        assert send(desk, request, "answered").status_code == 303
        assert waiting_ids(curator.actor, "contact") == []
    assert get_request(session).state is ContactState.ANSWERED
