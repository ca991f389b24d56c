import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select
from werkzeug.test import TestResponse

from coprod.accounts.users.models import LinkedIdentity, LoginSession, Person
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.web.openid import build_provider
from tests import make
from tests.accounts.single_sign_on.provider import CLIENT, SECRET, Provider, serving
from tests.accounts.users.test_views import GOOD, is_in, with_password

As = Callable[[Person | Role], FlaskClient]
EMAIL = "worker@council.example"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def configure(app: Flask, server: Provider, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what lets this register know the provider, with further settings."""

    def use(**given: Any) -> None:
        settings = app.extensions["settings"].model_copy(
            update={
                "oidc_issuer": server.issuer,
                "oidc_client_id": CLIENT,
                "oidc_client_secret": SECRET,
                "oidc_name": "your council account",
                **given,
            }
        )
        monkeypatch.setitem(app.extensions, "settings", settings)
        monkeypatch.setitem(app.extensions, "provider", build_provider(settings))

    return use


@pytest.fixture
def provider(server: Provider, configure: Callable[..., None]) -> Provider:
    """Return the provider as it was at first: tests change what it says."""
    port = server.issuer
    server.__init__(port)  # type: ignore[misc]
    configure()
    return server


def come(client: Any, provider: Provider, then: str = "/") -> TestResponse:
    """Go to the provider, be let in there, and come back."""
    sent = client.get("/sign-in/provider", query_string={"next": then})
    answer: TestResponse = client.get(provider.approve(sent.location))
    return answer


def find(session: Any, email: str = EMAIL) -> Person:
    found: Person = session.scalars(select(Person).where(Person.email == email)).one()
    return found


def test_without_a_provider_none_of_its_addresses_is_there(as_: As, client: Any) -> None:
    for path in ("/sign-in/provider", "/sign-in/provider/back", "/sign-in/provider/out"):
        assert client.get(path).status_code == 404
    assert as_(Role.RESIDENT).get("/account/provider").status_code == 404
    assert client.post("/sign-in/provider/ended").status_code == 400
    assert "council account" not in client.get("/sign-in").text


def test_somebody_comes_in_with_the_account_they_have(
    client: Any, session: Any, provider: Provider
) -> None:
    assert "your council account" in client.get("/sign-in").text

    answer = come(client, provider, then="/stories")

    assert answer.location == "/stories"
    assert is_in(client)
    person = find(session)
    assert (person.name, person.role, person.password) == ("Worker, Council", Role.RESIDENT, None)
    client.send("/sign-out")
    come(client, provider)
    assert len(session.scalars(select(Person).where(Person.email == EMAIL)).all()) == 1


def test_what_is_asked_of_the_provider_cannot_be_used_by_others(
    client: Any, provider: Provider
) -> None:
    address = client.get("/sign-in/provider").location

    assert address.startswith(f"{provider.issuer}/authorize?")
    for part in ("response_type=code", "code_challenge_method=S256", "nonce=", "state="):
        assert part in address
    assert SECRET.replace(" ", "+") not in address


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_off_the_site(client: Any, provider: Provider, then: str) -> None:
    assert come(client, provider, then=then).location == "/"


def test_what_was_known_before_signing_in_is_worth_nothing_after(
    app: Flask, client: Any, provider: Provider
) -> None:
    sent = client.get("/sign-in/provider")
    before = client.get_cookie("session").value
    client.get(provider.approve(sent.location))
    assert is_in(client)

    thief = app.test_client()
    thief.set_cookie("session", before)
    assert not is_in(thief)


def is_refused(answer: TestResponse, client: Any, session: Any) -> bool:
    people = session.scalars(select(Person).where(Person.email == EMAIL)).all()
    return answer.status_code == 403 and not is_in(client) and people == []


WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "nonce of another sign-in": {"nonce": "another"},
    "issuer": {"iss": "https://evil.example"},
    "audience": {"aud": "another-client"},
    "audience, sent on": {"aud": ["another-client"], "azp": CLIENT},
    "expired": {"exp": int((clock.now() - timedelta(minutes=5)).timestamp())},
    "of tomorrow": {"iat": int((clock.now() + timedelta(days=1)).timestamp())},
    "nobody": {"sub": None},
    "unverified": {"email_verified": False},
    "no word on it": {"email_verified": None},
    "no address": {"email": None},
    "no address at all": {"email": "not an address"},
}


@pytest.mark.parametrize("wrong", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS.keys())
def test_what_the_provider_says_is_believed_only_if_all_of_it_is_right(
    client: Any, session: Any, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.claims.update(wrong)

    assert is_refused(come(client, provider), client, session)


def test_a_signature_by_another_key_is_refused(
    client: Any, session: Any, provider: Provider
) -> None:
    provider.key = RSAKey.generate_key(2048, parameters={"kid": "one"})

    assert is_refused(come(client, provider), client, session)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_signature_and_one_by_our_own_secret_are_refused_though_the_provider_offers_them(
    client: Any, session: Any, provider: Provider, algorithm: str
) -> None:
    provider.algorithm = algorithm
    provider.key = OctKey.import_key(SECRET * 2, parameters={"kid": "one"})

    assert is_refused(come(client, provider), client, session)


def test_a_provider_that_says_nothing_of_who_it_is_lets_nobody_in(
    client: Any, session: Any, provider: Provider
) -> None:
    provider.has_token = False

    assert is_refused(come(client, provider), client, session)


def test_a_sign_in_that_another_browser_began_is_refused(
    app: Flask, client: Any, session: Any, provider: Provider
) -> None:
    attacker = app.test_client()
    back = provider.approve(attacker.get("/sign-in/provider").location)

    assert is_refused(client.get(back), client, session)
    client.get("/sign-in/provider")
    assert is_refused(client.get(back), client, session)


def test_a_code_is_good_once_and_a_refusal_by_the_provider_is_a_page(
    client: Any, session: Any, provider: Provider
) -> None:
    address = client.get("/sign-in/provider").location
    state = re.search(r"state=([^&]+)", address)
    assert state
    back = f"/sign-in/provider/back?error=access_denied&error_description=<b>no&state={state[1]}"
    refused = client.get(back)

    assert is_refused(refused, client, session)
    assert "<b>no" not in refused.text
    used = provider.approve(client.get("/sign-in/provider").location)
    assert client.get(used).status_code == 303
    assert client.get(used).status_code == 403


def test_a_provider_that_calls_itself_something_else_is_refused(
    client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    configure(oidc_issuer=provider.issuer + "/")

    assert client.get("/sign-in/provider").status_code == 403


def test_a_provider_that_is_away_is_a_page_with_another_way(
    client: Any, configure: Callable[..., None]
) -> None:
    configure(oidc_issuer="http://127.0.0.1:9")

    answer = client.get("/sign-in/provider")
    assert answer.status_code == 403
    assert "Sign in another way" in answer.text


# Accounts and roles


def test_an_account_that_is_there_is_not_taken_over(
    client: Any, session: Any, provider: Provider
) -> None:
    with_password(email=EMAIL, role=Role.CURATOR)

    answer = come(client, provider)

    assert answer.status_code == 403
    assert "already" in answer.text
    assert not is_in(client)
    assert session.scalars(select(LinkedIdentity)).all() == []


def test_its_owner_links_it_after_proof_and_keeps_their_role(
    as_: As, client: Any, session: Any, provider: Provider
) -> None:
    person = with_password(email=EMAIL, role=Role.CURATOR)
    here: Any = as_(person)
    assert here.send("/account/provider", {"current_password": "wrong"}).status_code == 422
    assert here.send("/account/provider", {"current_password": GOOD}).status_code == 303
    assert "Go to your council account" in here.get("/account/provider").text

    assert come(here, provider).location == "/account"
    assert "You can sign in with it" in here.get("/account").text
    come(client, provider)
    assert is_in(client)
    assert find(session).role is Role.CURATOR


def test_a_work_account_is_linked_to_one_account_and_only_after_proof(
    as_: As, session: Any, provider: Provider
) -> None:
    first: Any = as_(with_password())
    second: Any = as_(with_password())
    first.send("/account/provider", {"current_password": GOOD})
    come(first, provider)
    second.send("/account/provider", {"current_password": GOOD})

    assert come(second, provider).status_code == 403
    assert len(session.scalars(select(LinkedIdentity)).all()) == 1


def test_a_link_that_somebody_else_began_in_this_browser_is_refused(
    as_: As, session: Any, provider: Provider
) -> None:
    here: Any = as_(with_password())
    here.send("/account/provider", {"current_password": GOOD})
    other = with_password()
    with here.session_transaction() as browser:
        make.sign_in(browser, other)

    assert come(here, provider).status_code == 403
    assert session.scalars(select(LinkedIdentity)).all() == []


def test_a_suspended_account_stays_shut(client: Any, session: Any, provider: Provider) -> None:
    come(client, provider)
    person = find(session)
    person.active = False
    make.keep(person)

    assert come(client, provider).status_code == 403


def test_a_closed_account_forgets_who_it_was_at_the_provider(
    client: Any, session: Any, provider: Provider
) -> None:
    come(client, provider)

    assert client.send("/account/close").status_code == 303
    assert session.scalars(select(LinkedIdentity)).all() == []


def test_a_role_of_the_claim_comes_and_goes_with_it(
    client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    configure(oidc_roles="bosses=curator")
    provider.claims["roles"] = ["bosses"]
    come(client, provider)
    assert find(session).role is Role.CURATOR

    provider.claims["roles"] = []
    come(client, provider)
    assert find(session).role is Role.RESIDENT


def test_a_claim_does_not_take_up_what_was_given_by_hand(
    as_: As, client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    come(client, provider)
    admin: Any = as_(Role.ADMINISTRATOR)
    path = f"/people/{find(session).id}/role"
    assert admin.send(path, {"role": "lay_member", "organisation": 0}).status_code == 303
    configure(oidc_roles="bosses=curator")
    provider.claims["roles"] = "bosses"

    come(client, provider)
    assert find(session).role is Role.LAY_MEMBER
    configure(oidc_roles="bosses=curator", oidc_raises_roles=True)
    come(client, provider)
    assert find(session).role is Role.CURATOR


def test_the_last_administrator_stays_one(
    client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    configure(oidc_roles="bosses=administrator")
    provider.claims["roles"] = ["bosses"]
    come(client, provider)
    provider.claims["roles"] = []
    come(client, provider)

    assert find(session).role is Role.ADMINISTRATOR


def test_a_team_member_comes_with_an_organisation_or_as_a_resident(
    as_: As, client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    configure(oidc_roles="teams=team_member")
    provider.claims["roles"] = ["teams"]
    come(client, provider)
    assert find(session).role is Role.RESIDENT

    home = make.term(ListKind.ORGANISATION)
    admin: Any = as_(Role.ADMINISTRATOR)
    admin.send("/people/domains", {"domain": "council.example", "organisation": home.id})
    come(client, provider)
    person = find(session)
    assert (person.role, person.organisation_id) == (Role.TEAM_MEMBER, home.id)


def test_only_the_domains_of_the_settings_come_in(
    client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    configure(oidc_domains="nhs.example")

    assert is_refused(come(client, provider), client, session)


# The second step


def test_our_second_step_holds_unless_the_provider_must_ask_for_one(
    client: Any, session: Any, provider: Provider, configure: Callable[..., None]
) -> None:
    duty = {"second_factor": True, "second_factor_roles": "resident"}
    configure(**duty)
    come(client, provider)
    assert client.get("/account").location == "/account/second-factor"

    configure(**duty, oidc_second_factor="mfa")
    client.send("/sign-out")
    assert come(client, provider).status_code == 403
    provider.claims["amr"] = ["pwd", "mfa"]
    come(client, provider)
    assert is_in(client)


# The end


def test_signing_out_leads_to_where_the_provider_is_left_too(
    client: Any, provider: Provider
) -> None:
    come(client, provider)

    assert client.send("/sign-out").location == "/sign-in/provider/out"
    assert not is_in(client)
    page = client.get("/sign-in/provider/out").text
    assert f"{provider.issuer}/end?" in page
    assert f"client_id={CLIENT}" in page


def test_a_session_that_ended_at_the_provider_ends_here(
    app: Flask, client: Any, provider: Provider
) -> None:
    other: Any = app.test_client()
    provider.claims["sid"] = "first"
    come(client, provider)
    provider.claims["sid"] = "second"
    come(other, provider)

    answer = app.test_client().post(
        "/sign-in/provider/ended", data={"logout_token": provider.sign_end(sid="first")}
    )
    assert answer.status_code == 200
    assert not is_in(client)
    assert is_in(other)
    app.test_client().post(
        "/sign-in/provider/ended", data={"logout_token": provider.sign_end(sub="person-1")}
    )
    assert not is_in(other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "x"},
        {"events": {}},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000},
        {"sub": None},
    ],
)
def test_an_end_that_the_provider_did_not_send_ends_nothing(
    app: Flask, client: Any, session: Any, provider: Provider, wrong: dict[str, Any]
) -> None:
    come(client, provider)
    token = provider.sign_end(**{"sub": "person-1", **wrong})

    answer = app.test_client().post("/sign-in/provider/ended", data={"logout_token": token})

    assert answer.status_code == 400
    assert is_in(client)
    assert session.scalars(select(LoginSession)).all() != []
