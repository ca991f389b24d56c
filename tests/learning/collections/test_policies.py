import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.learning.collections import policies


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VISITOR])
def test_curators_put_collections_together(role: Role) -> None:
    assert policies.can_edit(Actor(1, "x", role)) is (role.rank >= Role.CURATOR.rank)


@pytest.mark.parametrize("nobody", [VISITOR, SYSTEM], ids=str)
def test_nobody_without_an_account_does(nobody: Actor) -> None:
    assert not policies.can_edit(nobody)
