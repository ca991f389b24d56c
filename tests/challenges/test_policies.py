import pytest

from coprod.challenges.policies import can_claim, can_judge
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, CoOwner

OWNER, BESIDE, LEFT = 1, 2, 3


def activity(status: Status) -> Activity:
    beside = CoOwner(person_id=BESIDE, left_at=None)
    return Activity(owner_id=OWNER, status=status, co_owners=[beside])


@pytest.mark.parametrize("status", Status)
def test_those_who_look_after_an_entry_claim_while_it_is_theirs_or_public(status: Status) -> None:
    open_to_claims = status in {Status.DRAFT, Status.RETURNED, Status.PUBLISHED}

    for person in (OWNER, BESIDE):
        actor = Actor(id=person, role=Role.RESIDENT)
        assert can_claim(actor, activity(status)) is open_to_claims
    assert not can_claim(Actor(id=9, role=Role.ADMINISTRATOR), activity(status))
    assert not can_claim(VISITOR, activity(status))


@pytest.mark.parametrize("status", Status)
def test_a_curator_judges_what_was_sent_in_or_is_public_and_is_not_their_own(
    status: Status,
) -> None:
    is_open = status in {Status.SUBMITTED, Status.PUBLISHED}

    assert can_judge(Actor(id=9, role=Role.CURATOR), activity(status)) is is_open
    assert not can_judge(Actor(id=OWNER, role=Role.CURATOR), activity(status))
    assert not can_judge(Actor(id=BESIDE, role=Role.CURATOR), activity(status))
    assert not can_judge(Actor(id=9, role=Role.LAY_MEMBER), activity(status))
    assert not can_judge(Actor(role=Role.ADMINISTRATOR), activity(status))


def test_who_looked_after_it_once_does_not_judge_it() -> None:
    public = activity(Status.PUBLISHED)
    public.co_owners.append(CoOwner(person_id=LEFT, left_at=public.published_at))

    assert not can_judge(Actor(id=LEFT, role=Role.CURATOR), public)
