import pytest

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.learning.adoption import policies
from coprod.learning.adoption.models import Adoption
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity

CHILD_OWNER, PARENT_OWNER = Actor(1, "x", Role.TEAM_MEMBER), Actor(2, "x", Role.TEAM_MEMBER)
CURATOR = Actor(3, "x", Role.CURATOR)


def adoption(status: Status = Status.PUBLISHED) -> Adoption:
    child, parent = (Activity(owner_id=n, status=status) for n in (1, 2))
    return Adoption(child=child, parent=parent)


@pytest.mark.parametrize("status", list(Status))
def test_what_is_public_is_used_and_asked_about(status: Status) -> None:
    entry = Activity(owner_id=2, status=status)
    is_public = status is Status.PUBLISHED

    assert policies.can_ask(entry) is is_public
    assert policies.can_use(CHILD_OWNER, entry) is is_public
    assert not policies.can_use(VISITOR, entry)


@pytest.mark.parametrize("status", list(Status))
def test_who_used_it_says_how_it_went(status: Status) -> None:
    assert policies.can_answer(CHILD_OWNER, adoption(status)) is (status not in GONE)
    for actor in (PARENT_OWNER, CURATOR, VISITOR):
        assert not policies.can_answer(actor, adoption(status))


def test_a_curator_without_a_hand_in_either_entry_reads_it_first() -> None:
    assert policies.can_read_answer(CURATOR, adoption())
    own = (Actor(n, "x", Role.CURATOR) for n in (1, 2))
    for actor in (CHILD_OWNER, PARENT_OWNER, VISITOR, *own):
        assert not policies.can_read_answer(actor, adoption())
