from coprod.board.spotlights.policies import can_choose, can_keep_spotlights, can_nominate
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity

CURATOR = Actor(1, role=Role.CURATOR)
RESIDENT = Actor(2, role=Role.RESIDENT)


def activity(status: Status = Status.PUBLISHED, owner_id: int = 9) -> Activity:
    return Activity(status=status, owner_id=owner_id, co_owners=[])


def test_anybody_with_an_account_nominates_what_is_public() -> None:
    assert can_nominate(RESIDENT, activity())
    assert not can_nominate(VISITOR, activity())
    assert not can_nominate(RESIDENT, activity(Status.WITHDRAWN))


def test_a_curator_chooses_but_not_what_they_look_after() -> None:
    assert can_choose(CURATOR, activity())
    assert not can_choose(CURATOR, activity(owner_id=1))
    assert not can_choose(CURATOR, activity(Status.WITHDRAWN))
    assert not can_choose(RESIDENT, activity())
    assert not can_keep_spotlights(RESIDENT)
