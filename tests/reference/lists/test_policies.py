import pytest

from coprod.core.values.actor import SYSTEM, Actor, Role
from coprod.reference.lists.policies import can_keep_lists


@pytest.mark.parametrize(
    ("role", "may"),
    [(role, role in {Role.CURATOR, Role.ADMINISTRATOR}) for role in Role],
)
def test_curators_keep_the_lists(role: Role, may: bool) -> None:
    assert can_keep_lists(Actor(id=1, role=role)) is may


def test_a_command_on_the_machine_keeps_the_lists() -> None:
    assert can_keep_lists(SYSTEM)
