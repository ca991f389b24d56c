"""Reading what lay members wrote for a board, as far as the actor may."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.board.action_plan.models import BoardAction
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.meetings.policies import visible_to as is_visible_meeting
from coprod.board.meetings.queries import list_coming, list_earlier
from coprod.board.member_notes import policies
from coprod.board.member_notes.enums import NoteKind
from coprod.board.member_notes.models import MemberNote
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found


def select_notes(actor: Actor) -> Select[MemberNote]:
    """Select what the actor may read, the newest first; of a hidden meeting, nothing is loaded."""
    is_own_meeting = and_(Meeting.id == MemberNote.meeting_id, is_visible_meeting(actor))
    statement = select(MemberNote).join(MemberNote.group).outerjoin(Meeting, is_own_meeting)
    whole = (
        contains_eager(MemberNote.group),
        contains_eager(MemberNote.meeting),
        joinedload(MemberNote.action),
    )
    statement = statement.where(policies.visible_to(actor)).options(*whole)
    return statement.order_by(MemberNote.at.desc(), MemberNote.id.desc())


def list_for_group(actor: Actor, group: BoardGroup) -> Sequence[MemberNote]:
    return session.scalars(select_notes(actor).where(MemberNote.group_id == group.id)).all()


def list_for_meeting(actor: Actor, meeting: Meeting) -> Sequence[MemberNote]:
    return session.scalars(select_notes(actor).where(MemberNote.meeting_id == meeting.id)).all()


def list_own(actor: Actor) -> Sequence[MemberNote]:
    return session.scalars(select_notes(actor).where(MemberNote.person_id == actor.id)).all()


def get_note(actor: Actor, note_id: int, *, to_change: bool = False) -> MemberNote:
    statement = select_notes(actor).where(MemberNote.id == note_id)
    if to_change:
        statement = statement.with_for_update(of=MemberNote)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def can_write(actor: Actor, group: BoardGroup) -> bool:
    condition = policies.is_writer_for(actor, group.id)
    return actor.id is not None and bool(session.scalar(select(condition)))


def list_boards_to_write_to(actor: Actor) -> Sequence[BoardGroup]:
    if actor.id is None:
        return ()
    statement = select(BoardGroup).where(policies.is_writer_for(actor, BoardGroup.id))
    return session.scalars(statement.order_by(BoardGroup.name, BoardGroup.id)).all()


def list_meetings(actor: Actor, group: BoardGroup) -> list[Meeting]:
    """Return the meetings that a note can be about, the newest first."""
    coming = reversed(list_coming(actor, group))
    meetings = [*coming, *list_earlier(actor, group)]
    return [each for each in meetings if each.cancelled_at is None]


def find_next_meeting_day(group: BoardGroup) -> date | None:
    is_coming = (Meeting.starts_at >= clock.now(), Meeting.cancelled_at.is_(None))
    statement = select(Meeting).where(Meeting.group_id == group.id, *is_coming)
    meeting = session.scalars(statement.order_by(Meeting.starts_at).limit(1)).first()
    return meeting.day if meeting else None


# Ideas that wait for their answer


def awaits_answer() -> ColumnElement[bool]:
    return (MemberNote.kind == NoteKind.IDEA) & MemberNote.answer.is_(None)


def is_late(today: date) -> ColumnElement[bool]:
    return awaits_answer() & (MemberNote.answer_by < today)


def list_late(today: date) -> Sequence[MemberNote]:
    """Return the ideas of all boards that are late: only for what says nothing of their words."""
    statement = select(MemberNote).where(is_late(today)).options(joinedload(MemberNote.group))
    return session.scalars(statement.order_by(MemberNote.answer_by, MemberNote.id)).all()


def list_actions_to_link(group_id: int) -> Sequence[BoardAction]:
    """Return the actions of a board that an answer can point to, the newest first."""
    statement = select(BoardAction).where(BoardAction.group_id == group_id)
    return session.scalars(statement.order_by(BoardAction.id.desc())).all()
