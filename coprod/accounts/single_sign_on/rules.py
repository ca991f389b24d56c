"""What an outside provider says of somebody, and what must be true of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coprod.accounts.users.rules import LONGEST_NAME, check_email
from coprod.core.config import Settings, read_role_map, split_list
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider. ``methods`` is how they showed it there."""

    key: str
    email: str = ""
    is_verified: bool = False
    name: str = ""
    role: Role | None = None
    methods: frozenset[str] = frozenset()
    session_key: str | None = None


def read_identity(claims: Mapping[str, Any], settings: Settings) -> Identity:
    """Read what the provider says, by the names that the settings give its claims."""
    amr = claims.get("amr")
    methods = [*(amr if isinstance(amr, list) else []), claims.get("acr")]
    return Identity(
        key=build_identity_key(claims),
        email=str(claims.get("email") or ""),
        is_verified=claims.get(settings.oidc_verified_claim) is True,
        name=one_line(str(claims.get("name") or ""))[:LONGEST_NAME],
        role=find_claimed_role(claims, settings),
        methods=frozenset(str(method) for method in methods if method),
        session_key=build_session_key(claims),
    )


def build_identity_key(claims: Mapping[str, Any]) -> str:
    """Return by what a person is known: the provider's key for them, never their address."""
    return f"{claims['iss']} {claims['sub']}"


def build_session_key(claims: Mapping[str, Any]) -> str | None:
    """Return what the provider calls its own session of this sign-in, if it says."""
    return f"{claims['iss']} {claims['sid']}" if claims.get("sid") else None


def find_claimed_role(claims: Mapping[str, Any], settings: Settings) -> Role | None:
    """Return the highest role that the claim gives. Its name may be a path such as ``a.roles``."""
    value: Any = claims
    for step in settings.oidc_role_claim.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    values = value if isinstance(value, list) else [value]
    role_map = read_role_map(settings.oidc_roles)
    roles = [Role(role_map[str(each)]) for each in values if str(each) in role_map]
    return max(roles, key=lambda role: role.rank, default=None)


def check_may_come(identity: Identity, settings: Settings) -> None:
    """Refuse whoever is of another organisation, or did not prove twice who they are."""
    domains = split_list(settings.oidc_domains.lower())
    if domains and not is_in_domains(identity, domains):
        raise RuleBrokenError(
            N_("This account belongs to an organisation that cannot sign in here. Use another one")
        )
    needed = split_list(settings.oidc_second_factor)
    if needed and identity.methods.isdisjoint(needed):
        raise RuleBrokenError(
            N_("Turn on a second step for this account at your organisation. Then sign in again")
        )


def is_in_domains(identity: Identity, domains: tuple[str, ...]) -> bool:
    endings = tuple(f"@{domain}" for domain in domains)
    return identity.is_verified and identity.email.lower().endswith(endings)


def check_verified_email(identity: Identity) -> str:
    """Return the address for a new account: one that the provider knows to be theirs."""
    if not identity.email or not identity.is_verified:
        raise RuleBrokenError(
            N_(
                "Your organisation has not confirmed your e-mail address. Ask its IT team to "
                "confirm it, or make an account here with your e-mail address"
            )
        )
    return check_email(identity.email)


def choose_role(
    current: Role, given: Role | None, claimed: Role | None, *, usual: Role, raises: bool
) -> Role:
    """Return what somebody is from this sign-in on.

    ``given`` is what the last sign-in gave. Where they have another role by now, a person gave it
    by hand: it stays, and a claim takes it up only where a setting says so.
    """
    if given is current:
        return claimed or usual
    if raises and claimed is not None and claimed.rank > current.rank:
        return claimed
    return current
