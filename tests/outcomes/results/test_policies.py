import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.outcomes.results import policies
from coprod.outcomes.results.enums import WaveState
from coprod.outcomes.results.models import Wave
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity

OWNER, STRANGER = Actor(1, "x", Role.TEAM_MEMBER), Actor(2, "x", Role.TEAM_MEMBER)
CURATOR, OWN_CURATOR = Actor(3, "x", Role.CURATOR), Actor(1, "x", Role.CURATOR)
OTHERS = (STRANGER, VISITOR, SYSTEM)


def entry(status: Status = Status.PUBLISHED) -> Activity:
    return Activity(owner_id=1, status=status)


def wave(state: WaveState, *, is_survey: bool = False) -> Wave:
    return Wave(activity=entry(), state=state, is_survey=is_survey)


@pytest.mark.parametrize("status", list(Status))
def test_its_owner_and_curators_add_results_until_an_entry_is_gone(status: Status) -> None:
    for actor in (OWNER, CURATOR, OWN_CURATOR):
        assert policies.can_add(actor, entry(status)) is (status not in GONE)
    for actor in OTHERS:
        assert not policies.can_add(actor, entry(status))
    assert policies.can_add(CURATOR, None)
    assert not policies.can_add(OWNER, None)


@pytest.mark.parametrize("state", list(WaveState))
def test_results_are_changed_until_public_and_published_by_a_curator_with_no_hand(
    state: WaveState,
) -> None:
    for actor in (OWNER, CURATOR):
        assert policies.can_change(actor, wave(state)) is (
            state in {WaveState.DRAFT, WaveState.SENT}
        )
    assert policies.can_publish(CURATOR, wave(state)) is (state is WaveState.SENT)
    assert policies.can_take_down(CURATOR, wave(state)) is (state is WaveState.PUBLISHED)
    for actor in (OWNER, OWN_CURATOR, *OTHERS):
        assert not policies.can_publish(actor, wave(state))
    for actor in (OWNER, *OTHERS):
        assert not policies.can_take_down(actor, wave(state))


@pytest.mark.parametrize("activity", [None, entry()])
def test_whoever_began_to_enter_results_does_not_publish_them(activity: Activity | None) -> None:
    typed = Wave(activity=activity, state=WaveState.SENT, by_id=CURATOR.id, is_survey=False)
    other = Actor(4, "x", Role.CURATOR)

    assert not policies.can_publish(CURATOR, typed)
    assert policies.can_publish(other, typed)


@pytest.mark.parametrize("state", list(WaveState))
def test_exact_counts_are_for_curators_and_who_typed_them_in(state: WaveState) -> None:
    assert policies.sees_exact(OWNER, wave(state))
    assert not policies.sees_exact(OWNER, wave(state, is_survey=True))
    for is_survey in (True, False):
        assert policies.sees_exact(CURATOR, wave(state, is_survey=is_survey))
        for actor in OTHERS:
            assert not policies.sees_exact(actor, wave(state, is_survey=is_survey))
