from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coprod.accounts.users.commands import grant_administrator, make_demo_people
from coprod.accounts.users.models import Person
from coprod.core.config import Environment
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from tests import make
from tests.accounts.users.test_views import is_in, sign_in

PASSWORD = "only for trying things out"


def in_demo(app: Flask, monkeypatch: pytest.MonkeyPatch, **given: Any) -> None:
    settings = app.extensions["settings"].model_copy(update={"demo": True, **given})
    monkeypatch.setitem(app.extensions, "settings", settings)


def test_a_command_makes_the_first_administrator(client: Any, session: Any) -> None:
    link = grant_administrator("first@example.org")
    assert link.startswith("http://localhost/link/")

    client.send(link.removeprefix("http://localhost"), {"name": "First", "is_16": "y"})
    person = session.scalars(select(Person)).one()
    assert person.role is Role.ADMINISTRATOR
    assert is_in(client)


def test_a_command_raises_somebody_who_is_here(client: Any, session: Any) -> None:
    person = make.person(email="here@example.org", role=Role.RESIDENT)
    link = grant_administrator("here@example.org")
    client.send(link.removeprefix("http://localhost"))

    assert session.get(Person, person.id).role is Role.ADMINISTRATOR
    assert is_in(client)


def test_the_command_explains_a_wrong_address(app: Flask, session: Any) -> None:
    done = app.test_cli_runner().invoke(args=["accounts", "make-administrator", "nobody"])

    assert done.exit_code == 1
    assert "e-mail address" in done.output


def test_there_is_one_demo_sign_in_for_each_role(
    app: Flask, client: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_demo(app, monkeypatch)
    made = make_demo_people(PASSWORD)
    assert make_demo_people(PASSWORD) == made

    assert [role for role, _email in made] == list(Role)[1:]
    for _role, email in made:
        assert sign_in(client, email, PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "given",
    [{"demo": False}, {"environment": Environment.PRODUCTION}],
    ids=["no demo", "production"],
)
def test_demo_sign_ins_are_made_nowhere_else(
    app: Flask, session: Any, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any]
) -> None:
    in_demo(app, monkeypatch, **given)

    with pytest.raises(NotAllowedError):
        make_demo_people(PASSWORD)
    assert session.scalars(select(Person)).all() == []
