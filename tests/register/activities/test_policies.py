from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.register.activities import policies
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from tests import make

PUBLIC = {Status.PUBLISHED, Status.WITHDRAWN, Status.ARCHIVED}


def seen(session: Any, actor: Actor) -> set[Status]:
    return set(session.scalars(select(Activity.status).where(policies.visible_to(actor))))


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.VISITOR, PUBLIC),
        (Role.RESIDENT, PUBLIC),
        (Role.LAY_MEMBER, {*PUBLIC, Status.SUBMITTED}),
        (Role.TEAM_MEMBER, PUBLIC),
        (Role.CURATOR, set(Status)),
        (Role.ADMINISTRATOR, set(Status)),
    ],
)
def test_who_sees_entries_of_others(session: Any, role: Role, sees: set[Status]) -> None:
    for status in Status:
        make.activity(status=status)
    actor = VISITOR if role is Role.VISITOR else make.person(role=role).actor

    assert seen(session, actor) == sees


def test_owners_see_their_own_whatever_it_is(session: Any) -> None:
    owner = make.person(role=Role.RESIDENT)
    for status in Status:
        make.activity(owner=owner, status=status)

    assert seen(session, owner.actor) == set(Status)


@pytest.mark.parametrize("status", list(Status))
def test_owners_write_drafts_and_propose_changes_to_what_is_public(status: Status) -> None:
    activity, owner = Activity(owner_id=1, status=status), Actor(1, "x", Role.RESIDENT)

    assert policies.can_edit(owner, activity) is (status in {Status.DRAFT, Status.RETURNED})
    assert policies.can_propose(owner, activity) is (status is Status.PUBLISHED)
    for role in Role:
        assert not policies.can_write(Actor(2, "y", role), activity)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize(
    ("who", "manages"),
    [
        (Actor(1, "x", Role.TEAM_MEMBER), True),
        (Actor(2, "x", Role.TEAM_MEMBER), False),
        (Actor(1, "x", Role.CURATOR), True),
        (Actor(2, "x", Role.CURATOR), True),
        (VISITOR, False),
        (SYSTEM, False),
    ],
)
def test_owners_and_curators_manage_an_entry_until_it_is_gone(
    who: Actor, manages: bool, status: Status
) -> None:
    activity = Activity(owner_id=1, status=status)

    assert policies.can_manage(who, activity) is (manages and status not in GONE)


@pytest.mark.parametrize(
    ("who", "may"),
    [(Actor(1, role=Role.RESIDENT), True), (VISITOR, False), (SYSTEM, False)],
    ids=["a resident", "a visitor", "the machine"],
)
def test_an_account_is_needed_to_log_an_activity(who: Actor, may: bool) -> None:
    assert policies.can_log(who) is may
