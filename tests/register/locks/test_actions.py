from typing import Any

import pytest

from coprod.assessment.self_assessment.policies import can_rate
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.actions import change_activity
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_locked_to
from coprod.register.activities.queries import get_working_parts
from coprod.register.activities.rules import Naming
from coprod.register.locks.actions import lock_activity, unlock_activity
from coprod.register.locks.policies import can_set_lock
from coprod.register.locks.queries import compute_content_fingerprint
from tests import make

ROLES = "A curator and two lay members"


@pytest.fixture
def activity(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def lock(activity: Activity) -> None:
    seen = compute_content_fingerprint(activity)
    lock_activity(make.person(role=Role.CURATOR).actor, activity, ROLES, seen=seen)


def test_a_curator_locks_with_roles_and_day(activity: Activity) -> None:
    lock(activity)

    assert activity.is_locked
    assert (activity.checked_by, activity.locked_on) == (ROLES, clock.today())


def test_the_team_changes_nothing_at_once_until_it_is_unlocked(activity: Activity) -> None:
    owner, curator = make.owner(activity), make.person(role=Role.CURATOR).actor
    assert can_rate(owner, activity)
    lock(activity)

    assert is_locked_to(owner, activity)
    assert not is_locked_to(curator, activity)
    assert not can_rate(owner, activity)

    unlock_activity(curator, activity, "The team has new figures")
    assert can_rate(owner, activity)
    assert not activity.is_locked


def test_what_the_team_writes_waits(activity: Activity) -> None:
    lock(activity)
    title = activity.title
    seen = compute_fingerprint(get_working_parts(activity, Naming))

    change_activity(make.owner(activity), activity, Naming("Another name"), seen=seen)

    assert activity.title == title


def test_nobody_locks_what_they_had_a_hand_in(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    activity = make.activity(owner=curator, status=Status.PUBLISHED)

    assert not can_set_lock(curator.actor, activity)
    assert not can_set_lock(VISITOR, activity)
    with pytest.raises(NotAllowedError):
        lock_activity(curator.actor, activity, ROLES, seen="")


def test_a_curator_who_looks_after_it_is_of_its_team(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    activity = make.activity(owner=curator, status=Status.PUBLISHED)
    lock(activity)

    assert is_locked_to(curator.actor, activity)


def test_what_was_changed_since_is_not_locked(activity: Activity) -> None:
    curator = make.person(role=Role.CURATOR).actor
    seen = compute_content_fingerprint(activity)
    activity.summary = "Another summary"

    with pytest.raises(ConflictError):
        lock_activity(curator, activity, ROLES, seen=seen)


def test_roles_and_reasons_are_needed_and_each_step_is_done_once(activity: Activity) -> None:
    curator = make.person(role=Role.CURATOR).actor
    with pytest.raises(RuleBrokenError):
        lock_activity(curator, activity, "", seen=compute_content_fingerprint(activity))
    with pytest.raises(ConflictError):
        unlock_activity(curator, activity, "It was never locked")
    lock(activity)
    with pytest.raises(ConflictError):
        lock(activity)
    with pytest.raises(RuleBrokenError):
        unlock_activity(curator, activity, "")
