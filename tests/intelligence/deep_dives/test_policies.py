"""Who reads and keeps deep dives."""

from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.intelligence.deep_dives import policies, queries
from tests.intelligence.deep_dives.make import deep_dive


@pytest.mark.parametrize(
    ("role", "may"), [(Role.RESIDENT, False), (Role.CURATOR, True), (Role.ADMINISTRATOR, True)]
)
def test_curators_keep_deep_dives(role: Role, may: bool) -> None:
    assert policies.can_keep_deep_dives(Actor(1, role=role)) is may
    assert not policies.can_keep_deep_dives(Actor(role=role))


def test_readers_find_what_is_public_and_curators_everything(session: Any) -> None:
    public, held = deep_dive(), deep_dive(is_public=False, title="«Held back»")
    assert queries.list_deep_dives(VISITOR) == [public]
    assert set(queries.list_deep_dives(Actor(1, role=Role.CURATOR))) == {public, held}
    with pytest.raises(NotFoundError):
        queries.get_deep_dive(VISITOR, held.slug)
