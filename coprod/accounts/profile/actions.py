"""Keeping one's own account: name, password, e-mail, second factor, and leaving."""

from dataclasses import dataclass

import structlog

from coprod.accounts.autosave.actions import delete_drafts_of
from coprod.accounts.users import queries, rules
from coprod.accounts.users.actions import (
    Mailing,
    clear_second_factor,
    create_link,
    delete_identities,
    delete_links,
    end_login_sessions,
    replace_password,
)
from coprod.accounts.users.enums import Purpose, SignInMethod
from coprod.accounts.users.models import LoginSession, Person
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

log = structlog.get_logger()


@dataclass(frozen=True)
class Proof:
    """What shows that it is really them: the current password, or a link that was just used."""

    password: str
    login_session: LoginSession


def sign_out_everywhere(actor: Actor) -> None:
    person = queries.get_own_account(actor)
    end_login_sessions(person)
    record_event(actor, "signed out everywhere", person)


def end_session(actor: Actor, session_id: int) -> None:
    """Sign out one browser of one's own."""
    login_session = queries.get_own_login_session(actor, session_id)
    session.delete(login_session)
    record_event(actor, "signed out browser", queries.get_own_account(actor))


def end_other_sessions(actor: Actor, login_session: LoginSession) -> None:
    """Sign out every browser of one's own but this one."""
    person = queries.get_own_account(actor)
    end_login_sessions(person, but=login_session)
    record_event(actor, "signed out browser", person)


def check_proof(person: Person, proof: Proof) -> None:
    """Ask for proof before anything changes that opens the account."""
    if person.password is None:
        if (
            proof.login_session.way is SignInMethod.PASSWORD
            or not proof.login_session.has_started_within(rules.FRESH_SIGN_IN)
        ):
            raise RuleBrokenError(N_("Sign out, sign in again, and do this within 15 minutes"))
    elif not person.verify_password(proof.password):
        log.info("password_refused", person=person.id)
        raise RuleBrokenError(N_("Your current password is not right"), field="current_password")


def change_name(actor: Actor, name: str) -> None:
    person = queries.get_own_account(actor)
    person.name = rules.check_name(name)
    record_event(actor, "changed name", person)


def change_password(actor: Actor, proof: Proof, password: str) -> Person:
    """Give oneself a new password; every other browser is signed out."""
    person = queries.get_own_account(actor)
    check_proof(person, proof)
    replace_password(person, password, keep=proof.login_session)
    record_event(actor, "changed password", person)
    return person


def ask_to_change_email(actor: Actor, proof: Proof, email: str) -> Mailing:
    """Send a link to the new address; nothing changes until it is used."""
    person = queries.get_own_account(actor)
    check_proof(person, proof)
    email = rules.check_email(email)
    is_taken = queries.find_by_email(email) is not None
    return create_link(Purpose.CHANGE_EMAIL, email, person, {}, is_blank=is_taken)


def set_up_second_factor(actor: Actor, proof: Proof, secret: str, code: str) -> None:
    """Keep the secret of an authenticator app, once it has shown that it knows it."""
    person = queries.get_own_account(actor)
    check_proof(person, proof)
    person.tf_last_counter = None
    if not person.verify_code(code, secret):
        text = N_("This code is not right. Enter the newest code that the app shows")
        raise RuleBrokenError(text, field="code")
    person.tf_totp_secret, person.tf_primary_method = secret, "authenticator"
    person.make_recovery_codes()
    end_login_sessions(person, but=proof.login_session)
    record_event(actor, "set up second factor", person)


def renew_recovery_codes(actor: Actor, proof: Proof) -> None:
    person = queries.get_own_account(actor)
    check_proof(person, proof)
    person.make_recovery_codes()
    record_event(actor, "renewed recovery codes", person)


def turn_off_second_factor(actor: Actor, proof: Proof) -> None:
    person = queries.get_own_account(actor)
    check_proof(person, proof)
    clear_second_factor(person)
    end_login_sessions(person, but=proof.login_session)
    record_event(actor, "turned off second factor", person)


def close_account(actor: Actor, proof: Proof) -> None:
    """Forget who somebody is. What they contributed stays, under "a former member"."""
    person = queries.get_own_account(actor)
    check_proof(person, proof)
    rules.check_not_last(queries.count_other_administrators(but=person), person.role)
    end_login_sessions(person)
    delete_links(person)
    delete_identities(person)
    clear_second_factor(person)
    delete_drafts_of(person.id)
    person.email = person.password = person.organisation_id = None
    person.set_rights(())
    person.name, person.role, person.active = "", Role.RESIDENT, False
    person.closed_at = clock.now()
    record_event(actor, "closed account", person)
