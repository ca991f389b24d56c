"""Who keeps boards and their meetings, and who reads what is for members only."""

from sqlalchemy import ColumnElement, or_, select, true

from coprod.board.meetings.models import BoardMember, Meeting
from coprod.core.values.actor import Actor, Role


def can_keep_groups(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_member_of(actor: Actor, group_id: object) -> ColumnElement[bool]:
    """Return the condition that the actor reads what is for members of a board."""
    if actor.is_at_least(Role.CURATOR):
        return true()
    seats = select(BoardMember.id).where(
        BoardMember.group_id == group_id, BoardMember.person_id == actor.id
    )
    return seats.exists()


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for meetings carries."""
    if actor.is_at_least(Role.CURATOR):
        return true()
    if actor.id is None:
        return Meeting.is_public.is_(True)
    return or_(Meeting.is_public.is_(True), is_member_of(actor, Meeting.group_id))
