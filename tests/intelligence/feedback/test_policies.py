"""Who keeps insight summaries. No database."""

import pytest

from coprod.core.values.actor import SYSTEM, Actor, Role
from coprod.intelligence.feedback import policies


@pytest.mark.parametrize("role", list(Role))
def test_curators_keep_them_and_nobody_else(role: Role) -> None:
    may = role in {Role.CURATOR, Role.ADMINISTRATOR}

    assert policies.can_curate(Actor(1, "x", role)) is may
    assert policies.sees_exact_numbers(Actor(1, "x", role)) is may


def test_the_machine_writes_none_down() -> None:
    assert not policies.can_curate(SYSTEM)
