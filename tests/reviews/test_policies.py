"""Who decides, who reads, and who joins the conversation: without a database."""

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile
from coprod.register.files.review_kinds import FileReview
from coprod.reviews import policies
from coprod.reviews.enums import ReviewState
from coprod.reviews.models import Review

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
    assert [policies.can_read(a, KIND, file) for a in (OWNER, CURATOR, STRANGER, VISITOR)] == [
        True,
        True,
        False,
        False,
    ]


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
