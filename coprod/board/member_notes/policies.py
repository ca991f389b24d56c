"""Who writes for a board, who reads it, and who answers: never about what is their own."""

from sqlalchemy import ColumnElement, or_, select

from coprod.board.meetings.enums import MemberKind
from coprod.board.meetings.models import BoardMember
from coprod.board.meetings.policies import is_member_of
from coprod.board.member_notes.enums import NoteAccess
from coprod.board.member_notes.models import MemberNote
from coprod.core.values.actor import Actor, Role

WRITERS = (MemberKind.LAY_MEMBER, MemberKind.SHADOW)


def is_writer_for(actor: Actor, group_id: object) -> ColumnElement[bool]:
    """Return the condition that somebody sits on a board for the public, or shadows it."""
    seats = select(BoardMember.id).where(
        BoardMember.group_id == group_id,
        BoardMember.person_id == actor.id,
        BoardMember.kind.in_(WRITERS),
    )
    return seats.exists()


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query for notes carries."""
    is_public = MemberNote.access == NoteAccess.PUBLIC
    if actor.id is None:
        return is_public
    is_own = MemberNote.person_id == actor.id
    return or_(is_public, is_own, is_member_of(actor, MemberNote.group_id))


def is_author(actor: Actor, note: MemberNote) -> bool:
    return actor.id is not None and actor.id == note.person_id


def can_decide(actor: Actor, note: MemberNote) -> bool:
    """Tell whether somebody answers an idea, or lets everybody read a note."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return is_curator and not is_author(actor, note)


def can_offer(actor: Actor, note: MemberNote) -> bool:
    is_private = note.access in {NoteAccess.MEMBERS, NoteAccess.DECLINED}
    return is_author(actor, note) and is_private


def can_take_back(actor: Actor, note: MemberNote) -> bool:
    is_offered = note.access in {NoteAccess.WAITING, NoteAccess.PUBLIC}
    return is_author(actor, note) and is_offered
