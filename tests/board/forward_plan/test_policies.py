from typing import Any

import pytest

from coprod.board.forward_plan import queries
from coprod.board.forward_plan.policies import can_plan
from coprod.core.values.actor import VISITOR, Actor, Role
from tests import make
from tests.board.forward_plan import make as plan
from tests.board.meetings import make as meetings


@pytest.mark.parametrize("role", Role)
def test_curators_plan(role: Role) -> None:
    assert can_plan(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})


def test_an_item_is_public_when_it_and_its_meeting_are(session: Any) -> None:
    board = meetings.group()
    public, private = meetings.meeting(board, is_public=True), meetings.meeting(board)
    seen = plan.item(board, meeting_id=public.id, is_public=True)
    waiting = plan.item(board, is_public=True)
    hidden = [
        plan.item(board, meeting_id=public.id),
        plan.item(board, meeting_id=private.id, is_public=True),
        plan.item(board),
    ]
    elsewhere = meetings.member_of(meetings.group(name="Other"))
    for actor in (VISITOR, elsewhere.actor):
        assert set(queries.list_items(actor, board)) == {seen, waiting}
    for actor in (meetings.member_of(board).actor, make.curator()):
        assert set(queries.list_items(actor, board)) == {seen, waiting, *hidden}
