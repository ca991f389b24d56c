import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from coprod.accounts.users.models import Link, LoginSession, Person
from coprod.core import mail
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import Role
from tests import make

As = Callable[[Person | Role], FlaskClient]
GOOD = "three copper kettles"


def with_password(**given: Any) -> Person:
    person = make.person(**given)
    person.set_password(GOOD)
    return make.keep(person)


def sign_in(client: Any, email: str, password: str = GOOD, **more: str) -> TestResponse:
    answer: TestResponse = client.send("/sign-in", {"email": email, "password": password, **more})
    return answer


def is_in(client: Any) -> bool:
    return bool(client.get("/account").status_code == 200)


def newest_link(session: Any) -> str:
    """Return the path in the mail that was written last."""
    wanted = select(mail.Outgoing).order_by(mail.Outgoing.id.desc()).limit(1)
    found = re.search(r"http://localhost(/link/\S+)", session.scalars(wanted).one().text)
    assert found
    return found.group(1)


def test_somebody_signs_in_with_a_password_and_out_again(client: Any) -> None:
    person = with_password()

    assert sign_in(client, person.email or "").status_code == 303
    assert is_in(client)
    client.send("/sign-out")
    assert not is_in(client)


def test_the_case_of_an_address_does_not_matter(client: Any) -> None:
    person = with_password(email="somebody@example.org")

    sign_in(client, " Somebody@Example.ORG")
    assert is_in(client)
    assert person.email == "somebody@example.org"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Any) -> None:
    person = with_password()
    email = person.email or ""

    wrong = sign_in(client, email, "not the password")
    unknown = sign_in(
        client, "x" * len(email.partition("@")[0]) + "@example.org", "not the password"
    )

    assert wrong.status_code == unknown.status_code == 422
    assert without_what_was_typed(wrong) == without_what_was_typed(unknown)


def without_what_was_typed(answer: TestResponse) -> str:
    return re.sub(r'value="[^"]*"|\S+@example.org', "", answer.text)


def test_a_cookie_replayed_after_signing_out_opens_nothing(app: Flask, client: Any) -> None:
    person = with_password()
    sign_in(client, person.email or "")
    stolen = client.get_cookie("session").value
    client.send("/sign-out")

    thief = app.test_client()
    thief.set_cookie("session", stolen)

    assert not is_in(thief)


def test_what_was_known_before_signing_in_is_worth_nothing_after(app: Flask, client: Any) -> None:
    person = with_password()
    client.get("/sign-in")
    before = client.get_cookie("session")
    sign_in(client, person.email or "")

    thief = app.test_client()
    thief.set_cookie("session", before.value if before else "")

    assert not is_in(thief)


def test_the_cookie_holds_no_name_and_no_address(client: Any) -> None:
    person = with_password()
    sign_in(client, person.email or "")

    with client.session_transaction() as browser:
        held = repr(dict(browser))

    assert person.name not in held
    assert (person.email or "") not in held


def test_the_key_of_a_sitting_is_kept_hashed(client: Any, session: Any) -> None:
    sign_in(client, with_password().email or "")

    with client.session_transaction() as browser:
        key = browser["_user_id"]

    assert key not in {s.key_hash for s in session.scalars(select(LoginSession))}


def test_a_sitting_ends_after_hours_without_a_sign_of_life(client: Any) -> None:
    sign_in(client, with_password().email or "")

    with time_machine.travel(clock.now() + timedelta(hours=11)):
        assert is_in(client)
    with time_machine.travel(clock.now() + timedelta(hours=22)):
        assert is_in(client)
    with time_machine.travel(clock.now() + timedelta(hours=35)):
        assert not is_in(client)


def test_a_sitting_ends_after_two_weeks_however_busy(client: Any) -> None:
    sign_in(client, with_password().email or "")

    start = clock.now()
    for hours in range(10, 14 * 24, 10):
        with time_machine.travel(start + timedelta(hours=hours)):
            assert is_in(client)
    with time_machine.travel(start + timedelta(days=14, minutes=1)):
        assert not is_in(client)


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(as_: As, session: Any) -> None:
    person = make.person(role=Role.CURATOR)
    client = as_(person)
    assert client.get("/people").status_code == 200

    person = session.get(Person, person.id)
    person.role = Role.RESIDENT
    session.commit()

    assert client.get("/people").status_code == 403


def test_somebody_who_is_shut_out_is_out_with_the_next_request(as_: As, session: Any) -> None:
    person = make.person()
    client = as_(person)
    session.get(Person, person.id).active = False
    session.commit()

    assert not is_in(client)


def test_nobody_signs_in_while_shut_out(client: Any) -> None:
    sign_in(client, with_password(active=False).email or "")

    assert not is_in(client)


def test_after_signing_in_one_comes_to_the_page_one_wanted(client: Any) -> None:
    answer = sign_in(client, with_password().email or "", next="/account/name")

    assert answer.location == "/account/name"


def test_after_signing_in_nobody_is_sent_to_another_site(client: Any) -> None:
    answer = sign_in(client, with_password().email or "", next="//evil.example")

    assert answer.location == "/"


def test_fields_that_a_form_does_not_have_change_nothing(client: Any, session: Any) -> None:
    extra = {"role": "administrator", "is_admin": "1", "id": "1", "active": "1", "person_id": "1"}
    about = {"name": "New here", "email": "new@example.org", "is_16": "y"}
    client.send("/sign-up", {**about, **extra})
    client.send(newest_link(session), extra)

    person = session.scalars(select(Person).where(Person.email == "new@example.org")).one()
    assert person.role is Role.RESIDENT


def test_a_link_signs_in_once(app: Flask, client: Any, session: Any) -> None:
    person = make.person()
    client.send("/sign-in/link", {"email": person.email})
    path = newest_link(session)

    assert client.get(path).status_code == 200
    assert not is_in(client)
    assert client.send(path).status_code == 303
    assert is_in(client)
    assert app.test_client().get(path).status_code == 404
    assert session.scalars(select(Link)).all() == []


POSTS = [
    "/sign-in", "/sign-in/link", "/sign-in/forgotten", "/sign-in/code", "/sign-up", "/sign-out",
    "/account/name", "/account/password", "/account/e-mail", "/account/second-factor",
    "/account/second-factor/off", "/account/recovery-codes", "/account/sign-out-everywhere",
    "/account/close", "/people/invite", "/people/domains", "/people/1/role", "/people/1/suspend",
]  # fmt: skip


@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_sent_without_the_token_that_we_gave_this_browser(as_: As, path: str) -> None:
    client = as_(Role.ADMINISTRATOR)
    for token in ("", "0" * 40, "made.up.token"):
        assert client.post(path, data={"csrf_token": token}).status_code == 400
    assert is_in(client)


@pytest.mark.parametrize("path", POSTS)
def test_reading_changes_nothing(as_: As, session: Any, path: str) -> None:
    client = as_(Role.ADMINISTRATOR)
    before = counted(session)
    client.get(path)

    assert counted(session) == before
    assert is_in(client)


def counted(session: Any) -> list[int]:
    return [
        len(session.scalars(select(kind)).all()) for kind in (Person, LoginSession, Link, Event)
    ]


def test_an_address_that_somebody_else_took_meanwhile_is_not_changed_to(
    as_: As, client: Any, session: Any
) -> None:
    person = with_password(email="old@example.org")
    here: Any = as_(person)
    here.send("/account/e-mail", {"current_password": GOOD, "email": "new@example.org"})
    path = newest_link(session)
    make.person(email="new@example.org")

    assert client.send(path).status_code == 409
    assert session.get(Person, person.id).email == "old@example.org"
    assert is_in(here)
