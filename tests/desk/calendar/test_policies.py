"""Who sees what comes: without a database."""

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.desk.calendar.policies import can_see_calendar


def test_only_curators_see_what_comes() -> None:
    allowed = [role for role in Role if can_see_calendar(Actor(1, "x", role))]
    assert allowed == [Role.CURATOR, Role.ADMINISTRATOR]
    assert not can_see_calendar(VISITOR)
