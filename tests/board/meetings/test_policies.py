from typing import Any

import pytest

from coprod.board.meetings import queries
from coprod.board.meetings.policies import can_keep_groups
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotFoundError
from tests import make
from tests.board.meetings import make as meetings


@pytest.mark.parametrize("role", Role)
def test_curators_keep_boards(role: Role) -> None:
    assert can_keep_groups(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})


def test_what_is_for_members_is_read_by_members_and_curators(session: Any) -> None:
    board, other = meetings.group(), meetings.group(name="Planning group")
    private = meetings.meeting(board)
    public = meetings.meeting(board, is_public=True)
    member, elsewhere = meetings.member_of(board), meetings.member_of(other)
    for actor in (member.actor, make.curator()):
        assert set(queries.list_coming(actor, board)) == {private, public}
    for actor in (VISITOR, elsewhere.actor):
        assert queries.list_coming(actor, board) == [public]
        with pytest.raises(NotFoundError):
            queries.get_meeting(actor, private.id)


def test_only_members_know_who_sits_on_a_board(session: Any) -> None:
    board = meetings.group()
    member = meetings.member_of(board)
    assert queries.is_member(member.actor, board)
    assert not queries.is_member(VISITOR, board)
    assert not queries.is_member(make.person(role=Role.TEAM_MEMBER).actor, board)
