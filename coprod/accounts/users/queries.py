"""Finding people, where they are signed in, and the links that we sent them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.enums import ROLES
from coprod.accounts.users.models import Link, LoginSession, MailDomain, Person
from coprod.accounts.users.rules import domain_of
from coprod.core import keyring
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import Message


def hashed(secret: str) -> str:
    """Return what we keep of a key or a token. They are random: a plain hash tells nothing."""
    return keyring.hash_token(secret)


def person(person_id: int) -> Person | None:
    return session.get(Person, person_id)


def role_of(person_id: int | None) -> Message:
    """Return by what role we call somebody on a page that names nobody."""
    found = person(person_id) if person_id is not None else None
    return ROLES[found.role if found else Role.VISITOR]


def me(actor: Actor) -> Person:
    """Return the account of whoever asks."""
    found = session.get(Person, actor.id) if actor.id is not None else None
    if found is None or not found.active:
        raise NotFoundError
    return found


def account(actor: Actor) -> Person:
    """Return the account of whoever asks, with its organisation, for showing."""
    wanted = select(Person).where(Person.id == actor.id).options(joinedload(Person.organisation))
    found = session.scalars(wanted).first()
    if found is None:
        raise NotFoundError
    return found


def by_email(email: str) -> Person | None:
    return session.scalars(select(Person).where(Person.email == email)).first()


def administrators(*, but: Person) -> int:
    """Count the other administrators; their rows stay locked, so that two cannot both leave."""
    wanted = select(Person.id).where(
        Person.role == Role.ADMINISTRATOR, Person.active, Person.id != but.id
    )
    return len(session.scalars(wanted.order_by(Person.id).with_for_update()).all())


def find_login_session(key: str, *, is_whole: bool = True) -> LoginSession | None:
    """Return a sitting by the key in its cookie, with the person, if that person may sign in."""
    wanted = (
        select(LoginSession)
        .join(LoginSession.person)
        .options(joinedload(LoginSession.person))
        .where(
            LoginSession.key_hash == hashed(key), LoginSession.is_whole == is_whole, Person.active
        )
    )
    return session.scalars(wanted).first()


def sittings(actor: Actor, lasts: timedelta) -> Sequence[LoginSession]:
    """Return where somebody is signed in, the latest first. Those that are over are left out."""
    wanted = select(LoginSession).where(LoginSession.person_id == actor.id, LoginSession.is_whole)
    wanted = wanted.where(LoginSession.started_at >= clock.now() - lasts)
    return session.scalars(
        wanted.order_by(LoginSession.started_at.desc(), LoginSession.id.desc())
    ).all()


def link(token: str) -> Link:
    """Return a link that still opens something."""
    wanted = (
        select(Link)
        .options(joinedload(Link.person))
        .where(
            Link.token_hash == hashed(token),
            Link.is_blank.is_(False),
            Link.expires_at > clock.now(),
        )
    )
    found = session.scalars(wanted).first()
    if found is None or (found.person is not None and not found.person.active):
        raise NotFoundError
    return found


def organisation_for(email: str) -> int | None:
    """Return the organisation whose team has addresses like this one."""
    wanted = select(MailDomain.organisation_id).where(MailDomain.domain == domain_of(email))
    return session.scalars(wanted).first()
