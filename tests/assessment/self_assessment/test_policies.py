import pytest

from coprod.assessment.self_assessment import policies
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity

OWNER = Actor(1, "Owner", Role.RESIDENT)
CURATOR = Actor(2, "Curator", Role.CURATOR)
OTHER = Actor(3, "Other", Role.TEAM_MEMBER)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (Status.DRAFT, True),
        (Status.RETURNED, True),
        (Status.PUBLISHED, True),
        (Status.SUBMITTED, False),
        (Status.WITHDRAWN, False),
    ],
)
def test_the_owner_assesses_unless_somebody_else_decides_about_it_now(
    status: Status, allowed: bool
) -> None:
    activity = Activity(owner_id=1, status=status)

    assert policies.can_rate(OWNER, activity) is allowed


@pytest.mark.parametrize("actor", [VISITOR, OTHER, CURATOR])
def test_nobody_else_assesses(actor: Actor) -> None:
    assert not policies.can_rate(actor, Activity(owner_id=1, status=Status.PUBLISHED))


@pytest.mark.parametrize(("actor", "sees"), [(OWNER, True), (CURATOR, True), (OTHER, False)])
def test_open_answers_are_for_the_owner_and_the_curators(actor: Actor, sees: bool) -> None:
    activity = Activity(owner_id=1, status=Status.PUBLISHED)

    assert policies.can_see_open(actor, activity) is sees
