"""Who words the statements, who links an entry to them, and who reads what a link says."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.outcomes.i_statements import policies
from coprod.outcomes.i_statements.models import OutcomeLink
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, CoOwner
from tests import make
from tests.outcomes.i_statements.make import aim, framework

OWNER, OTHER = Actor(1, "O", Role.RESIDENT), Actor(9, "R", Role.RESIDENT)
CURATOR = Actor(2, "C", Role.CURATOR)
OF_THE_TEAM = Actor(3, "T", Role.TEAM_MEMBER, organisation_id=7)


def entry(status: Status, **given: Any) -> Activity:
    return Activity(owner_id=1, status=status, **given)


def test_curators_and_those_above_them_word_the_statements() -> None:
    may = {role for role in Role if policies.can_word_statements(Actor(5, "x", role))}

    assert may == {Role.CURATOR, Role.ADMINISTRATOR}


def test_owners_link_while_they_write_and_once_it_is_public() -> None:
    may = {status for status in Status if policies.can_link(OWNER, entry(status))}

    assert may == {Status.DRAFT, Status.RETURNED, Status.PUBLISHED}


@pytest.mark.parametrize("actor", [VISITOR, OTHER, CURATOR], ids=str)
def test_nobody_else_links(actor: Actor) -> None:
    assert not any(policies.can_link(actor, entry(status)) for status in Status)


def test_a_curator_who_never_looked_after_it_lets_a_link_be_read() -> None:
    may = {status for status in Status if policies.can_publish_link(CURATOR, entry(status))}
    hand = CoOwner(person_id=CURATOR.id, left_at=clock.now())
    had_a_hand = entry(Status.PUBLISHED, co_owners=[hand])

    assert may == {Status.SUBMITTED, Status.PUBLISHED}
    assert not policies.can_publish_link(CURATOR, had_a_hand)
    assert not policies.can_publish_link(OWNER, entry(Status.PUBLISHED))


def test_the_owner_and_curators_read_all_of_an_entry() -> None:
    reading = [each for each in (VISITOR, OTHER, OWNER, CURATOR)
               if policies.can_read_all(each, entry(Status.DRAFT))]  # fmt: skip

    assert reading == [OWNER, CURATOR]


def readers(session: Any, made: OutcomeLink, owner: Actor) -> set[str]:
    """Return who may read a link: a visitor, somebody else, the owner, a curator."""
    people = {
        "visitor": VISITOR,
        "resident": make.person(role=Role.RESIDENT).actor,
        "owner": owner,
        "curator": make.curator(),
    }
    wanted = select(OutcomeLink.id).join(OutcomeLink.activity).where(OutcomeLink.id == made.id)
    return {
        name
        for name, actor in people.items()
        if session.scalars(wanted.where(policies.readable_by(actor))).all()
    }


def is_public(session: Any, made: OutcomeLink) -> bool:
    wanted = (
        select(OutcomeLink.id)
        .join(OutcomeLink.activity)
        .where(OutcomeLink.id == made.id, policies.is_public())
    )
    return bool(session.scalars(wanted).all())


def test_a_link_from_before_publishing_is_read_with_the_entry(session: Any) -> None:
    framework()
    activity = make.activity()
    made = aim(activity)
    owner = make.owner(activity)
    assert readers(session, made, owner) == {"owner", "curator"}
    assert not is_public(session, made)

    activity.status, activity.published_at = Status.PUBLISHED, clock.now()
    session.commit()
    assert readers(session, made, owner) == {"visitor", "resident", "owner", "curator"}
    assert is_public(session, made)


def test_a_link_to_what_is_public_waits_until_a_curator_has_read_it(session: Any) -> None:
    framework()
    activity = make.activity(status=Status.PUBLISHED)
    made = aim(activity)
    owner = make.owner(activity)
    assert readers(session, made, owner) == {"owner", "curator"}
    assert not is_public(session, made)

    made.read_at = clock.now()
    session.commit()
    assert readers(session, made, owner) == {"visitor", "resident", "owner", "curator"}
    assert is_public(session, made)


def test_a_link_that_was_read_is_hidden_again_with_its_entry(session: Any) -> None:
    framework()
    activity = make.activity(status=Status.PUBLISHED)
    made = aim(activity)
    made.read_at = clock.now()
    session.commit()
    make.withdraw(activity)

    assert not is_public(session, made)


def test_what_was_sent_in_is_read_whole_by_those_who_may_see_it(session: Any) -> None:
    framework()
    activity = make.activity()
    made = aim(activity)
    activity.status = Status.SUBMITTED
    session.commit()
    lay = make.person(role=Role.LAY_MEMBER).actor
    wanted = select(OutcomeLink.id).join(OutcomeLink.activity).where(policies.readable_by(lay))

    assert session.scalars(wanted).all() == [made.id]
