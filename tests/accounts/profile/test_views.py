from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.users.models import Link, LoginSession, Person, generate_secret, get_totp
from coprod.core.values import clock
from coprod.core.values.actor import Role
from tests import make
from tests.accounts.sign_up.test_views import mails
from tests.accounts.users.test_views import GOOD, is_in, newest_link, sign_in, with_password

As = Callable[[Person | Role], FlaskClient]
NEW = "gravel owl lantern"


def with_second_step(**given: Any) -> Person:
    person = with_password(**given)
    person.tf_totp_secret, person.tf_primary_method = generate_secret(), "authenticator"
    person.make_recovery_codes()
    return make.keep(person)


def code_for(person: Person) -> str:
    return str(get_totp().generate_totp_password(person.tf_totp_secret))


def test_the_account_page_says_who_one_is_here(as_: As) -> None:
    page = as_(make.person(name="Resident, Bow", role=Role.RESIDENT)).get("/account").text

    assert "Resident, Bow" in page
    assert "this browser" in page


def test_the_account_page_asks_the_database_little(as_: As, queries: list[str]) -> None:
    client = as_(make.person())
    queries.clear()
    client.get("/account")

    assert len(queries) <= 4


def test_somebody_changes_their_name(as_: As, session: Any) -> None:
    person = make.person()
    client: Any = as_(person)

    assert client.send("/account/name", {"name": ""}).status_code == 422
    assert client.send("/account/name", {"name": "Another name"}).status_code == 303
    assert session.get(Person, person.id).name == "Another name"


def test_a_hostile_name_is_shown_as_text(as_: As, session: Any) -> None:
    client: Any = as_(make.person())
    client.send("/account/name", {"name": "<svg/onload=alert(1)>{{7*7}}"})

    assert "<svg/onload" not in client.get("/account").text
    assert "&lt;svg/onload=alert(1)&gt;{{7*7}}" in client.get("/account").text


def test_changing_the_password_asks_for_the_current_one(as_: As, session: Any) -> None:
    person = with_password()
    client: Any = as_(person)

    for wrong in ("", "not the password"):
        sent = {"current_password": wrong, "new_password": NEW}
        assert client.send("/account/password", sent).status_code == 422
    assert session.get(Person, person.id).verify_password(GOOD)


def test_changing_the_password_ends_the_other_sittings(as_: As, session: Any) -> None:
    person = with_password()
    here: Any = as_(person)
    elsewhere = as_(person)
    sent = {"current_password": GOOD, "new_password": NEW}

    assert here.send("/account/password", sent).status_code == 303
    assert is_in(here)
    assert not is_in(elsewhere)
    assert mails(session)[-1].subject == "Your password was changed"


def test_a_password_that_is_easy_to_guess_is_refused(as_: As) -> None:
    client: Any = as_(with_password())
    sent = {"current_password": GOOD, "new_password": "password1234"}

    answer = client.send("/account/password", sent)

    assert answer.status_code == 422
    assert "easy to guess" in answer.text


def test_without_a_password_a_link_that_was_just_used_is_proof_enough(
    client: Any, session: Any
) -> None:
    person = make.person()
    client.send("/sign-in/link", {"email": person.email})
    client.send(newest_link(session))

    assert client.send("/account/password", {"new_password": NEW}).status_code == 303


def test_without_a_password_a_link_is_no_proof_for_long(client: Any, session: Any) -> None:
    person = make.person()
    client.send("/sign-in/link", {"email": person.email})
    client.send(newest_link(session))

    with time_machine.travel(clock.now() + timedelta(minutes=20)):
        assert client.send("/account/password", {"new_password": NEW}).status_code == 422


def test_a_new_address_counts_once_its_link_is_used(as_: As, client: Any, session: Any) -> None:
    person = with_password(email="old@example.org")
    here: Any = as_(person)
    sent = {"current_password": GOOD, "email": "new@example.org"}
    assert here.send("/account/e-mail", sent).status_code == 303
    path = newest_link(session)
    assert session.get(Person, person.id).email == "old@example.org"

    assert client.send(path).status_code == 303
    assert session.get(Person, person.id).email == "new@example.org"
    assert mails(session)[-1].recipient == "old@example.org"
    assert not is_in(here)
    assert session.scalars(select(Link)).all() == []


def test_changing_the_address_asks_for_the_password_and_tells_nothing(
    as_: As, session: Any
) -> None:
    make.person(email="known@example.org")
    client: Any = as_(with_password())

    sent = {"current_password": "wrong", "email": "new@example.org"}
    assert client.send("/account/e-mail", sent).status_code == 422
    answers = [
        client.send("/account/e-mail", {"current_password": GOOD, "email": email})
        for email in ("known@example.org", "new@example.org")
    ]
    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].location == answers[1].location


def test_signing_out_everywhere_ends_every_sitting(as_: As) -> None:
    person = make.person()
    here: Any = as_(person)
    elsewhere = as_(person)
    here.send("/account/sign-out-everywhere")

    assert not is_in(here)
    assert not is_in(elsewhere)


def test_the_account_page_says_on_what_somebody_is_signed_in(client: Any) -> None:
    person = with_password()
    agent = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/130.0 Safari/604.1"
    client.send(
        "/sign-in", {"email": person.email, "password": GOOD}, headers={"User-Agent": agent}
    )

    page = client.get("/account").text
    assert "Chrome, iPad" in page
    assert "CriOS" not in page
    assert "Sign out all others" not in page


def test_somebody_signs_out_one_other_browser(as_: As, session: Any) -> None:
    person = make.person()
    here: Any = as_(person)
    elsewhere, third = as_(person), as_(person)
    oldest = session.scalars(select(LoginSession).order_by(LoginSession.id)).all()
    other = oldest[1].id

    assert here.send(f"/account/sessions/{other}/end").location == "/account"
    assert is_in(here)
    assert not is_in(elsewhere)
    assert is_in(third)


def test_somebody_signs_out_every_other_browser(as_: As) -> None:
    person = make.person()
    here: Any = as_(person)
    elsewhere, stranger = as_(person), as_(make.person())

    assert here.send("/account/sessions/end-others").location == "/account"
    assert is_in(here)
    assert not is_in(elsewhere)
    assert is_in(stranger)


def test_nobody_signs_out_somebody_else(as_: As, session: Any) -> None:
    stranger = as_(make.person())
    theirs = session.scalars(select(LoginSession)).one().id
    here: Any = as_(Role.ADMINISTRATOR)

    assert here.send(f"/account/sessions/{theirs}/end").status_code == 404
    assert is_in(stranger)


def test_a_closed_account_keeps_nothing_personal(as_: As, session: Any) -> None:
    person = with_second_step(name="Somebody")
    entry = make.activity(owner=person)
    client: Any = as_(person)

    assert client.send("/account/close", {"current_password": GOOD}).status_code == 303
    closed = session.get(Person, person.id)
    assert (closed.email, closed.name, closed.password, closed.active) == (None, "", None, False)
    assert not closed.has_second_factor
    assert closed.list_rights() == []
    assert closed.list_recovery_codes() == []
    assert not is_in(client)
    assert session.scalars(select(LoginSession)).all() == []
    assert session.get(type(entry), entry.id).owner_id == person.id


def test_closing_asks_for_the_password(as_: As, session: Any) -> None:
    person = with_password()
    client: Any = as_(person)

    assert client.send("/account/close", {"current_password": "wrong"}).status_code == 422
    assert is_in(client)


def test_the_last_administrator_cannot_close_their_account(as_: As, session: Any) -> None:
    last = with_password(role=Role.ADMINISTRATOR)
    make.person(role=Role.ADMINISTRATOR, active=False)
    client: Any = as_(last)

    answer = client.send("/account/close", {"current_password": GOOD})
    assert answer.status_code == 422
    assert "last administrator" in answer.text
    make.person(role=Role.ADMINISTRATOR)
    assert client.send("/account/close", {"current_password": GOOD}).status_code == 303


def set_up(client: Any) -> Any:
    """Set up the second step in a browser that is signed in, as a phone would."""
    client.get("/account/second-factor")
    with client.session_transaction() as browser:
        secret = browser["new_secret"]
    sent = {"current_password": GOOD, "code": get_totp().generate_totp_password(secret)}
    return client.send("/account/second-factor", sent)


def test_somebody_sets_up_a_second_step(as_: As, session: Any) -> None:
    person = with_password()
    client: Any = as_(person)

    assert set_up(client).location == "/account/recovery-codes"
    kept = session.get(Person, person.id)
    assert kept.has_second_factor
    assert all(
        code in client.get("/account/recovery-codes").text for code in kept.list_recovery_codes()
    )
    assert client.get("/account/second-factor").status_code == 200


def test_the_second_step_needs_a_right_code_and_the_password(as_: As, session: Any) -> None:
    person = with_password()
    client: Any = as_(person)
    client.get("/account/second-factor")
    with client.session_transaction() as browser:
        right = get_totp().generate_totp_password(browser["new_secret"])

    for password, code in ((GOOD, "000000"), ("wrong", right), (GOOD, "x" * 30)):
        sent = {"current_password": password, "code": code}
        assert client.send("/account/second-factor", sent).status_code == 422
    assert not session.get(Person, person.id).has_second_factor


def test_secret_and_codes_are_kept_encrypted(session: Any) -> None:
    person = with_second_step()

    assert not set(person.list_recovery_codes()) & set(person.mf_recovery_codes)
    assert '"enckey"' in (person.tf_totp_secret or "")


def test_signing_in_asks_for_the_code(client: Any, session: Any) -> None:
    person = with_second_step()
    code = code_for(person)

    assert sign_in(client, person.email or "").location == "/sign-in/code"
    assert not is_in(client)
    assert client.send("/sign-in/code", {"code": "000000"}).status_code == 422
    assert client.send("/sign-in/code", {"code": code}).status_code == 303
    assert is_in(client)


def test_a_code_that_was_used_opens_nothing_again(app: Flask, client: Any) -> None:
    person = with_second_step()
    code = code_for(person)
    sign_in(client, person.email or "")
    client.send("/sign-in/code", {"code": code})

    thief: Any = app.test_client()
    sign_in(thief, person.email or "")
    assert thief.send("/sign-in/code", {"code": code}).status_code == 422


def test_a_recovery_code_opens_once(app: Flask, session: Any) -> None:
    person = with_second_step()
    code = person.list_recovery_codes()[3]

    for expected in (303, 422):
        client: Any = app.test_client()
        sign_in(client, person.email or "")
        assert client.send("/sign-in/code", {"code": code}).status_code == expected


def test_the_page_for_the_code_waits_ten_minutes(client: Any) -> None:
    person = with_second_step()
    code = person.list_recovery_codes()[0]
    sign_in(client, person.email or "")
    assert client.get("/sign-in/code").status_code == 200

    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert client.get("/sign-in/code").status_code == 303
        assert client.send("/sign-in/code", {"code": code}).location == "/sign-in"


def test_somebody_turns_the_second_step_off(as_: As, session: Any) -> None:
    person = with_second_step()
    client: Any = as_(person)

    assert client.send("/account/second-factor/off", {"current_password": "x"}).status_code == 422
    assert client.send("/account/second-factor/off", {"current_password": GOOD}).status_code == 303
    assert not session.get(Person, person.id).has_second_factor


def test_new_recovery_codes_replace_the_old_ones(as_: As, session: Any) -> None:
    person = with_second_step()
    old = set(person.list_recovery_codes())
    client: Any = as_(person)

    assert client.get("/account/recovery-codes").status_code == 200
    client.send("/account/recovery-codes", {"current_password": GOOD})
    assert not old & set(session.get(Person, person.id).list_recovery_codes())


@pytest.fixture
def second_step_needed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = app.extensions["settings"].model_copy(update={"second_factor": True})
    monkeypatch.setitem(app.extensions, "settings", settings)


@pytest.mark.parametrize("role", [Role.CURATOR, Role.ADMINISTRATOR])
def test_those_who_publish_can_do_nothing_before_the_second_step(
    as_: As, second_step_needed: None, role: Role
) -> None:
    client: Any = as_(with_password(role=role))

    for path in ("/", "/account", "/people", "/desk", "/account/recovery-codes-not"):
        assert client.get(path).location == "/account/second-factor"
    assert client.send("/people/invite", {}).location == "/account/second-factor"
    assert set_up(client).status_code == 303
    assert client.get("/people").status_code == 200
    assert client.send("/account/second-factor/off", {"current_password": GOOD}).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VISITOR])
def test_a_setting_makes_a_second_step_a_duty_of_any_role(
    app: Flask, monkeypatch: pytest.MonkeyPatch, as_: As, role: Role
) -> None:
    only = {"second_factor": True, "second_factor_roles": role.value}
    settings = app.extensions["settings"].model_copy(update=only)
    monkeypatch.setitem(app.extensions, "settings", settings)

    for each in Role:
        if each is not Role.VISITOR:
            assert is_in(as_(each)) is (each is not role)


def test_those_who_must_set_it_up_can_sign_out(as_: As, second_step_needed: None) -> None:
    client: Any = as_(Role.CURATOR)

    assert client.send("/sign-out").location == "/"


def test_residents_need_no_second_step(as_: As, second_step_needed: None) -> None:
    assert is_in(as_(Role.RESIDENT))


def test_a_code_is_asked_for_ten_minutes_and_then_the_password_again(client: Any) -> None:
    with time_machine.travel(clock.now(), tick=False) as now:
        person = with_second_step()
        for minutes, at in ((10, "/"), (11, "/sign-in")):
            sign_in(client, person.email or "")
            now.shift(timedelta(minutes=minutes))
            answer = client.send("/sign-in/code", {"code": code_for(person)})
            assert answer.status_code == 303
            assert answer.location.split("?")[0] == at
            client.send("/sign-out")
