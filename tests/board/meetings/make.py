"""Boards and meetings to test with, made as a curator makes them."""

from datetime import time, timedelta
from typing import Any

from coprod.accounts.users.models import Person
from coprod.board.meetings import actions, queries
from coprod.board.meetings.enums import GroupKind, MemberKind
from coprod.board.meetings.models import BoardGroup, BoardMember, Meeting
from coprod.board.meetings.rules import GroupDraft, MeetingDraft
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Role
from tests import make


def group(**given: Any) -> BoardGroup:
    usual: dict[str, Any] = {"name": "Partnership board", "kind": GroupKind.BOARD}
    made = actions.add_group(make.curator(), GroupDraft(**{**usual, **given}))
    session.commit()
    return made


def seat(
    group: BoardGroup, person: Person, kind: MemberKind = MemberKind.LAY_MEMBER
) -> BoardMember:
    """Let somebody sit on a board; a curator, who reads all anyway, in the row alone."""
    if person.role in queries.CAN_SIT:
        actions.add_member(make.curator(), group, person.id, kind)
    else:
        make.keep(BoardMember(group_id=group.id, person_id=person.id, kind=kind))
    session.commit()
    return next(each for each in queries.list_members(group) if each.person_id == person.id)


def draft(*, days: int = 9, **given: Any) -> MeetingDraft:
    usual: dict[str, Any] = {
        "day": clock.today() + timedelta(days=days),
        "begins": time(14),
        "ends": time(16),
        "place": "Room 1, step-free",
    }
    return MeetingDraft(**{**usual, **given})


def meeting(group: BoardGroup, **given: Any) -> Meeting:
    made = actions.plan_meeting(make.curator(), group, draft(**given))
    session.commit()
    return made


def member_of(group: BoardGroup) -> Person:
    person = make.person(role=Role.LAY_MEMBER)
    seat(group, person)
    return person
