"""Finding followers and what is new for them: never more than a visitor may read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.accounts.users.queries import hash_token
from coprod.core import keyring
from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotFoundError
from coprod.library.subscriptions.models import Follow, Follower
from coprod.participation.groups.policies import is_shareable
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import is_readable_by

WHOLE = (joinedload(Follower.person), selectinload(Follower.follows).joinedload(Follow.activity))


def by_token(token: str, *, to_change: bool = False) -> Follower:
    """Return who holds a private link, while there is something that they follow or may follow."""
    found = one(
        select(Follower).where(Follower.token_hash == hash_token(token)), to_change=to_change
    )
    if found is None or not found.live_follows:
        raise NotFoundError
    return found


def link_token(follower: Follower) -> str:
    """Return the token of their private link. Earlier versions made it with the secret key."""
    older = keyring.list_digests(repr(("follower", follower.encrypted_token)))
    return keyring.find_link_token(follower.encrypted_token, follower.token_hash, older)


def of_person(actor: Actor) -> Follower | None:
    return one(select(Follower).where(Follower.person_id == actor.id)) if actor.id else None


def by_email(email: str) -> Follower | None:
    return one(select(Follower).where(Follower.email == email), to_change=True)


def by_id(follower_id: int) -> Follower | None:
    """Hold a follower, so that two commands never write the same letter."""
    return one(select(Follower).where(Follower.id == follower_id), to_change=True)


def one(wanted: Select[Follower], *, to_change: bool = False) -> Follower | None:
    wanted = wanted.options(*WHOLE).execution_options(populate_existing=True)
    if to_change:
        wanted = wanted.with_for_update(of=Follower)
    return session.scalars(wanted).unique().one_or_none()


def with_confirmed() -> Sequence[int]:
    """Return the keys of those who may be written to."""
    wanted = select(Follow.follower_id).where(Follow.confirmed_at.is_not(None)).distinct()
    return session.scalars(wanted.order_by(Follow.follower_id)).all()


def follow(follower: Follower, follow_id: int) -> Follow:
    found = next((each for each in follower.live_follows if each.id == follow_id), None)
    if found is None:
        raise NotFoundError
    return found


def steps(activity_id: int, since: datetime, until: datetime) -> Sequence[Event]:
    """Return the public steps in the life of an entry in a time, if letters may tell of it."""
    may_read = select(Activity.id).where(
        is_readable_by(VISITOR), is_shareable(), Activity.id == activity_id
    )
    about = (Event.subject_kind == Activity.__tablename__, Event.subject_id.in_(may_read))
    then = (Event.is_public, Event.at > since, Event.at <= until)
    return session.scalars(select(Event).where(*about, *then).order_by(Event.id)).all()


def unconfirmed(before: datetime) -> Sequence[Follow]:
    wanted = select(Follow).where(Follow.confirmed_at.is_(None), Follow.created_at < before)
    return session.scalars(wanted.order_by(Follow.id)).all()


def gone() -> Sequence[Follower]:
    """Return the followers who follow nothing, or whose account is closed."""
    closed = select(Person.id).where(Person.closed_at.is_not(None))
    nothing = Follower.id.not_in(select(Follow.follower_id))
    wanted = select(Follower).where(nothing | Follower.person_id.in_(closed)).options(*WHOLE)
    return session.scalars(wanted.order_by(Follower.id)).unique().all()
