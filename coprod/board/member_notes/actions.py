"""Writing a note or an idea for a board, letting everybody read it, and answering an idea."""

from coprod.board.action_plan.actions import add_action
from coprod.board.action_plan.enums import ActionSource
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.rules import ActionDraft
from coprod.board.meetings.models import BoardGroup
from coprod.board.member_notes import policies, queries, rules
from coprod.board.member_notes.enums import IdeaAnswer, NoteAccess, NoteKind
from coprod.board.member_notes.models import MemberNote
from coprod.board.member_notes.rules import AnswerDraft, NoteDraft
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_


def write_note(actor: Actor, group: BoardGroup, draft: NoteDraft) -> MemberNote:
    """Write for a board. Its members and curators read it at once, and nobody else."""
    require(queries.can_write(actor, group))
    rules.check_note(draft)
    check_meeting(actor, group, draft.meeting_id)
    note = MemberNote(
        group_id=group.id,
        meeting_id=draft.meeting_id,
        person_id=actor.require_id(),
        kind=draft.kind,
        words=draft.words,
        access=NoteAccess.WAITING if draft.may_be_public else NoteAccess.MEMBERS,
    )
    if draft.kind is NoteKind.IDEA:
        next_meeting = queries.find_next_meeting_day(group)
        note.answer_by = rules.find_answer_day(clock.today(), group.answer_days, next_meeting)
    session.add(note)
    session.flush()
    record_event(actor, "wrote to a board", note)
    return note


def check_meeting(actor: Actor, group: BoardGroup, meeting_id: int | None) -> None:
    meetings = {each.id for each in queries.list_meetings(actor, group)}
    if meeting_id is not None and meeting_id not in meetings:
        raise RuleBrokenError(N_("Choose a meeting of this board"), field="meeting_id")


def offer_note(actor: Actor, note: MemberNote) -> None:
    """Say that everybody may read a note. A curator reads it first."""
    require(policies.can_offer(actor, note))
    note.access, note.decline_reason = NoteAccess.WAITING, ""
    session.flush()
    record_event(actor, "offered a note", note)


def take_back_note(actor: Actor, note: MemberNote) -> None:
    """Keep a note with the members again, from now on."""
    require(policies.can_take_back(actor, note))
    was_public = note.access is NoteAccess.PUBLIC
    note.access = NoteAccess.MEMBERS
    session.flush()
    record_event(actor, "took back a note", note, is_public=was_public)


def show_note(actor: Actor, note: MemberNote) -> None:
    require(policies.can_decide(actor, note))
    require(note.access is NoteAccess.WAITING, ConflictError)
    note.access = NoteAccess.PUBLIC
    session.flush()
    record_event(actor, "showed a note", note, is_public=True)


def decline_note(actor: Actor, note: MemberNote, reason: str) -> None:
    require(policies.can_decide(actor, note))
    require(note.access is NoteAccess.WAITING, ConflictError)
    if not reason:
        raise RuleBrokenError(N_("Say why, so that they understand"), field="message")
    note.access, note.decline_reason = NoteAccess.DECLINED, reason
    session.flush()
    record_event(actor, "declined a note", note)


def answer_idea(actor: Actor, note: MemberNote, draft: AnswerDraft) -> None:
    """Answer for the board. What it will do is an action, which says how far it is."""
    require(policies.can_decide(actor, note))
    require(note.awaits_answer, ConflictError)
    rules.check_answer(draft)
    note.action = choose_action(actor, note, draft)
    note.answer, note.answer_words = draft.answer, draft.words
    note.answered_on = clock.today()
    session.flush()
    is_public = note.access is NoteAccess.PUBLIC
    record_event(actor, "answered an idea", note, is_public=is_public, answer=draft.answer)


def choose_action(actor: Actor, note: MemberNote, draft: AnswerDraft) -> BoardAction | None:
    """Return the action that an answer points to; a new one, where the board has none yet."""
    if draft.answer is IdeaAnswer.WILL_NOT:
        return None
    if draft.action_id is not None:
        actions = {each.id: each for each in queries.list_actions_to_link(note.group_id)}
        if draft.action_id not in actions:
            raise RuleBrokenError(N_("Choose an action from the list"), field="action_id")
        return actions[draft.action_id]
    if draft.answer is IdeaAnswer.DONE:
        return None
    new_action = ActionDraft(
        group_id=note.group_id,
        title=draft.title,
        source=ActionSource.LAY_MEMBER,
        lead=draft.lead,
        due=draft.due,
    )
    return add_action(actor, new_action)
