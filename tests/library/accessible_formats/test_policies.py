import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.library.accessible_formats import policies
from coprod.library.accessible_formats.models import FormatVersion
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity

OWNER, STRANGER = Actor(1, "x", Role.TEAM_MEMBER), Actor(2, "x", Role.TEAM_MEMBER)
CURATOR, OWN_CURATOR = Actor(3, "x", Role.CURATOR), Actor(1, "x", Role.CURATOR)
WAITS, READ = FormatVersion(waits=True), FormatVersion(waits=False)


def entry(status: Status = Status.PUBLISHED) -> Activity:
    return Activity(owner_id=1, status=status)


@pytest.mark.parametrize(
    ("actor", "reads", "approves"),
    [
        (OWNER, True, False),
        (CURATOR, True, True),
        (OWN_CURATOR, True, False),
        (STRANGER, False, False),
        (VISITOR, False, False),
        (SYSTEM, False, False),
    ],
)
def test_the_team_and_curators_write_and_a_curator_without_a_hand_in_it_reads_first(
    actor: Actor, reads: bool, approves: bool
) -> None:
    assert policies.can_see(actor, entry(), WAITS) is reads
    assert policies.can_see(actor, entry(), READ)
    assert policies.can_approve(actor, entry(), WAITS) is approves
    assert not policies.can_approve(actor, entry(), READ)


def test_what_an_impartial_curator_writes_needs_no_reading() -> None:
    assert not policies.needs_reading(CURATOR, entry())
    for actor in (OWNER, OWN_CURATOR):
        assert policies.needs_reading(actor, entry())


@pytest.mark.parametrize("status", list(Status))
def test_of_what_is_gone_nobody_sees_a_format(status: Status) -> None:
    for actor in (OWNER, CURATOR):
        assert policies.can_see(actor, entry(status), WAITS) is (status not in GONE)
        assert policies.can_see(actor, entry(status), READ) is (status not in GONE)
    assert policies.can_ask(entry(status)) is (status is Status.PUBLISHED)
