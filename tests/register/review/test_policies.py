import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.review import policies
from coprod.register.review.enums import Voice

OWNER = Actor(1, "Owner", Role.RESIDENT)
SENT_IN = [status for status in Status if status is not Status.DRAFT]


def entry(status: Status) -> Activity:
    return Activity(owner_id=1, status=status)


@pytest.mark.parametrize("status", SENT_IN)
def test_owner_and_curators_speak_once_it_was_sent_in(status: Status) -> None:
    assert policies.get_voice(OWNER, entry(status)) is Voice.OWNER
    for role in (Role.CURATOR, Role.ADMINISTRATOR):
        assert policies.get_voice(Actor(2, "x", role), entry(status)) is Voice.CURATOR


def test_a_curator_speaks_as_owner_of_their_own() -> None:
    assert policies.get_voice(Actor(1, "x", Role.CURATOR), entry(Status.SUBMITTED)) is Voice.OWNER


@pytest.mark.parametrize("status", list(Status))
def test_a_lay_member_advises_only_while_it_waits(status: Status) -> None:
    lay = Actor(2, "x", Role.LAY_MEMBER)
    advises = status is Status.SUBMITTED

    assert policies.get_voice(lay, entry(status)) is (Voice.ADVISER if advises else None)
    assert policies.can_read_conversation(lay, entry(status)) is advises
    assert not policies.can_decide(lay, entry(status))


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize(
    "actor", [VISITOR, Actor(2, "x", Role.RESIDENT), Actor(2, "x", Role.TEAM_MEMBER)], ids=str
)
def test_nobody_else_reads_or_speaks(actor: Actor, status: Status) -> None:
    assert policies.get_voice(actor, entry(status)) is None
    assert not policies.can_read_conversation(actor, entry(status))


def test_a_draft_is_not_talked_about() -> None:
    for actor in (OWNER, Actor(2, "x", Role.CURATOR)):
        assert policies.get_voice(actor, entry(Status.DRAFT)) is None


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (VISITOR, False),
        (SYSTEM, False),
        *((Actor(2, "x", role), role.rank >= Role.CURATOR.rank) for role in Role),
    ],
    ids=str,
)
def test_curators_with_an_account_bring_in_entries_and_correct_them(
    actor: Actor, may: bool
) -> None:
    assert policies.can_import_activities(actor) is may
    for status in Status:
        is_open = status in {Status.SUBMITTED, Status.PUBLISHED}
        assert policies.can_correct(actor, entry(status)) is (may and is_open)


@pytest.mark.parametrize("status", list(Status))
def test_a_curator_does_not_correct_their_own(status: Status) -> None:
    assert not policies.can_correct(Actor(1, "x", Role.CURATOR), entry(status))


@pytest.mark.parametrize("status", list(Status))
def test_curators_decide_what_waits_and_withdraw_what_is_public(status: Status) -> None:
    curator, own = Actor(2, "x", Role.CURATOR), Actor(1, "x", Role.CURATOR)

    assert policies.can_decide(curator, entry(status)) is (status is Status.SUBMITTED)
    assert policies.can_withdraw(curator, entry(status)) is (status is Status.PUBLISHED)
    assert not policies.can_decide(own, entry(status))
    for actor in (OWNER, VISITOR):
        assert not policies.can_decide(actor, entry(status))
        assert not policies.can_withdraw(actor, entry(status))
