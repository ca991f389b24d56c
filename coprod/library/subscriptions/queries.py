"""Finding followers and what is new for them: never more than a visitor may read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.core import keyring
from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.engagement.comments import queries as comments
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.library.subscriptions.models import Follow, Follower
from coprod.participation.groups.policies import is_shareable
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import is_readable_by

WITH_FOLLOWS = (
    joinedload(Follower.person),
    selectinload(Follower.follows).joinedload(Follow.activity),
)

MOST_COMMENTS = 200


def get_by_token(token: str, *, to_change: bool = False) -> Follower:
    """Return who holds a private link, while there is something that they follow or may follow."""
    follower = require_found(
        find_one(
            select(Follower).where(Follower.token_hash == hash_token(token)), to_change=to_change
        )
    )
    require(follower.live_follows, NotFoundError)
    return follower


def get_follower_token(follower: Follower) -> str:
    """Return the token of their private link. Earlier versions made it with the secret key."""
    older = keyring.list_digests(repr(("follower", follower.encrypted_token)))
    return keyring.find_link_token(follower.encrypted_token, follower.token_hash, older)


def find_by_person(actor: Actor) -> Follower | None:
    return find_one(select(Follower).where(Follower.person_id == actor.id)) if actor.id else None


def find_by_email(email: str) -> Follower | None:
    return find_one(select(Follower).where(Follower.email == email), to_change=True)


def find_by_id(follower_id: int) -> Follower | None:
    """Hold a follower, so that two commands never write the same letter."""
    return find_one(select(Follower).where(Follower.id == follower_id), to_change=True)


def find_one(statement: Select[Follower], *, to_change: bool = False) -> Follower | None:
    statement = statement.options(*WITH_FOLLOWS).execution_options(populate_existing=True)
    if to_change:
        statement = statement.with_for_update(of=Follower)
    return session.scalars(statement).unique().one_or_none()


def list_confirmed_ids() -> Sequence[int]:
    """Return the keys of those who may be written to."""
    statement = select(Follow.follower_id).where(Follow.confirmed_at.is_not(None)).distinct()
    return session.scalars(statement.order_by(Follow.follower_id)).all()


def get_follow(follower: Follower, follow_id: int) -> Follow:
    return require_found(
        next((each for each in follower.live_follows if each.id == follow_id), None)
    )


def list_public_steps(activity_id: int, since: datetime, until: datetime) -> Sequence[Event]:
    """Return the public steps in the life of an entry in a time, if letters may tell of it."""
    about = (
        Event.subject_kind == Activity.__tablename__,
        Event.subject_id.in_(select_shareable_id(activity_id)),
    )
    then = (Event.is_public, Event.at > since, Event.at <= until)
    return session.scalars(select(Event).where(*about, *then).order_by(Event.id)).all()


def select_shareable_id(activity_id: int) -> Select[int]:
    """Select the key of an activity, if letters may tell of it."""
    is_it = Activity.id == activity_id
    return select(Activity.id).where(is_readable_by(VISITOR), is_shareable(), is_it)


def list_new_comments(activity_id: int, since: datetime, until: datetime) -> Sequence[Comment]:
    """Return what people and the team said of an activity in a time, if letters may tell of it."""
    if session.scalar(select_shareable_id(activity_id)) is None:
        return []
    kind = ACTIVITY_SUBJECTS.name
    return comments.list_new_comments(kind, activity_id, since, until, MOST_COMMENTS)


def list_unconfirmed(before: datetime) -> Sequence[Follow]:
    statement = select(Follow).where(Follow.confirmed_at.is_(None), Follow.created_at < before)
    return session.scalars(statement.order_by(Follow.id)).all()


def list_gone() -> Sequence[Follower]:
    """Return the followers who follow nothing, or whose account is closed."""
    closed = select(Person.id).where(Person.closed_at.is_not(None))
    nothing = Follower.id.not_in(select(Follow.follower_id))
    statement = (
        select(Follower).where(nothing | Follower.person_id.in_(closed)).options(*WITH_FOLLOWS)
    )
    return session.scalars(statement.order_by(Follower.id)).unique().all()
