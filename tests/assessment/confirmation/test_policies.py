from typing import Any

import pytest

from coprod.assessment.confirmation import policies
from coprod.assessment.confirmation.enums import Side
from coprod.assessment.confirmation.models import Proposal
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, CoOwner

CURATOR, LAY = Actor(2, "C", Role.CURATOR), Actor(3, "L", Role.LAY_MEMBER)


def entry(status: Status = Status.PUBLISHED, **given: Any) -> Activity:
    return Activity(owner_id=1, status=status, **given)


@pytest.mark.parametrize("actor", [CURATOR, LAY, Actor(4, "A", Role.ADMINISTRATOR)], ids=str)
def test_a_curator_or_a_lay_member_proposes_about_a_public_entry_alone(actor: Actor) -> None:
    may = {status for status in Status if policies.can_propose(actor, entry(status))}

    assert may == {Status.PUBLISHED}


@pytest.mark.parametrize(
    "actor", [VISITOR, Actor(2, "x", Role.RESIDENT), Actor(2, "x", Role.TEAM_MEMBER)], ids=str
)
def test_nobody_else_proposes_or_answers(actor: Actor) -> None:
    for side in Side:
        made = Proposal(side=side, person_id=9)
        assert not policies.can_propose(actor, entry())
        assert not policies.can_answer(actor, entry(), made)


def test_only_the_other_side_answers() -> None:
    by_curator = Proposal(side=Side.CURATOR, person_id=8)
    by_lay = Proposal(side=Side.LAY_MEMBER, person_id=9)

    assert policies.can_answer(LAY, entry(), by_curator)
    assert policies.can_answer(CURATOR, entry(), by_lay)
    assert not policies.can_answer(CURATOR, entry(), by_curator)
    assert not policies.can_answer(LAY, entry(), by_lay)


def test_somebody_whose_role_changed_does_not_answer_themselves() -> None:
    own = Proposal(side=Side.LAY_MEMBER, person_id=CURATOR.id)

    assert not policies.can_answer(CURATOR, entry(), own)


@pytest.mark.parametrize("actor", [CURATOR, LAY], ids=str)
def test_whoever_ever_looked_after_the_entry_has_no_say(actor: Actor) -> None:
    beside = entry(co_owners=[CoOwner(person_id=actor.id)])
    first = Activity(owner_id=actor.id, status=Status.PUBLISHED)
    made = Proposal(side=Side.CURATOR if actor is LAY else Side.LAY_MEMBER, person_id=9)

    for activity in (beside, first):
        assert not policies.can_propose(actor, activity)
        assert not policies.can_answer(actor, activity, made)


def test_the_owners_read_what_is_proposed_and_other_readers_do_not() -> None:
    assert policies.can_read(Actor(1, "Owner", Role.RESIDENT), entry())
    assert not policies.can_read(Actor(5, "x", Role.TEAM_MEMBER), entry())
    assert not policies.can_read(VISITOR, entry())


def test_who_proposed_takes_it_back_and_nobody_else_does() -> None:
    made = Proposal(side=Side.CURATOR, person_id=2)

    assert policies.can_take_back(CURATOR, made)
    for actor in (LAY, VISITOR, Actor(4, "x", Role.CURATOR)):
        assert not policies.can_take_back(actor, made)


def test_both_sides_and_the_owners_read_what_is_proposed() -> None:
    for actor in (CURATOR, LAY, Actor(1, "x", Role.RESIDENT)):
        assert policies.can_read(actor, entry())
    for actor in (VISITOR, Actor(5, "x", Role.TEAM_MEMBER)):
        assert not policies.can_read(actor, entry())
