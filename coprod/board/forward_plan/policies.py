"""Who plans what a board deals with, and who reads which item."""

from sqlalchemy import ColumnElement, or_, true

from coprod.board.forward_plan.models import PlanItem
from coprod.board.meetings.models import Meeting
from coprod.board.meetings.policies import is_member_of
from coprod.core.values.actor import Actor, Role


def can_plan(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for items carries, with their meeting joined to it.

    An item is public when it is marked so, and its meeting is.
    """
    if actor.is_at_least(Role.CURATOR):
        return true()
    is_public = PlanItem.is_public.is_(True) & or_(
        PlanItem.meeting_id.is_(None), Meeting.is_public.is_(True)
    )
    return is_public if actor.id is None else or_(is_public, is_member_of(actor, PlanItem.group_id))
