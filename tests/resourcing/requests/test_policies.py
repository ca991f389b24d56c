from typing import Any

import pytest

from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.resourcing.requests import queries
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.requests.policies import can_keep_requests, can_read
from tests.resourcing.requests import make as requests

KEEPERS = {Role.CURATOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_curators_keep_requests(role: Role) -> None:
    assert can_keep_requests(Actor(7, role=role)) is (role in KEEPERS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_public", [True, False])
def test_everybody_reads_what_is_public(role: Role, is_public: bool) -> None:
    request = ResourceRequest(is_public=is_public)
    assert can_read(Actor(7, role=role), request) is (is_public or role in KEEPERS)


@pytest.mark.parametrize("role", Role)
def test_the_database_asks_as_the_policy_does(session: Any, role: Role) -> None:
    made, actor = requests.request(is_public=False), Actor(7, role=role)
    assert bool(queries.list_requests(actor)) is can_read(actor, made)
    if role not in KEEPERS:
        with pytest.raises(NotFoundError):
            queries.get_request(actor, made.id)
