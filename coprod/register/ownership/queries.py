"""Finding those who look after an activity, and those who were asked to."""

from collections.abc import Sequence
from typing import NoReturn

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.queries import get_own_account
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError
from coprod.register.activities.models import Activity, CoOwner
from coprod.register.ownership import policies
from coprod.register.ownership.models import OwnerInvitation


def list_co_owners(actor: Actor, activity: Activity) -> Sequence[CoOwner]:
    if not policies.can_see(actor, activity):
        return []
    statement = select_active(activity).options(joinedload(CoOwner.person))
    return session.scalars(statement.order_by(CoOwner.since, CoOwner.id)).all()


def select_active(activity: Activity) -> Select[CoOwner]:
    return select(CoOwner).where(CoOwner.activity_id == activity.id, CoOwner.left_at.is_(None))


def get_co_owner(actor: Actor, activity: Activity, co_owner_id: int) -> CoOwner:
    co_owner = session.scalars(select_active(activity).where(CoOwner.id == co_owner_id)).first()
    return co_owner if co_owner and policies.can_see(actor, activity) else raise_not_found()


def raise_not_found() -> NoReturn:
    raise NotFoundError


def list_invitations(actor: Actor, activity: Activity) -> Sequence[OwnerInvitation]:
    """Return the questions that nobody has answered yet."""
    if not policies.can_see(actor, activity):
        return []
    statement = select(OwnerInvitation).where(
        OwnerInvitation.activity_id == activity.id, OwnerInvitation.expires_at > clock.now()
    )
    return session.scalars(statement.order_by(OwnerInvitation.id)).all()


def get_invitation(actor: Actor, token: str) -> OwnerInvitation:
    """Return what a link asks, if it was sent to the address of whoever opens it."""
    statement = (
        select(OwnerInvitation)
        .options(joinedload(OwnerInvitation.activity))
        .where(
            OwnerInvitation.token_hash == hash_token(token),
            OwnerInvitation.expires_at > clock.now(),
            OwnerInvitation.email == get_own_account(actor).email,
        )
    )
    return session.scalars(statement).first() or raise_not_found()
