"""Who ever had a hand in an entry is one rule: the same people, through every door that asks."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.assessment.confirmation.queries import list_activities_to_answer
from coprod.assessment.self_assessment import actions as assessment
from coprod.core.database import session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.actions import change_activity
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import (
    is_of_leading_organisation,
    was_ever_owned_by,
    was_ever_owner,
)
from coprod.register.activities.queries import get_working_parts
from coprod.register.activities.rules import Telling
from coprod.register.ownership import actions
from coprod.register.ownership.rules import OwnerRequest
from tests import make


def join(activity: Activity, person: Person, *, is_hand_over: bool = False) -> None:
    asking = OwnerRequest(person.email or "", is_hand_over=is_hand_over)
    actions.accept(person.actor, actions.invite_owner(make.owner(activity), activity, asking))
    make.keep(activity)


def first_owner(activity: Activity, person: Person) -> None:
    join(activity, person, is_hand_over=True)


def former_first_owner(activity: Activity, person: Person) -> None:
    first_owner(activity, person)
    first_owner(activity, make.person())


def beside_the_first(activity: Activity, person: Person) -> None:
    join(activity, person)


def left(activity: Activity, person: Person) -> None:
    join(activity, person)
    mine = next(each for each in activity.co_owners if each.person_id == person.id)
    actions.remove_co_owner(person.actor, activity, mine)


def left_after_a_hand_over(activity: Activity, person: Person) -> None:
    former_first_owner(activity, person)
    mine = next(each for each in activity.co_owners if each.person_id == person.id)
    actions.remove_co_owner(person.actor, activity, mine)


def assessed_it_for_the_organisation(activity: Activity, person: Person) -> None:
    lead(activity, person)
    again = assessment.RoundDetails(correction="It was too high")
    assessment.begin_rating(person.actor, activity, again)


def changed_it_for_the_organisation(activity: Activity, person: Person) -> None:
    lead(activity, person)
    seen = compute_fingerprint(get_working_parts(activity, Telling))
    change_activity(person.actor, activity, Telling("Changed"), seen=seen)


def may_change_it_and_has_not(activity: Activity, person: Person) -> None:
    lead(activity, person)


def lead(activity: Activity, person: Person) -> None:
    """Let the organisation of this person lead the entry."""
    person.organisation_id = activity.led_by_id = make.term(ListKind.ORGANISATION).id
    make.keep(person)
    make.keep(activity)
    assert is_of_leading_organisation(person.actor, activity)


def was_asked_and_has_not_answered(activity: Activity, person: Person) -> None:
    actions.invite_owner(make.owner(activity), activity, OwnerRequest(person.email or ""))


def has_nothing_to_do_with_it(_activity: Activity, _person: Person) -> None:
    return


WITH_A_HAND = (
    *(first_owner, former_first_owner, beside_the_first, left, left_after_a_hand_over),
    *(assessed_it_for_the_organisation, changed_it_for_the_organisation),
)
WITHOUT = (was_asked_and_has_not_answered, may_change_it_and_has_not, has_nothing_to_do_with_it)


def answers(activity: Activity, actor: Actor) -> dict[str, bool]:
    """Return what each door says to whether somebody had a hand in an entry."""
    subject = ACTIVITY_SUBJECTS.find_by_slug(actor, activity.slug)
    assert subject is not None
    return {
        "the policy": was_ever_owner(actor, activity),
        "its condition": holds(activity, was_ever_owned_by(actor)),
        "a subject of comments": actor.id in subject.ever_owner_ids,
        "subjects of comments": activity.id
        in session.scalars(ACTIVITY_SUBJECTS.select_ever_owned_ids(actor)).all(),
        "the queue of proposals": activity not in list_activities_to_answer(actor),
    }


def holds(activity: Activity, condition: Any) -> bool:
    return activity.id in session.scalars(select(Activity.id).where(condition)).all()


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("role", [Role.CURATOR, Role.LAY_MEMBER])
@pytest.mark.parametrize("case", [*WITH_A_HAND, *WITHOUT], ids=lambda case: case.__name__)
def test_every_door_says_the_same(role: Role, case: Callable[[Activity, Person], None]) -> None:
    activity, person = make.activity(status=Status.PUBLISHED), make.person(role=role)
    other = Role.LAY_MEMBER if role is Role.CURATOR else Role.CURATOR
    make.proposal(make.rating(activity), by=make.person(role=other))
    activity = make.keep(activity)
    case(activity, person)
    make.keep(activity)

    said = answers(activity, person.actor)

    assert said == dict.fromkeys(said, case in WITH_A_HAND)
