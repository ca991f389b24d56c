from pathlib import Path
from typing import Any

import pytest

from coprod.accounts.single_sign_on import rules
from coprod.core.config import Environment, Settings
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError

WHO = {"iss": "https://provider.example", "sub": "1"}


def settings(**given: Any) -> Settings:
    return Settings(environment=Environment.TEST, data_folder=Path("/nowhere"), **given)


@pytest.mark.parametrize(
    ("given", "current", "claimed", "raises", "becomes"),
    [
        ("resident", "resident", "curator", False, "curator"),
        ("curator", "curator", None, False, "resident"),
        ("curator", "curator", "lay_member", False, "lay_member"),
        ("resident", "lay_member", "curator", False, "lay_member"),
        ("resident", "lay_member", "curator", True, "curator"),
        ("resident", "curator", None, True, "curator"),
        (None, "resident", "administrator", False, "resident"),
        (None, "curator", "resident", True, "curator"),
    ],
)
def test_a_claim_gives_and_takes_what_it_gave_and_nothing_given_by_hand(
    given: str | None, current: str, claimed: str | None, raises: bool, becomes: str
) -> None:
    role = rules.choose_role(
        Role(current),
        Role(given) if given else None,
        Role(claimed) if claimed else None,
        usual=Role.RESIDENT,
        raises=raises,
    )

    assert role is Role(becomes)


def test_the_highest_role_of_a_claim_counts_and_its_name_may_be_a_path() -> None:
    given = settings(
        oidc_role_claim="realm_access.roles", oidc_roles="teams=lay_member, boss=curator"
    )
    claims = {**WHO, "realm_access": {"roles": ["teams", "boss", "administrator"]}}

    assert rules.read_identity(claims, given).role is Role.CURATOR
    assert rules.read_identity({**WHO, "realm_access": "boss"}, given).role is None
    assert rules.read_identity({**WHO, "realm_access": {"roles": "boss"}}, given).role


@pytest.mark.parametrize(
    "address",
    [
        "a@other.example",
        "a@council.example.evil.example",
        "a@sub.council.example",
        "council.example",
    ],
)
def test_only_the_organisations_that_are_named_may_come(address: str) -> None:
    given = settings(oidc_domains="council.example, Nhs.Example")
    identity = rules.read_identity({**WHO, "email": address, "email_verified": True}, given)

    with pytest.raises(RuleBrokenError):
        rules.check_may_come(identity, given)


@pytest.mark.parametrize("is_verified", [None, False, "true", 1])
def test_an_address_that_is_not_known_to_be_theirs_is_worth_nothing(is_verified: Any) -> None:
    claims = {**WHO, "email": "a@council.example", "email_verified": is_verified}
    identity = rules.read_identity(claims, settings())

    with pytest.raises(RuleBrokenError):
        rules.check_verified_email(identity)
    with pytest.raises(RuleBrokenError):
        rules.check_may_come(identity, settings(oidc_domains="council.example"))


@pytest.mark.parametrize(
    ("claims", "is_enough"),
    [({"amr": ["pwd", "mfa"]}, True), ({"acr": "mfa"}, True), ({"amr": ["pwd"]}, False)],
)
def test_a_second_step_at_the_provider_can_be_made_a_duty(
    claims: dict[str, Any], is_enough: bool
) -> None:
    given = settings(oidc_second_factor="mfa,hwk")
    identity = rules.read_identity({**WHO, **claims}, given)

    if is_enough:
        rules.check_may_come(identity, given)
    else:
        with pytest.raises(RuleBrokenError):
            rules.check_may_come(identity, given)
