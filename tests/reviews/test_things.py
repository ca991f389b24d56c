"""Everything that waits has a review, and nothing else has one, whatever was done to it."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.database import session as database
from coprod.core.values.actor import Role
from coprod.engagement.moderation.enums import Outcome
from coprod.register.activities.enums import Status
from coprod.reviews.enums import ReviewState
from coprod.reviews.kinds import KINDS, AnyKind
from coprod.reviews.models import Review
from tests import make
from tests.crawl.world import world
from tests.engagement.commitments.make import promise


def list_with_review(kind: AnyKind) -> set[int]:
    statement = select(Review.subject_id).where(Review.kind == kind.name)
    return set(database.scalars(statement.where(Review.state == ReviewState.OPEN)))


def list_waiting_rows(kind: AnyKind) -> set[int]:
    rows: Any = database.scalars(select(kind.model))
    return {row.id for row in rows if kind.is_waiting(row)}


@pytest.fixture
def everything(session: Any) -> Any:
    """Make things in every state, some of them made and decided in one go."""
    world(Role.CURATOR)
    activity = make.activity(status=Status.PUBLISHED)
    for outcome in (None, *Outcome):
        make.comment(activity, outcome=outcome)
    promise(activity)
    session.flush()
    return session


def test_what_waits_has_a_review_and_what_does_not_has_none(everything: Any) -> None:
    assert len(KINDS) > 10
    wrong = {
        name: list_waiting_rows(kind) ^ list_with_review(kind)
        for name, kind in KINDS.items()
        if list_waiting_rows(kind) != list_with_review(kind)
    }
    assert wrong == {}


def test_what_waits_and_ceases_to_in_one_transaction_leaves_no_open_review(session: Any) -> None:
    activity = make.activity()
    for status in (Status.SUBMITTED, Status.DRAFT, Status.SUBMITTED, Status.PUBLISHED):
        activity.status = status
        session.flush()
        waits = status is Status.SUBMITTED
        assert (activity.id in list_with_review(KINDS["activity"])) is waits
