from datetime import UTC, datetime, timedelta

import pytest

from coprod.assessment.honest_labels import policies
from coprod.assessment.honest_labels.models import WordJustification
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity

OWNER, STRANGER = Actor(1, "x", Role.TEAM_MEMBER), Actor(2, "x", Role.TEAM_MEMBER)
CURATOR, OWN_CURATOR = Actor(3, "x", Role.CURATOR), Actor(1, "x", Role.CURATOR)
THEN = datetime(2026, 3, 1, tzinfo=UTC)
LATER = THEN + timedelta(days=1)


def entry(status: Status) -> Activity:
    return Activity(owner_id=1, status=status)


@pytest.mark.parametrize("status", list(Status))
def test_who_writes_an_entry_and_curators_are_told_of_its_words(status: Status) -> None:
    assert policies.can_read_hints(OWNER, entry(status)) is (status not in GONE)
    assert policies.can_read_hints(CURATOR, entry(status)) is (status not in GONE)
    for actor in (STRANGER, VISITOR):
        assert not policies.can_read_hints(actor, entry(status))
        assert not policies.can_keep_word(actor, entry(status))


@pytest.mark.parametrize("status", list(Status))
def test_a_curator_without_a_hand_in_it_lets_a_reason_be_read(status: Status) -> None:
    is_open = status in {Status.SUBMITTED, Status.PUBLISHED}

    assert policies.can_publish_reason(CURATOR, entry(status)) is is_open
    for actor in (OWNER, OWN_CURATOR, STRANGER, VISITOR):
        assert not policies.can_publish_reason(actor, entry(status))


@pytest.mark.parametrize(
    ("published_at", "read_at", "is_public"),
    [
        (None, None, False),
        (None, LATER, True),
        (LATER, None, True),
        (THEN, None, True),
        (THEN - timedelta(days=1), None, False),
    ],
)
def test_a_reason_is_public_once_a_curator_has_read_it(
    published_at: datetime | None, read_at: datetime | None, is_public: bool
) -> None:
    activity = Activity(owner_id=1, status=Status.PUBLISHED, published_at=published_at)

    assert policies.is_public(activity, WordJustification(at=THEN, read_at=read_at)) is is_public
