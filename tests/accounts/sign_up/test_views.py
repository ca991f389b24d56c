import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coprod.accounts.users.models import Link, LoginSession, MailDomain, Person
from coprod.core import mail
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.accounts.users.test_views import GOOD, is_in, newest_link, sign_in, with_password

As = Callable[[Person | Role], FlaskClient]
ABOUT = {"name": "New here", "email": "new@example.org", "is_16": "y"}


def found(session: Any, email: str) -> Person | None:
    person: Person | None = session.scalars(select(Person).where(Person.email == email)).first()
    return person


def mails(session: Any) -> list[mail.Outgoing]:
    return list(session.scalars(select(mail.Outgoing).order_by(mail.Outgoing.id)))


def test_a_resident_joins_by_the_link_in_the_mail(client: Any, session: Any) -> None:
    assert client.send("/sign-up", ABOUT).status_code == 303
    assert found(session, "new@example.org") is None
    answer = client.send(newest_link(session))

    assert answer.status_code == 303
    assert is_in(client)
    person = found(session, "new@example.org")
    assert person is not None
    assert (person.role, person.name) == (Role.RESIDENT, "New here")


def test_who_joins_says_that_they_are_16_or_over(client: Any, session: Any) -> None:
    answer = client.send("/sign-up", {**ABOUT, "is_16": ""})

    assert answer.status_code == 422
    assert mails(session) == []


@pytest.mark.parametrize("missing", [{"name": ""}, {"email": ""}, {"email": "nobody"}])
def test_who_joins_gives_a_name_and_an_address(client: Any, missing: dict[str, str]) -> None:
    assert client.send("/sign-up", {**ABOUT, **missing}).status_code == 422


def test_after_joining_one_comes_to_the_page_one_wanted(client: Any, session: Any) -> None:
    client.send("/sign-up", {**ABOUT, "next": "/account/name"})

    assert client.send(newest_link(session)).location == "/account/name"


def test_who_joins_from_an_allowed_domain_joins_the_team(client: Any, session: Any) -> None:
    home = make.term(ListKind.ORGANISATION)
    make.keep(MailDomain(domain="team.example.org", organisation_id=home.id))
    client.send("/sign-up", {**ABOUT, "email": "new@Team.example.org"})
    client.send(newest_link(session))

    person = found(session, "new@team.example.org")
    assert person is not None
    assert (person.role, person.organisation_id) == (Role.TEAM_MEMBER, home.id)


@pytest.mark.parametrize("path", ["/sign-up", "/sign-in/link", "/sign-in/forgotten"])
def test_no_answer_and_no_work_tells_whether_an_address_has_an_account(
    client: Any, session: Any, queries: list[str], path: str
) -> None:
    make.person(email="known@example.org")
    answers = []
    for email in ("known@example.org", "other@example.org", "known@example.org"):
        queries.clear()
        answer = client.send(path, {**ABOUT, "email": email})
        answers.append((answer.status_code, answer.location, len(answer.data), list(queries)))

    assert answers[0] == answers[1] == answers[2]
    assert len(mails(session)) == 3


def test_signing_up_again_with_a_known_address_says_so_in_the_mail(
    client: Any, session: Any
) -> None:
    make.person(email="known@example.org")
    client.send("/sign-up", {**ABOUT, "email": "known@example.org"})

    (mail,) = mails(session)
    assert mail.subject == "You already have an account"
    assert "/link/" not in mail.text


@pytest.mark.parametrize("path", ["/sign-in/link", "/sign-in/forgotten"])
def test_an_address_without_an_account_gets_no_link(client: Any, session: Any, path: str) -> None:
    make.person(email="gone@example.org", active=False)
    for email in ("unknown@example.org", "gone@example.org"):
        client.send(path, {"email": email})

    assert [mail.subject for mail in mails(session)] == ["You asked to sign in"] * 2
    assert not [mail for mail in mails(session) if "/link/" in mail.text + mail.html]


def test_the_text_of_a_mail_is_as_good_as_its_html(client: Any, session: Any) -> None:
    client.send("/sign-up", ABOUT)

    (mail,) = mails(session)
    links = [
        set(re.findall(r"http://localhost/link/[\w-]+", part)) for part in (mail.text, mail.html)
    ]
    assert links[0] == links[1]
    assert len(links[0]) == 1
    words = " ".join(re.sub(r"<[^>]+>", " ", mail.html).split())
    assert all(line.rstrip(":") in words for line in mail.text.split("\n") if line != "--")


def test_a_link_in_a_mail_never_follows_the_host_of_a_request(client: Any, session: Any) -> None:
    client.send(
        "/sign-up", ABOUT, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    )

    assert not [mail for mail in mails(session) if "evil" in mail.text + mail.html]


def test_a_link_is_random_and_kept_hashed(client: Any, session: Any) -> None:
    client.send("/sign-up", ABOUT)
    token = newest_link(session).rpartition("/")[2]

    (link,) = session.scalars(select(Link))
    assert len(token) >= 43
    assert token not in repr(vars(link))


def test_reading_a_link_does_not_use_it(app: Flask, client: Any, session: Any) -> None:
    client.send("/sign-up", ABOUT)
    path = newest_link(session)
    for _scanner in range(5):
        assert app.test_client().get(path).status_code == 200

    assert client.send(path).status_code == 303


def test_a_link_works_once(app: Flask, client: Any, session: Any) -> None:
    client.send("/sign-up", ABOUT)
    path = newest_link(session)
    client.send(path)

    other: Any = app.test_client()
    assert other.send(path).status_code == 404
    assert not is_in(other)


def test_a_link_expires(client: Any, session: Any) -> None:
    client.send("/sign-up", ABOUT)
    path = newest_link(session)

    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert client.get(path).status_code == 404
        assert client.send(path).status_code == 404
    assert found(session, "new@example.org") is None


def test_using_a_link_kills_the_others_of_its_kind(app: Flask, session: Any) -> None:
    person = make.person()
    paths = []
    client: Any = app.test_client()
    for _time in range(2):
        client.send("/sign-in/link", {"email": person.email})
        paths.append(newest_link(session))
    client.send(paths[1])

    assert client.get(paths[0]).status_code == 404


def test_a_link_made_up_by_somebody_opens_nothing(client: Any) -> None:
    assert client.get("/link/" + "x" * 43).status_code == 404
    assert client.send("/link/" + "x" * 43).status_code == 404


def test_a_reset_sets_a_new_password_and_signs_out_everywhere(
    app: Flask, client: Any, session: Any, as_: As
) -> None:
    person = with_password()
    elsewhere = as_(person)
    client.send("/sign-in/link", {"email": person.email})
    to_sign_in = newest_link(session)
    client.send("/sign-in/forgotten", {"email": person.email})
    path = newest_link(session)

    assert client.send(path, {"new_password": "password1234"}).status_code == 422
    assert client.send(path, {"new_password": "gravel owl lantern"}).status_code == 303
    assert not is_in(client)
    assert not is_in(elsewhere)
    assert client.get(to_sign_in).status_code == 404
    assert sign_in(client, person.email or "").status_code == 422
    assert sign_in(client, person.email or "", "gravel owl lantern").status_code == 303


def test_a_reset_does_not_skip_the_second_step(client: Any, session: Any) -> None:
    person = with_password(tf_totp_secret="{}", tf_primary_method="authenticator")
    client.send("/sign-in/forgotten", {"email": person.email})
    client.send(newest_link(session), {"new_password": "gravel owl lantern"})
    answer = sign_in(client, person.email or "", "gravel owl lantern")

    assert answer.location == "/sign-in/code"
    assert not is_in(client)


def test_a_link_does_not_skip_the_second_step(client: Any, session: Any) -> None:
    person = with_password(tf_totp_secret="{}", tf_primary_method="authenticator")
    client.send("/sign-in/link", {"email": person.email})

    assert client.send(newest_link(session)).location == "/sign-in/code"
    assert not is_in(client)


def test_a_reset_does_not_accept_an_invitation(
    app: Flask, client: Any, session: Any, as_: As
) -> None:
    as_(Role.CURATOR).send(  # type: ignore[attr-defined]
        "/people/invite", {"email": "new@example.org", "role": "resident", "organisation": "0"}
    )
    invitation = newest_link(session)
    client.send("/sign-in/forgotten", {"email": "new@example.org"})

    assert "/link/" not in mails(session)[-1].text
    assert client.send(invitation, {"new_password": GOOD}).status_code == 422
    assert found(session, "new@example.org") is None


def test_an_invitation_makes_an_account_with_its_role(client: Any, session: Any, as_: As) -> None:
    home = make.term(ListKind.ORGANISATION)
    curator: Any = as_(Role.CURATOR)
    about = {"email": "new@example.org", "role": "team_member", "organisation": str(home.id)}
    assert curator.send("/people/invite", about).status_code == 303
    path = newest_link(session)

    assert client.get(path).status_code == 200
    extra = {"role": "administrator", "organisation_id": ""}
    client.send(path, {"name": "Invited here", "is_16": "y", **extra})

    person = found(session, "new@example.org")
    assert person is not None
    assert (person.role, person.organisation_id) == (Role.TEAM_MEMBER, home.id)
    assert is_in(client)


def test_two_links_to_one_address_make_one_account(app: Flask, session: Any) -> None:
    clients: list[Any] = [app.test_client(), app.test_client()]
    paths = []
    for client in clients:
        client.send("/sign-up", ABOUT)
        paths.append(newest_link(session))
    statuses = [client.send(path).status_code for client, path in zip(clients, paths, strict=True)]

    assert statuses == [303, 404]
    assert session.scalar(select(func.count(Person.id))) == 1
    assert session.scalar(select(func.count(LoginSession.id))) == 1
