import pytest

from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.learning.records import policies
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.enums import Status

WRITER, OTHER = Actor(1, "x", Role.RESIDENT), Actor(2, "x", Role.TEAM_MEMBER)
CURATOR = Actor(3, "x", Role.CURATOR)
NOBODY = [VISITOR, SYSTEM]


def record(status: Status) -> LearningRecord:
    return LearningRecord(owner_id=1, status=status, is_from_team=False, activity=None)


@pytest.mark.parametrize("nobody", NOBODY, ids=str)
def test_who_has_no_account_begins_no_record(nobody: Actor) -> None:
    assert not policies.can_create(nobody)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VISITOR])
def test_everybody_with_an_account_begins_one(role: Role) -> None:
    assert policies.can_create(Actor(1, "x", role))


@pytest.mark.parametrize("status", list(Status))
def test_the_writer_sends_what_is_open_and_nobody_else_does(status: Status) -> None:
    is_open = status in {Status.DRAFT, Status.RETURNED}

    assert policies.can_send(WRITER, record(status)) is is_open
    assert policies.can_write(WRITER, record(status)) is (is_open or status is Status.PUBLISHED)
    assert policies.can_discard(WRITER, record(status)) is (status is Status.DRAFT)
    for actor in (OTHER, CURATOR, *NOBODY):
        assert not policies.can_send(actor, record(status))
        assert not policies.can_write(actor, record(status))
        assert not policies.can_discard(actor, record(status))


@pytest.mark.parametrize("status", list(Status))
def test_a_curator_decides_what_waits_and_never_their_own(status: Status) -> None:
    own = Actor(1, "x", Role.CURATOR)
    changed = record(status)
    changed.changes_since = clock.now()

    assert policies.can_decide(CURATOR, record(status)) is (status is Status.SUBMITTED)
    assert policies.can_approve(CURATOR, changed) is (status is Status.PUBLISHED)
    for actor in (WRITER, OTHER, own, VISITOR):
        assert not policies.can_decide(actor, record(status))
        assert not policies.can_approve(actor, changed)


@pytest.mark.parametrize("status", list(Status))
def test_its_writer_and_curators_withdraw_what_is_public(status: Status) -> None:
    is_public = status is Status.PUBLISHED

    for actor in (WRITER, CURATOR):
        assert policies.can_withdraw(actor, record(status)) is is_public
        assert policies.can_confirm(actor, record(status)) is is_public
        assert policies.can_read_all(actor, record(status))
    for actor in (OTHER, VISITOR):
        assert not policies.can_withdraw(actor, record(status))
        assert not policies.can_confirm(actor, record(status))
        assert not policies.can_read_all(actor, record(status))
