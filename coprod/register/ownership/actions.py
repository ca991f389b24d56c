"""Asking somebody to look after an activity, saying yes, handing over, leaving."""

import secrets
from typing import Any

from sqlalchemy import delete

from coprod.accounts.users.queries import get_own_account
from coprod.accounts.users.rules import check_email
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import delete_rows, session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require
from coprod.register.activities.models import Activity, CoOwner
from coprod.register.ownership import policies, queries, rules
from coprod.register.ownership.models import OwnerInvitation
from coprod.register.ownership.rules import OwnerRequest


def open_to_organisation(actor: Actor, activity: Activity, *, is_open: bool) -> None:
    """Let others of the organisation that leads an activity write and assess it, or not."""
    require(policies.can_share(actor, activity))
    activity.is_closed_to_organisation = not is_open
    session.flush()
    record_event(
        actor, "opened to its organisation" if is_open else "closed to its organisation", activity
    )


def invite_owner(actor: Actor, activity: Activity, request: OwnerRequest) -> str:
    """Make the link to send. Whether its address has an account makes no difference to anything."""
    may = policies.can_hand_over if request.is_hand_over else policies.can_share
    require(may(actor, activity))
    actor_id = actor.require_id()
    email, token = check_email(request.email), secrets.token_urlsafe(32)
    of_this = delete(OwnerInvitation).where(OwnerInvitation.activity_id == activity.id)
    session.execute(of_this.where(OwnerInvitation.email == email))
    rules.check_open(len(queries.list_invitations(actor, activity)))
    invitation = OwnerInvitation(
        activity_id=activity.id,
        email=email,
        token_hash=hash_token(token),
        is_hand_over=request.is_hand_over,
        by_id=actor_id,
        expires_at=clock.now() + rules.INVITATION_LIFETIME,
    )
    session.add(invitation)
    record_event(actor, "asked for an owner", activity)
    return token


def withdraw_invitation(actor: Actor, activity: Activity, invitation_id: int) -> None:
    require(policies.can_share(actor, activity))
    of_this = delete(OwnerInvitation).where(OwnerInvitation.activity_id == activity.id)
    session.execute(of_this.where(OwnerInvitation.id == invitation_id))


def delete_expired_invitations() -> int:
    """Forget questions that nobody answered in time, and the addresses that they went to."""
    return delete_rows(delete(OwnerInvitation).where(OwnerInvitation.expires_at <= clock.now()))


def accept(actor: Actor, token: str) -> Activity:
    """Look after an activity from now on, as its owner or beside them."""
    invitation = take_invitation(actor, token)
    activity = invitation.activity
    if invitation.is_hand_over:
        hand_over(activity, get_own_account(actor).id)
    elif activity.owner_id != actor.id:
        add_co_owner(activity, get_own_account(actor).id)
    session.flush()
    record_event(actor, "took over" if invitation.is_hand_over else "joined as owner", activity)
    return activity


def decline(actor: Actor, token: str) -> None:
    take_invitation(actor, token)


def take_invitation(actor: Actor, token: str) -> OwnerInvitation:
    """Take a question off the table, once, whoever else answers it at the same time."""
    invitation = queries.get_invitation(actor, token)
    result: Any = session.execute(
        delete(OwnerInvitation).where(OwnerInvitation.id == invitation.id)
    )
    require(result.rowcount == 1, NotFoundError)
    session.expunge(invitation)
    return invitation


def hand_over(activity: Activity, person_id: int) -> None:
    """Give an activity to its new owner. The old one stays beside them until they leave."""
    old = activity.owner_id
    if old == person_id:
        return
    activity.co_owners = [each for each in activity.co_owners if each.person_id != person_id]
    activity.owner_id = person_id
    add_co_owner(activity, old)
    of_this = delete(OwnerInvitation).where(OwnerInvitation.activity_id == activity.id)
    session.execute(of_this.where(OwnerInvitation.is_hand_over))


def add_co_owner(activity: Activity, person_id: int) -> None:
    """Add somebody, or let somebody in again who had left."""
    known_owners = [each for each in activity.co_owners if each.person_id == person_id]
    for each in known_owners:
        each.left_at = None
    if not known_owners:
        activity.co_owners.append(CoOwner(person_id=person_id, since=clock.now()))


def remove_co_owner(actor: Actor, activity: Activity, co_owner: CoOwner) -> None:
    """End somebody's part in an activity, but remember it: they may not decide about it."""
    require(policies.can_remove(actor, activity, co_owner))
    co_owner.left_at = clock.now()
    of_this = delete(OwnerInvitation).where(OwnerInvitation.activity_id == activity.id)
    session.execute(of_this.where(OwnerInvitation.by_id == co_owner.person_id))
    is_own = co_owner.person_id == actor.id
    record_event(actor, "left" if is_own else "removed an owner", activity)
