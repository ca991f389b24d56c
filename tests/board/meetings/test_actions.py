from datetime import timedelta
from typing import Any

import pytest

from coprod.board.meetings import actions, queries
from coprod.board.meetings.enums import GroupKind, MemberKind
from coprod.board.meetings.rules import GroupDraft
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.board.meetings import make as meetings


def test_nobody_but_curators_keeps_boards(session: Any) -> None:
    board = meetings.group()
    meeting = meetings.meeting(board)
    member = meetings.member_of(board).actor
    draft = GroupDraft("Other", GroupKind.OTHER)
    for refused in (
        lambda: actions.add_group(member, draft),
        lambda: actions.change_group(member, board, draft, seen=1),
        lambda: actions.plan_meeting(member, board, meetings.draft()),
        lambda: actions.change_meeting(member, meeting, meetings.draft(), seen=1),
        lambda: actions.call_off_meeting(member, meeting),
        lambda: actions.add_member(member, board, 1, MemberKind.SHADOW),
        lambda: actions.remove_member(member, board, 1),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_each_board_has_an_address_of_its_own_that_stays(session: Any) -> None:
    first, second = meetings.group(), meetings.group()
    assert (first.slug, second.slug) == ("partnership-board", "partnership-board-2")
    assert meetings.group(name="New").slug == "new-2"
    draft = GroupDraft("Committee in common", GroupKind.BOARD, papers_days=7)
    actions.change_group(make.curator(), first, draft, seen=1)
    assert (first.slug, first.name) == ("partnership-board", "Committee in common")
    with pytest.raises(ConflictError):
        actions.change_group(make.curator(), first, draft, seen=1)


def test_a_line_in_the_list_of_boards_stands_for_one_board(session: Any) -> None:
    term = make.term(ListKind.BOARD, label="Board")
    board = meetings.group(term_id=term.id)
    with pytest.raises(RuleBrokenError):
        meetings.group(name="Other", term_id=term.id)
    same = GroupDraft("Board", GroupKind.BOARD, term_id=term.id)
    actions.change_group(make.curator(), board, same, seen=1)


def test_papers_are_due_two_weeks_before_unless_the_board_says_otherwise(session: Any) -> None:
    assert meetings.meeting(meetings.group(), days=30).papers_on == clock.today() + timedelta(16)
    quick = meetings.group(papers_days=7)
    assert meetings.meeting(quick, days=30).papers_on == clock.today() + timedelta(23)


def test_members_are_added_once_and_taken_off(session: Any) -> None:
    board, person = meetings.group(), make.person(role=Role.RESIDENT)
    seat = meetings.seat(board, person, MemberKind.SHADOW)
    assert queries.list_member_kinds(board) == [MemberKind.SHADOW]
    with pytest.raises(RuleBrokenError):
        actions.add_member(make.curator(), board, person.id, MemberKind.MEMBER)
    actions.remove_member(make.curator(), board, seat.id)
    assert not queries.is_member(person.actor, board)


def test_a_meeting_that_was_called_off_is_not_changed(session: Any) -> None:
    meeting = meetings.meeting(meetings.group())
    actions.call_off_meeting(make.curator(), meeting)
    assert meeting.version == 2
    with pytest.raises(RuleBrokenError):
        actions.change_meeting(make.curator(), meeting, meetings.draft(), seen=2)
