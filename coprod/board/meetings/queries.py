"""Reading boards, and of their meetings those that the actor may see."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from coprod.accounts.users.models import Person
from coprod.board.meetings import policies
from coprod.board.meetings.enums import MemberKind
from coprod.board.meetings.models import BoardGroup, BoardMember, Meeting
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import require_found

MOST_EARLIER = 12
STILL_IN_CALENDARS = timedelta(days=365)
CAN_SIT = (Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER)
"""Who may be let see what is for members. Curators see it anyway."""


def list_groups() -> Sequence[BoardGroup]:
    return session.scalars(select(BoardGroup).order_by(BoardGroup.name, BoardGroup.id)).all()


def get_group(slug: str, *, to_change: bool = False) -> BoardGroup:
    statement = select(BoardGroup).where(BoardGroup.slug == slug)
    if to_change:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def find_group_of_term(term_id: int | None) -> BoardGroup | None:
    statement = select(BoardGroup).where(BoardGroup.term_id == term_id)
    return session.scalars(statement).one_or_none() if term_id else None


# Who sits on it


def list_members(group: BoardGroup) -> Sequence[BoardMember]:
    """Return who sits on a board, without those whose account was closed."""
    statement = select(BoardMember).join(BoardMember.person)
    statement = statement.where(BoardMember.group_id == group.id, Person.closed_at.is_(None))
    statement = statement.options(contains_eager(BoardMember.person))
    return session.scalars(statement.order_by(BoardMember.id)).all()


def list_member_kinds(group: BoardGroup) -> list[MemberKind]:
    """Return which kinds of members there are: all that is told of them to everybody."""
    statement = select(BoardMember.kind).where(BoardMember.group_id == group.id).distinct()
    kinds = set(session.scalars(statement))
    return [each for each in MemberKind if each in kinds]


def is_member(actor: Actor, group: BoardGroup) -> bool:
    condition = policies.is_member_of(actor, group.id)
    return actor.id is not None and bool(session.scalar(select(condition)))


def list_possible_members(group: BoardGroup) -> Sequence[Person]:
    seated = select(BoardMember.person_id).where(BoardMember.group_id == group.id)
    statement = select(Person).where(
        Person.closed_at.is_(None), Person.role.in_(CAN_SIT), Person.id.not_in(seated)
    )
    return session.scalars(statement.order_by(Person.name, Person.id)).all()


# Meetings


def select_meetings(actor: Actor) -> Select[Meeting]:
    statement = select(Meeting).join(Meeting.group).options(contains_eager(Meeting.group))
    return statement.where(policies.visible_to(actor))


def list_coming(actor: Actor, group: BoardGroup) -> Sequence[Meeting]:
    """Return the meetings of a board from today on, those that were called off too."""
    statement = select_meetings(actor).where(Meeting.group_id == group.id)
    statement = statement.where(Meeting.starts_at >= clock.get_midnight(clock.today()))
    return session.scalars(statement.order_by(Meeting.starts_at, Meeting.id)).all()


def list_earlier(actor: Actor, group: BoardGroup) -> Sequence[Meeting]:
    """Return the last meetings of a board, the newest one first."""
    statement = select_meetings(actor).where(Meeting.group_id == group.id)
    statement = statement.where(Meeting.starts_at < clock.get_midnight(clock.today()))
    order = (Meeting.starts_at.desc(), Meeting.id.desc())
    return session.scalars(statement.order_by(*order).limit(MOST_EARLIER)).all()


def list_next(actor: Actor) -> Mapping[int, Meeting]:
    """Return the next meeting of each board that the actor may see, by the board."""
    statement = select_meetings(actor).where(
        Meeting.ends_at >= clock.now(), Meeting.cancelled_at.is_(None)
    )
    found = session.scalars(statement.order_by(Meeting.starts_at.desc(), Meeting.id.desc()))
    return {each.group_id: each for each in found}


def get_meeting(actor: Actor, meeting_id: int, *, to_change: bool = False) -> Meeting:
    statement = select_meetings(actor).where(Meeting.id == meeting_id)
    if to_change:
        statement = statement.with_for_update(of=Meeting)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def list_public_meetings(group: BoardGroup) -> Sequence[Meeting]:
    """Return the meetings that stand in the calendar of a board, which everybody may have."""
    since = clock.now() - STILL_IN_CALENDARS
    statement = select_meetings(VISITOR).where(Meeting.group_id == group.id)
    statement = statement.where(Meeting.starts_at >= since)
    return session.scalars(statement.order_by(Meeting.starts_at, Meeting.id)).all()


def list_between(actor: Actor, first: date, last: date) -> Sequence[Meeting]:
    """Return what takes place, or whose papers are due, between two days."""
    begins, ends = find_bounds(first, last)
    is_near = Meeting.starts_at.between(begins, ends) | Meeting.papers_on.between(first, last)
    statement = select_meetings(actor).where(is_near, Meeting.cancelled_at.is_(None))
    return session.scalars(statement.order_by(Meeting.starts_at, Meeting.id)).all()


def find_meeting_of_day(actor: Actor, term_id: int, day: date) -> Meeting | None:
    """Return the meeting on a day of the board that a line in the list of boards stands for."""
    statement = select_meetings(actor).where(BoardGroup.term_id == term_id)
    statement = statement.where(Meeting.starts_at.between(*find_bounds(day, day)))
    return session.scalars(statement.order_by(Meeting.starts_at, Meeting.id).limit(1)).first()


def find_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the first moment of a day and the last moment of another."""
    after: Any = clock.get_midnight(last + timedelta(days=1))
    return clock.get_midnight(first), after - timedelta(microseconds=1)
