"""Who gives letters other words."""

import pytest

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.reference.wording.policies import can_word


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.VISITOR])
def test_administrators_alone_word_letters(role: Role) -> None:
    assert can_word(Actor(id=1, role=role)) == (role is Role.ADMINISTRATOR)


def test_a_visitor_does_not() -> None:
    assert not can_word(VISITOR)
