from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.participation.directory import actions, queries
from coprod.participation.directory.policies import can_keep
from coprod.participation.directory.rules import ConnectorFilter
from tests import make
from tests.participation.directory import make as directory

ANY = ConnectorFilter()


@pytest.mark.parametrize("role", Role)
def test_curators_keep_the_directory(role: Role) -> None:
    assert can_keep(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})


def test_a_group_that_was_taken_off_is_seen_by_curators_alone(session: Any) -> None:
    group = directory.connector()
    assert queries.list_connectors(VISITOR, ANY) == [group]
    actions.take_off(make.curator(), group)
    assert queries.list_connectors(VISITOR, ANY) == []
    assert queries.list_connectors(make.person(role=Role.TEAM_MEMBER).actor, ANY) == []
    assert queries.list_connectors(make.curator(), ANY) == [group]
    with pytest.raises(NotFoundError):
        queries.get_connector(VISITOR, group.slug)
