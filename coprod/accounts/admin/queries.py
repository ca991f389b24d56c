"""The people of this register, for those who look after them."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from coprod.accounts.admin import policies
from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.models import Link, MailDomain, Person
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError, require, require_found

PAGE_SIZE = 50


def select_visible(actor: Actor) -> Select[Person]:
    """Begin every question about people: those who look after them see all who have an account."""
    require(policies.can_look_after_people(actor), NotFoundError)
    return select(Person).where(Person.closed_at.is_(None))


def list_people(actor: Actor, role: Role | None, page: int) -> Sequence[Person]:
    """Return one page of people by name. One more than fits says that there is another page."""
    statement = select_visible(actor).options(joinedload(Person.organisation))
    if role:
        statement = statement.where(Person.role == role)
    ordered = statement.order_by(func.lower(Person.name), Person.id)
    return session.scalars(ordered.limit(PAGE_SIZE + 1).offset((page - 1) * PAGE_SIZE)).all()


def get_person(actor: Actor, person_id: int) -> Person:
    statement = (
        select_visible(actor).where(Person.id == person_id).options(joinedload(Person.organisation))
    )
    return require_found(session.scalars(statement).first())


def list_invitations(actor: Actor) -> Sequence[Link]:
    """Return the invitations that nobody has accepted yet."""
    require(policies.can_look_after_people(actor), NotFoundError)
    statement = select(Link).where(
        Link.purpose == Purpose.INVITATION,
        Link.is_blank.is_(False),
        Link.expires_at > clock.now(),
    )
    return session.scalars(statement.order_by(Link.expires_at.desc(), Link.id.desc())).all()


def list_domains(actor: Actor) -> Sequence[MailDomain]:
    require(policies.can_look_after_people(actor), NotFoundError)
    statement = select(MailDomain).options(joinedload(MailDomain.organisation))
    return session.scalars(statement.order_by(MailDomain.domain)).all()


def get_domain(actor: Actor, domain_id: int) -> MailDomain:
    domain = require_found(session.get(MailDomain, domain_id))
    require(policies.can_look_after_people(actor), NotFoundError)
    return domain
