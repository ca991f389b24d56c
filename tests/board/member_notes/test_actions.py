from datetime import timedelta
from typing import Any

import pytest

from coprod.board.action_plan.enums import ActionSource, ActionTiming
from coprod.board.meetings.enums import MemberKind
from coprod.board.member_notes import actions, queries
from coprod.board.member_notes.enums import IdeaAnswer, NoteAccess, NoteKind
from coprod.board.member_notes.rules import AnswerDraft
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from tests import make
from tests.board.action_plan import make as board_actions
from tests.board.meetings import make as meetings
from tests.board.member_notes import make as notes


def test_only_those_who_sit_for_the_public_or_shadow_write(session: Any) -> None:
    board = meetings.group()
    member, shadow = make.person(role=Role.RESIDENT), make.person(role=Role.RESIDENT)
    meetings.seat(board, member, MemberKind.MEMBER)
    meetings.seat(board, shadow, MemberKind.SHADOW)
    for refused in (VISITOR, make.curator(), member.actor, make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            actions.write_note(refused, board, notes.draft())
    assert actions.write_note(shadow.actor, board, notes.draft()).words


def test_an_idea_is_answered_by_the_day_that_its_board_set(session: Any) -> None:
    today = clock.today()
    assert notes.note().answer_by == today + timedelta(days=14)
    assert notes.note(meetings.group(answer_days=5)).answer_by == today + timedelta(days=5)
    at_meetings = meetings.group(answer_days=None)
    actions_day = meetings.meeting(at_meetings, days=40).day
    assert notes.note(at_meetings).answer_by == actions_day
    seen = notes.note(kind=NoteKind.NOTE)
    assert (seen.answer_by, seen.awaits_answer) == (None, False)


def test_a_note_is_about_a_meeting_of_its_board_alone(session: Any) -> None:
    board, other = meetings.group(), meetings.meeting(meetings.group())
    own = meetings.meeting(board, days=-3)
    assert notes.note(board, meeting_id=own.id).meeting_id == own.id
    with pytest.raises(RuleBrokenError) as broken:
        notes.note(board, meeting_id=other.id)
    assert broken.value.field == "meeting_id"


def test_members_and_curators_read_a_note_and_nobody_else_until_a_curator_has(session: Any) -> None:
    board = meetings.group()
    waiting = notes.note(board, may_be_public=True)
    member = meetings.member_of(board).actor
    others = (VISITOR, make.person(role=Role.LAY_MEMBER).actor, make.person().actor)
    for reads in (member, make.curator()):
        assert queries.get_note(reads, waiting.id).words
    for reads_not in others:
        with pytest.raises(NotFoundError):
            queries.get_note(reads_not, waiting.id)
        assert queries.list_for_group(reads_not, board) == []
    notes.show(waiting)
    assert [queries.get_note(each, waiting.id).id for each in others] == [waiting.id] * 3


def test_a_public_note_does_not_tell_of_a_meeting_for_members_alone(session: Any) -> None:
    board = meetings.group()
    made = notes.public(board, meeting_id=meetings.meeting(board).id)
    session.expire_all()
    assert queries.get_note(VISITOR, made.id).meeting is None
    assert queries.list_for_meeting(VISITOR, meetings.meeting(board)) == []


def test_its_author_takes_it_back_at_any_time(session: Any) -> None:
    board, author = meetings.group(), make.person(role=Role.LAY_MEMBER)
    made = notes.show(notes.note(board, author, may_be_public=True))
    with pytest.raises(NotAllowedError):
        actions.take_back_note(make.curator(), made)
    actions.take_back_note(author.actor, made)
    with pytest.raises(NotFoundError):
        queries.get_note(VISITOR, made.id)
    actions.offer_note(author.actor, made)
    assert made.access is NoteAccess.WAITING
    notes.decline(made)
    assert (made.access, made.decline_reason) == (NoteAccess.DECLINED, "It shows who somebody is")


def test_nobody_decides_about_what_is_their_own(session: Any) -> None:
    board, curator = meetings.group(), make.person(role=Role.CURATOR)
    meetings.seat(board, curator)
    own = notes.note(board, curator, may_be_public=True)
    with pytest.raises(NotAllowedError):
        actions.show_note(curator.actor, own)
    with pytest.raises(NotAllowedError):
        actions.decline_note(curator.actor, own, "Why")
    with pytest.raises(NotAllowedError):
        actions.answer_idea(curator.actor, own, AnswerDraft(IdeaAnswer.DONE, "It is"))


def test_what_the_board_will_do_is_an_action_that_says_how_far_it_is(session: Any) -> None:
    made = notes.answer(notes.note())
    assert made.action is not None
    assert (made.action.source, made.action.title) == (
        ActionSource.LAY_MEMBER,
        "Papers in easy read",
    )
    board_actions.finish(made.action)
    assert notes.get(made).action.timing is ActionTiming.DONE  # type: ignore[union-attr]


def test_an_answer_can_point_to_an_action_that_the_board_has(session: Any) -> None:
    made, other = notes.note(), board_actions.action(meetings.group())
    own = board_actions.action(made.group)
    with pytest.raises(RuleBrokenError) as broken:
        notes.answer(made, action_id=other.id)
    assert broken.value.field == "action_id"
    assert notes.answer(made, action_id=own.id).action_id == own.id


@pytest.mark.parametrize("answer", [IdeaAnswer.WILL_NOT, IdeaAnswer.DONE])
def test_what_is_not_to_be_done_becomes_no_action(session: Any, answer: IdeaAnswer) -> None:
    made = notes.answer(notes.note(), answer=answer, words="The council does it")
    assert (made.action_id, made.answer_words) == (None, "The council does it")


def test_a_new_action_needs_its_words_and_an_idea_is_answered_once(session: Any) -> None:
    made = notes.note()
    with pytest.raises(RuleBrokenError) as broken:
        notes.answer(made, title="")
    assert broken.value.field == "title"
    notes.answer(made)
    with pytest.raises(ConflictError):
        notes.answer(made)


def test_late_is_what_nobody_answered_by_its_day(session: Any) -> None:
    late, answered = notes.late(), notes.answer(notes.late())
    notes.note()
    assert late.days_late == 1
    assert answered.days_late == 0
    assert [each.id for each in queries.list_late(clock.today())] == [late.id]
