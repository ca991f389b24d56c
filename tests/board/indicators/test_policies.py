import pytest

from coprod.board.indicators.policies import can_begin_link, can_keep_indicators, can_link
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity


@pytest.mark.parametrize("role", Role)
def test_curators_keep_indicators(role: Role) -> None:
    assert can_keep_indicators(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})


def test_teams_link_their_own_public_activities() -> None:
    activity = Activity(owner_id=3, status=Status.PUBLISHED, co_owners=[])
    owner, other = Actor(3, role=Role.TEAM_MEMBER), Actor(4, role=Role.TEAM_MEMBER)
    assert can_begin_link(owner)
    assert not can_begin_link(VISITOR)
    assert can_link(owner, activity)
    assert can_link(Actor(5, role=Role.CURATOR), activity)
    assert not can_link(other, activity)
    activity.status = Status.DRAFT
    assert not can_link(owner, activity)
    assert not can_link(Actor(5, role=Role.CURATOR), activity)
