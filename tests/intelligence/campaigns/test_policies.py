"""Who reads and writes campaigns."""

import pytest

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.campaigns import policies


@pytest.mark.parametrize(
    ("role", "may"), [(Role.RESIDENT, False), (Role.CURATOR, True), (Role.ADMINISTRATOR, True)]
)
def test_curators_keep_campaigns(role: Role, may: bool) -> None:
    assert policies.can_keep(Actor(1, role=role)) is may
    assert not policies.can_keep(Actor(role=role))
