"""Curators alone read comments."""

import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.intelligence.themes.policies import can_sort_comments

CURATORS = {Role.CURATOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_only_curators_sort_comments(role: Role) -> None:
    assert can_sort_comments(Actor(1, role=role)) is (role in CURATORS)


def test_nobody_without_an_account_does() -> None:
    assert not can_sort_comments(VISITOR)
    assert not can_sort_comments(SYSTEM)
