"""Signing in and out, joining, and keeping one's own account."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import delete, or_, update
from sqlalchemy.exc import IntegrityError

from coprod.accounts.users import queries, rules
from coprod.accounts.users.enums import Purpose, SignInMethod
from coprod.accounts.users.models import (
    Link,
    LinkedIdentity,
    LoginSession,
    Person,
    verify_dummy_password,
)
from coprod.core import keyring
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import delete_rows, session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotFoundError, RuleBrokenError, require
from coprod.core.values.phrases import N_

log = structlog.get_logger()


@dataclass(frozen=True)
class LinkRequest:
    """Somebody asks us to mail them a link. ``payload`` is what the link will carry."""

    purpose: Purpose
    email: str
    payload: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Mailing:
    """The e-mail to send now. One that ``is_blank`` has no link: it says why there is none."""

    purpose: Purpose
    to: str
    token: str
    is_blank: bool


# Links


def ask_for_link(request: LinkRequest) -> Mailing:
    """Make a link for whoever may have one. Every address costs the same work and time."""
    email = rules.check_email(request.email)
    person = queries.find_by_email(email)
    is_new = request.purpose in {Purpose.SIGN_UP, Purpose.INVITATION}
    is_blank = (person is not None) if is_new else (person is None or not person.active)
    owner = None if is_new or is_blank else person
    return create_link(request.purpose, email, owner, request.payload, is_blank=is_blank)


def create_link(
    purpose: Purpose,
    email: str,
    person: Person | None,
    payload: dict[str, object],
    *,
    is_blank: bool = False,
) -> Mailing:
    token = secrets.token_urlsafe(32)
    session.execute(delete(Link).where(Link.expires_at < clock.now()))
    link = Link(
        token_hash=hash_token(token),
        purpose=purpose,
        email=email,
        person_id=person.id if person else None,
        is_blank=is_blank,
        payload={} if is_blank else payload,
        expires_at=clock.now() + rules.LINK_LIFETIMES[purpose],
    )
    session.add(link)
    session.flush()
    return Mailing(purpose, email, token, is_blank)


def use_link(token: str, purpose: Purpose) -> Link:
    """Take a link, once, with every other of its kind that went to the same address."""
    link = queries.get_link(token)
    require(link.purpose is purpose, NotFoundError)
    result: Any = session.execute(delete(Link).where(Link.id == link.id))
    require(result.rowcount == 1, NotFoundError)
    session.execute(delete(Link).where(Link.email == link.email, Link.purpose == purpose))
    session.expunge(link)
    return link


def delete_links(person: Person) -> None:
    """Let no link that was ever sent to this person open anything."""
    is_theirs = or_(Link.person_id == person.id, Link.email == person.email)
    session.execute(delete(Link).where(is_theirs))


# Login sessions


def check_sign_in(email: str, password: str) -> Person:
    """Return the person whose e-mail and password these are, or refuse without saying which."""
    person = queries.find_by_email(email.strip().lower()[: rules.LONGEST_EMAIL])
    if person is None or not person.active or person.password is None:
        verify_dummy_password(password)
    elif person.verify_password(password):
        return person
    log.info("sign_in_refused", person=person.id if person else None)
    raise RuleBrokenError(N_("The e-mail address or the password is not right"), field="email")


def start_login_session(
    person: Person,
    way: SignInMethod,
    *,
    is_whole: bool,
    user_agent: str = "",
    provider_key: str | None = None,
) -> str:
    """Sign somebody in, in one browser, and return the key for its cookie."""
    key = secrets.token_urlsafe(32)
    login_session = LoginSession(
        key_hash=hash_token(key),
        person_id=person.id,
        way=way,
        provider_key=provider_key,
        browser=rules.find_browser(user_agent),
        system=rules.find_system(user_agent),
        is_whole=is_whole,
    )
    session.add(login_session)
    session.flush()
    log.info("signed_in" if is_whole else "second_factor_asked", person=person.id, way=way.value)
    return key


def check_code(pending_session: LoginSession, code: str) -> None:
    """Check the second factor of somebody who is half signed in."""
    person = pending_session.person
    if not person.verify_code(code) and not person.use_recovery_code(code):
        log.info("second_factor_refused", person=person.id)
        text = N_("This code is not right. Look for the newest code in your app")
        raise RuleBrokenError(text, field="code")
    if len(keyring.list_keys()) > 1 and person.has_second_factor:
        person.renew_secrets()
    session.delete(pending_session)


def update_seen_at(login_session: LoginSession) -> None:
    row = update(LoginSession).where(LoginSession.id == login_session.id)
    session.execute(row.values(seen_at=clock.now()))


def end_login_session(key: str) -> None:
    session.execute(delete(LoginSession).where(LoginSession.key_hash == hash_token(key)))


def end_login_sessions(person: Person, *, but: LoginSession | None = None) -> None:
    statement = delete(LoginSession).where(LoginSession.person_id == person.id)
    session.execute(statement.where(LoginSession.id != but.id) if but else statement)


def delete_identities(person: Person) -> None:
    """Let no account at an outside provider open this one."""
    session.execute(delete(LinkedIdentity).where(LinkedIdentity.person_id == person.id))


def delete_expired_logins(lasts: timedelta) -> int:
    """Forget login sessions and links that are over, and return how many."""
    login_sessions = delete(LoginSession).where(LoginSession.started_at < clock.now() - lasts)
    links = delete(Link).where(Link.expires_at < clock.now())
    return delete_rows(login_sessions) + delete_rows(links)


# Joining


def complete_sign_up(token: str) -> tuple[Person, Link]:
    """Make the account that somebody asked for, now that the address is known to be theirs."""
    link = use_link(token, Purpose.SIGN_UP)
    organisation_id = queries.find_organisation_id(link.email)
    role = Role.TEAM_MEMBER if organisation_id else Role.RESIDENT
    name = rules.check_name(str(link.payload.get("name", "")))
    return add_person(link.email, name, role, organisation_id), link


def accept_invitation(token: str, name: str) -> Person:
    """Make the account that a curator offered."""
    name = rules.check_name(name)
    link = use_link(token, Purpose.INVITATION)
    organisation_id = link.payload.get("organisation_id")
    role = Role(str(link.payload["role"]))
    return add_person(
        link.email, name, role, organisation_id if isinstance(organisation_id, int) else None
    )


def add_person(email: str, name: str, role: Role, organisation_id: int | None) -> Person:
    person = Person(email=email, name=name, role=role, organisation_id=organisation_id)
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError:
        raise ConflictError from None
    delete_links(person)
    record_event(VISITOR, "joined", person, role=role.value)
    log.info("joined", person=person.id, role=role.value)
    return person


# What a link can change


def reset_password(token: str, password: str) -> Person:
    """Set a password by link. It signs nobody in, so it opens nothing past a second factor."""
    check_new_password(get_link_owner(queries.get_link(token)), password)
    person = get_link_owner(use_link(token, Purpose.RESET_PASSWORD))
    replace_password(person, password, keep=None)
    record_event(person.actor, "reset password", person)
    return person


def get_link_owner(link: Link) -> Person:
    if link.person is None:
        raise NotFoundError
    return link.person


def check_new_password(person: Person, password: str) -> None:
    rules.check_password(password, about=(person.name, person.email or ""))


def replace_password(person: Person, password: str, *, keep: LoginSession | None) -> None:
    check_new_password(person, password)
    person.set_password(password)
    end_login_sessions(person, but=keep)
    delete_links(person)
    log.info("password_changed", person=person.id)


def change_email(token: str) -> tuple[Person, str]:
    """Change the address by the link that was sent to it. Return the old one too, to warn it."""
    link = use_link(token, Purpose.CHANGE_EMAIL)
    person, old = get_link_owner(link), get_link_owner(link).email or ""
    delete_links(person)
    try:
        with session.begin_nested():
            person.email = link.email
    except IntegrityError:
        raise ConflictError from None
    end_login_sessions(person)
    record_event(person.actor, "changed email", person)
    return person, old


def clear_second_factor(person: Person) -> None:
    person.tf_totp_secret = person.tf_primary_method = person.tf_last_counter = None
    person.mf_recovery_codes = []
