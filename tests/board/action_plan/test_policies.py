import pytest

from coprod.board.action_plan.enums import ActionState
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.policies import can_answer, can_keep_actions, can_move
from coprod.core.values.actor import VISITOR, Actor, Role


@pytest.mark.parametrize("role", Role)
def test_curators_keep_the_plan(role: Role) -> None:
    assert can_keep_actions(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})


def test_residents_answer_and_those_who_look_after_it_do_not() -> None:
    action = BoardAction(state=ActionState.OPEN, lead_id=3)
    assert can_answer(VISITOR, action)
    assert can_answer(Actor(4, role=Role.RESIDENT), action)
    assert not can_answer(Actor(3, role=Role.TEAM_MEMBER), action)
    assert not can_answer(Actor(5, role=Role.CURATOR), action)
    action.state = ActionState.NOT_DOING
    assert not can_answer(VISITOR, action)


def test_curators_and_the_account_that_looks_after_it_say_how_it_stands() -> None:
    action, open_action = BoardAction(lead_id=3), BoardAction(lead_id=None)
    assert can_move(Actor(3, role=Role.TEAM_MEMBER), action)
    assert can_move(Actor(5, role=Role.CURATOR), action)
    assert not can_move(Actor(4, role=Role.TEAM_MEMBER), action)
    assert not can_move(VISITOR, open_action)
