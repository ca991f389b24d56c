"""Letting in whom an outside provider knows: the account, its role, and the end of sessions."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy import delete

from coprod.accounts.profile.actions import Proof, check_proof
from coprod.accounts.single_sign_on import rules
from coprod.accounts.single_sign_on.rules import Identity
from coprod.accounts.users import queries
from coprod.accounts.users.actions import add_person
from coprod.accounts.users.enums import SignInMethod
from coprod.accounts.users.models import LinkedIdentity, LoginSession, Person
from coprod.core.audit_trail.actions import record_event
from coprod.core.config import Settings
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values.actor import SYSTEM, Actor, Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

log = structlog.get_logger()


def find_or_add_person(identity: Identity, settings: Settings) -> Person:
    """Return whose account this is, with the role that the claim gives; make it at first."""
    rules.check_may_come(identity, settings)
    linked = queries.find_identity(identity.key)
    person = linked.person if linked else add_new_person(identity)
    if not person.active:
        raise RuleBrokenError(
            N_("This account cannot sign in at present. Ask the people who run the register")
        )
    linked = linked or add_identity(identity, person, given=person.role)
    give_role(person, linked, identity.role, raises=settings.oidc_raises_roles)
    return person


def add_new_person(identity: Identity) -> Person:
    """Make an account. One that is there already is its owner's to link, never the provider's."""
    email = rules.check_verified_email(identity)
    if queries.find_by_email(email) is not None:
        raise RuleBrokenError(
            N_(
                "There is an account here with your e-mail address already. Sign in to it as you "
                "did before. Then choose “Link it” on the page “My account”"
            )
        )
    organisation_id = queries.find_organisation_id(email)
    name = identity.name or email.partition("@")[0]
    role = Role.TEAM_MEMBER if organisation_id else Role.RESIDENT
    return add_person(email, name, role, organisation_id)


def add_identity(identity: Identity, person: Person, *, given: Role | None) -> LinkedIdentity:
    linked = LinkedIdentity(
        key_hash=hash_token(identity.key), person_id=person.id, given_role=given
    )
    session.add(linked)
    session.flush()
    return linked


def give_role(
    person: Person, linked: LinkedIdentity, claimed: Role | None, *, raises: bool
) -> None:
    """Give the role of the claim. The last administrator stays one, so that somebody is left."""
    home = person.organisation_id or queries.find_organisation_id(person.email or "")
    usual = Role.TEAM_MEMBER if home else Role.RESIDENT
    if claimed is Role.TEAM_MEMBER and not home:
        log.warning("role_needs_organisation", person=person.id)
        claimed = None
    before = person.role
    after = rules.choose_role(before, linked.given_role, claimed, usual=usual, raises=raises)
    if after is before:
        return
    if before is Role.ADMINISTRATOR and not queries.count_other_administrators(but=person):
        log.warning("last_administrator_stays", person=person.id)
        return
    person.role = linked.given_role = after
    person.organisation_id = home
    record_event(SYSTEM, "changed role", person, before=before.value, after=after.value)
    log.info("role_changed", person=person.id, by=None, role=after.value)


def check_may_link(actor: Actor, proof: Proof) -> None:
    """Ask the owner of an account for proof before another way opens it."""
    check_proof(queries.get_own_account(actor), proof)


def link_identity(actor: Actor, identity: Identity, settings: Settings) -> None:
    """Let an account at the provider open one's own account. The role stays as it is."""
    rules.check_may_come(identity, settings)
    if queries.find_identity(identity.key) is not None or queries.has_identity(actor):
        raise RuleBrokenError(
            N_("This work account is linked to an account here already. Sign in with it")
        )
    person = queries.get_own_account(actor)
    add_identity(identity, person, given=None)
    record_event(actor, "linked account", person)


def end_sessions(claims: Mapping[str, Any]) -> None:
    """End here what ended at the provider: one session if it names one, else all of a person."""
    key = rules.build_session_key(claims)
    if key is not None:
        session.execute(delete(LoginSession).where(LoginSession.provider_key == hash_token(key)))
        return
    linked = queries.find_identity(rules.build_identity_key(claims))
    if linked is not None:
        by_provider = [method for method in SignInMethod if method.is_by_provider]
        session.execute(
            delete(LoginSession).where(
                LoginSession.person_id == linked.person_id, LoginSession.way.in_(by_provider)
            )
        )
