"""Who decides, who reads, and who joins the conversation: without a database."""

from datetime import timedelta
from typing import Any

from flask import Flask

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile
from coprod.register.files.review_kinds import FileReview
from coprod.register.review.review_kinds import ActivityReview
from coprod.reviews import policies
from coprod.reviews.enums import ReviewState
from coprod.reviews.kinds import KINDS
from coprod.reviews.models import Review, StandIn

OWNER = Actor(1, "x", Role.TEAM_MEMBER)
CURATOR = Actor(2, "x", Role.CURATOR)
OWNER_WHO_CURATES = Actor(1, "x", Role.CURATOR)
STRANGER = Actor(3, "x", Role.TEAM_MEMBER)
KIND = FileReview()


def waiting_file() -> StoredFile:
    return StoredFile(waits=True, activity=Activity(owner_id=1, co_owners=[]))


def review(state: ReviewState = ReviewState.OPEN, *, is_locked: bool = False) -> Review:
    return Review(kind="file", state=state, is_locked=is_locked)


def test_nobody_decides_about_what_they_had_a_hand_in() -> None:
    file = waiting_file()
    assert policies.can_decide(CURATOR, KIND, review(), file)
    for actor in (OWNER, OWNER_WHO_CURATES, STRANGER, VISITOR):
        assert not policies.can_decide(actor, KIND, review(), file)


def test_what_is_closed_is_decided_by_nobody() -> None:
    for state in (ReviewState.DECIDED, ReviewState.WITHDRAWN):
        assert not policies.can_decide(CURATOR, KIND, review(state), waiting_file())


def test_the_team_and_the_curators_read_it_and_nobody_else() -> None:
    file = waiting_file()
    people = (OWNER, CURATOR, STRANGER, VISITOR)
    readers = [each for each in people if policies.can_read(each, KIND, review(), file)]
    assert readers == [OWNER, CURATOR]


def test_nobody_writes_in_a_conversation_that_is_closed() -> None:
    file = waiting_file()
    assert policies.can_write(OWNER, KIND, review(), file)
    assert not policies.can_write(OWNER, KIND, review(is_locked=True), file)
    assert not policies.can_write(OWNER, KIND, review(ReviewState.DECIDED), file)
    assert policies.can_lock(CURATOR, KIND, file)
    assert not policies.can_lock(OWNER_WHO_CURATES, KIND, file)


def test_the_queue_is_for_curators() -> None:
    assert policies.can_open_queue(CURATOR)
    assert not policies.can_open_queue(OWNER)
    assert not policies.can_open_queue(VISITOR)


# Stand-ins

LAY = Actor(4, "x", Role.LAY_MEMBER)
ENTRY = ActivityReview()


def entry(owner_id: int = 1) -> Activity:
    return Activity(owner_id=owner_id, co_owners=[], status=Status.SUBMITTED)


def given(kinds: tuple[str, ...] = (), starts_in: int = 0, **more: Any) -> Review:
    """Return a review that went to a lay member who stands in for a week."""
    starts_on = clock.today() + timedelta(days=starts_in)
    days = {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=7)}
    found = StandIn(person_id=LAY.id, kinds=list(kinds), **days, **more)
    return Review(kind="activity", state=ReviewState.OPEN, assignee_id=LAY.id, stand_in=found)


def test_a_lay_member_who_stands_in_decides_what_they_were_given() -> None:
    assert policies.can_decide(LAY, ENTRY, given(), entry())
    assert policies.can_decide(LAY, ENTRY, given(("activity",)), entry())
    assert policies.can_read(LAY, ENTRY, given(), entry())
    assert not policies.can_lock(LAY, ENTRY, entry())
    assert not policies.can_open_queue(LAY)


def test_only_for_their_kinds_and_days_and_until_somebody_ends_it() -> None:
    for closed in (
        given(("file",)),
        given(starts_in=1),
        given(starts_in=-8),
        given(ended_at=clock.now()),
        review(),
    ):
        assert not policies.can_decide(LAY, ENTRY, closed, entry())
        assert not policies.can_read(LAY, ENTRY, closed, entry())


def test_a_stand_in_never_decides_about_what_they_had_a_hand_in() -> None:
    assert not policies.can_decide(LAY, ENTRY, given(), entry(owner_id=4))


def test_what_was_given_to_one_opens_to_nobody_else() -> None:
    other = Actor(5, "x", Role.LAY_MEMBER)
    demoted = Actor(4, "x", Role.RESIDENT)
    for actor in (other, demoted, STRANGER, VISITOR):
        assert not policies.can_decide(actor, ENTRY, given(), entry())
    passed_on = given()
    passed_on.assignee_id = 5
    assert not policies.can_decide(LAY, ENTRY, passed_on, entry())
    assert not policies.can_decide(other, ENTRY, passed_on, entry())


def test_a_lay_member_decides_no_kind_that_does_not_allow_it() -> None:
    assert not policies.can_decide(LAY, KIND, given(), waiting_file())


def test_no_kind_about_safety_or_private_words_allows_lay_members(app: Flask) -> None:
    open_kinds = [kind for kind in KINDS.values() if kind.allows_lay_members]
    assert {kind.name for kind in open_kinds} == {"activity", "outcome-link", "stage-decision"}
    assert not any(kind.is_for_deciders or kind.hides_words for kind in open_kinds)
