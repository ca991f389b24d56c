"""Who asked to join what."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by
from coprod.register.joining import policies
from coprod.register.joining.enums import JoinState
from coprod.register.joining.models import JoinRequest


def find_own_request(actor: Actor, activity: Activity) -> JoinRequest | None:
    """Return what this person asked last, and what the answer was."""
    statement = select(JoinRequest).where(
        JoinRequest.activity_id == activity.id, JoinRequest.person_id == actor.id
    )
    return session.scalars(statement.order_by(JoinRequest.id.desc()).limit(1)).one_or_none()


def select_requests() -> Select[JoinRequest]:
    return (
        select(JoinRequest)
        .join(JoinRequest.activity)
        .where(Activity.status == Status.PUBLISHED)
        .options(
            contains_eager(JoinRequest.activity).selectinload(Activity.co_owners),
            joinedload(JoinRequest.person),
        )
    )


def list_to_answer(actor: Actor) -> Sequence[JoinRequest]:
    """Return what waits for those who look after an entry, the first question first."""
    if actor.id is None:
        return []
    statement = select_requests().where(
        JoinRequest.state == JoinState.WAITING,
        is_owned_by(actor),
        JoinRequest.person_id != actor.id,
    )
    return session.scalars(statement.order_by(JoinRequest.id)).all()


def get_request(actor: Actor, join_id: int) -> JoinRequest:
    """Return a question to whoever may answer it."""
    request = require_found(
        session.scalars(select_requests().where(JoinRequest.id == join_id)).one_or_none()
    )
    require(policies.can_answer(actor, request), NotFoundError)
    return request
