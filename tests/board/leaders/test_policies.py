import pytest

from coprod.board.leaders.policies import can_ask_leaders
from coprod.core.values.actor import Actor, Role


@pytest.mark.parametrize("role", Role)
def test_curators_ask_leaders(role: Role) -> None:
    assert can_ask_leaders(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})
