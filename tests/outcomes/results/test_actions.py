"""Who may begin to enter results, whatever page they come from."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotAllowedError
from coprod.outcomes.results.actions import add_wave
from coprod.outcomes.results.enums import Mode, Moment, SamePeople, WaveState
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.queries import get_wave
from coprod.outcomes.results.rules import WaveDetails
from coprod.register.activities.enums import Status
from tests import make
from tests.locks import locks

DETAILS = WaveDetails(
    "Lunch club",
    PartialDate(2026, 3),
    Moment.BEFORE,
    Mode.PAPER,
    "English",
    "A facilitator",
    SamePeople.OTHERS,
)


def test_who_looks_after_an_entry_and_a_curator_add_its_results(session: Any) -> None:
    owner = make.person()
    entry = make.activity(status=Status.PUBLISHED, owner=owner)

    for actor in (owner.actor, make.curator()):
        made = add_wave(actor, entry, DETAILS)
        assert (made.by_id, made.activity_id, made.state) == (actor.id, entry.id, WaveState.DRAFT)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_nobody_else_who_is_signed_in_adds_results(session: Any, role: Role) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    other = make.person(role=role).actor

    for about in (entry, None):
        with pytest.raises(NotAllowedError):
            add_wave(other, about, DETAILS)
    assert session.scalars(select(Wave)).all() == []


@pytest.mark.parametrize("nobody", [VISITOR, SYSTEM], ids=str)
def test_nobody_without_an_account_adds_results(session: Any, nobody: Actor) -> None:
    for about in (make.activity(status=Status.PUBLISHED), None):
        with pytest.raises(NotAllowedError):
            add_wave(nobody, about, DETAILS)


def test_results_of_the_whole_partnership_are_for_curators(session: Any) -> None:
    assert add_wave(make.curator(), None, DETAILS).activity_id is None


def test_an_entry_that_is_gone_takes_no_results(session: Any) -> None:
    entry = make.activity(status=Status.WITHDRAWN)

    with pytest.raises(NotAllowedError):
        add_wave(make.curator(), entry, DETAILS)


def test_results_that_will_be_changed_are_locked_and_those_that_are_read_are_not(
    session: Any,
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    curator = make.curator()
    made = add_wave(curator, entry, DETAILS)

    assert locks("wave", lambda: get_wave(curator, made.id, to_change=True))
    assert not locks("wave", lambda: get_wave(curator, made.id))
