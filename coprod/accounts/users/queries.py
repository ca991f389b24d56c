"""Finding people, where they are signed in, and the links that we sent them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.enums import ROLE_LABELS
from coprod.accounts.users.models import Link, LinkedIdentity, LoginSession, MailDomain, Person
from coprod.accounts.users.rules import get_domain
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.phrases import Message


def find_person(person_id: int) -> Person | None:
    return session.get(Person, person_id)


def get_role_label(person_id: int | None) -> Message:
    """Return by what role we call somebody on a page that names nobody."""
    person = find_person(person_id) if person_id is not None else None
    return ROLE_LABELS[person.role if person else Role.VISITOR]


def get_own_account(actor: Actor) -> Person:
    """Return the account of whoever asks."""
    person = require_found(session.get(Person, actor.id) if actor.id is not None else None)
    require(person.active, NotFoundError)
    return person


def get_own_account_with_organisation(actor: Actor) -> Person:
    """Return the account of whoever asks, with its organisation, for showing."""
    statement = select(Person).where(Person.id == actor.id).options(joinedload(Person.organisation))
    return require_found(session.scalars(statement).first())


def find_by_email(email: str) -> Person | None:
    return session.scalars(select(Person).where(Person.email == email)).first()


def count_other_administrators(*, but: Person) -> int:
    """Count the other administrators; their rows stay locked, so that two cannot both leave."""
    statement = select(Person.id).where(
        Person.role == Role.ADMINISTRATOR, Person.active, Person.id != but.id
    )
    return len(session.scalars(statement.order_by(Person.id).with_for_update()).all())


def find_login_session(key: str, *, is_whole: bool = True) -> LoginSession | None:
    """Return a login session by the key in its cookie, if its person may sign in."""
    statement = (
        select(LoginSession)
        .join(LoginSession.person)
        .options(joinedload(LoginSession.person))
        .where(
            LoginSession.key_hash == hash_token(key),
            LoginSession.is_whole == is_whole,
            Person.active,
        )
    )
    return session.scalars(statement).first()


def list_login_sessions(actor: Actor, lasts: timedelta) -> Sequence[LoginSession]:
    """Return where somebody is signed in, the latest first. Those that are over are left out."""
    statement = select(LoginSession).where(
        LoginSession.person_id == actor.id, LoginSession.is_whole
    )
    statement = statement.where(LoginSession.started_at >= clock.now() - lasts)
    return session.scalars(
        statement.order_by(LoginSession.started_at.desc(), LoginSession.id.desc())
    ).all()


def get_own_login_session(actor: Actor, session_id: int) -> LoginSession:
    """Return where whoever asks is signed in. That of somebody else is not there."""
    statement = select(LoginSession).where(
        LoginSession.id == session_id, LoginSession.person_id == actor.require_id()
    )
    return require_found(session.scalars(statement).first())


def has_identity(actor: Actor) -> bool:
    """Say whether an account at an outside provider opens one's own."""
    statement = select(LinkedIdentity.id).where(LinkedIdentity.person_id == actor.id)
    return session.scalars(statement.limit(1)).first() is not None


def find_identity(key: str) -> LinkedIdentity | None:
    """Return whose account somebody at an outside provider opens."""
    statement = select(LinkedIdentity).options(joinedload(LinkedIdentity.person))
    return session.scalars(statement.where(LinkedIdentity.key_hash == hash_token(key))).first()


def get_link(token: str) -> Link:
    """Return a link that still opens something."""
    statement = (
        select(Link)
        .options(joinedload(Link.person))
        .where(
            Link.token_hash == hash_token(token),
            Link.is_blank.is_(False),
            Link.expires_at > clock.now(),
        )
    )
    link = session.scalars(statement).first()
    if link is None or (link.person is not None and not link.person.active):
        raise NotFoundError
    return link


def find_organisation_id(email: str) -> int | None:
    """Return the organisation whose team has addresses like this one."""
    statement = select(MailDomain.organisation_id).where(MailDomain.domain == get_domain(email))
    return session.scalars(statement).first()
