import pytest

from coprod.board.chains.policies import can_keep_chains
from coprod.core.values.actor import Actor, Role


@pytest.mark.parametrize("role", Role)
def test_curators_keep_chains(role: Role) -> None:
    assert can_keep_chains(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})
