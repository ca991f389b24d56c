"""A review opens and closes with its subject; it is taken, decided, talked about, passed on."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import (
    ConflictError,
    DecidedError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.register.activities.enums import Status
from coprod.register.files.actions import add_file, remove_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from coprod.reviews import actions, queries
from coprod.reviews.actions import MessageDraft
from coprod.reviews.enums import LineKind, ReviewState
from coprod.reviews.models import Review
from coprod.reviews.rules import CLAIM_LASTS, Verdict
from tests import make
from tests.reviews.make import decide, is_open, review_of, waiting_ids

UPLOAD = Upload(name="minutes.txt", data=b"We met.", caption="«Minutes»", alt="", transcript="")


def waiting_file(owner: Person | None = None) -> StoredFile:
    activity = make.activity(owner=owner or make.person(), status=Status.PUBLISHED)
    return make.keep(add_file(make.owner(activity), activity, UPLOAD))


@pytest.fixture
def file(session: Any) -> StoredFile:
    return waiting_file()


@pytest.fixture
def review(file: StoredFile) -> Review:
    return review_of(file)


# Opening and closing


def test_a_review_opens_when_its_subject_begins_to_wait(file: StoredFile, review: Review) -> None:
    assert (review.kind, review.subject_id, review.state) == ("file", file.id, ReviewState.OPEN)
    assert (review.sent_by_id, review.sent_at) == (file.by_id, file.at)
    assert review.due_on > clock.today()


def test_what_does_not_wait_has_no_review(session: Any) -> None:
    activity = make.activity()
    file = make.keep(add_file(make.owner(activity), activity, UPLOAD))

    with pytest.raises(AssertionError):
        review_of(file)


def test_a_review_closes_when_its_subject_goes(file: StoredFile, review: Review) -> None:
    remove_file(make.owner(file.activity), file)

    assert review.state is ReviewState.WITHDRAWN
    with pytest.raises(DecidedError):
        actions.decide_review(make.curator(), review, file, Verdict("show"), "")


def test_what_waits_again_has_a_new_review(session: Any, file: StoredFile, review: Review) -> None:
    decide(make.curator(), file, "show")
    file.waits = True
    session.flush()

    assert review_of(file).id != review.id
    assert (review.state, is_open(file)) == (ReviewState.DECIDED, True)


def test_the_queue_lists_what_is_most_urgent_first(session: Any) -> None:
    late = waiting_file()
    with time_machine.travel(clock.now() - timedelta(days=30)):
        early = waiting_file()

    assert waiting_ids(make.curator(), "file") == [early.id, late.id]


def test_the_queue_says_what_somebody_else_must_decide(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    own = waiting_file(curator)

    [waiting] = queries.list_waiting(curator.actor, ["file"])
    assert (waiting.subject.id, waiting.may_decide) == (own.id, False)
    assert waiting_ids(curator.actor, "file") == []
    with pytest.raises(NotAllowedError):
        queries.list_waiting(make.person().actor)


def test_the_queue_takes_one_question_for_each_kind(
    session: Any, request: pytest.FixtureRequest
) -> None:
    questions: list[str] = request.getfixturevalue("queries")
    curator = make.curator()
    for _ in range(3):
        waiting_file()
    session.commit()
    session.expunge_all()
    questions.clear()

    assert len(waiting_ids(curator, "file")) == 3
    assert len(questions) <= 5


# Deciding


def test_a_decision_is_written_down_with_its_reason(file: StoredFile, review: Review) -> None:
    curator = make.curator()
    decide(curator, file, "show")

    assert not file.waits
    assert (review.state, review.decision) == (ReviewState.DECIDED, "show")
    assert review.decided_by_id == curator.id
    assert review.is_on_time


def test_nobody_decides_twice(file: StoredFile, review: Review) -> None:
    first = make.curator()
    decide(first, file, "show")

    with pytest.raises(DecidedError) as decided:
        decide(make.curator(), file, "remove")
    assert decided.value.by_id == first.id
    assert str(decided.value.decision) == "Let readers see it"


def test_what_was_changed_meanwhile_is_read_again(file: StoredFile, review: Review) -> None:
    with pytest.raises(ConflictError):
        actions.decide_review(make.curator(), review, file, Verdict("show"), "seen before")
    assert review.is_open


def test_nobody_decides_about_their_own(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    file = waiting_file(curator)

    with pytest.raises(NotAllowedError):
        decide(curator.actor, file, "show")
    assert is_open(file)


def test_what_does_not_wait_is_not_decided(session: Any) -> None:
    file = waiting_file()
    actions.decide_subject(make.curator(), file, Verdict("show"))

    with pytest.raises(NotFoundError):
        actions.decide_subject(make.curator(), file, Verdict("show"))


# Taking


def test_a_review_is_taken_for_a_while_and_put_back(file: StoredFile, review: Review) -> None:
    one, other = make.curator(), make.curator()
    actions.claim_review(one, review, file)

    assert not review.is_taken_from(one.id)
    assert review.is_taken_from(other.id)
    with time_machine.travel(clock.now() + CLAIM_LASTS):
        assert not review.is_taken_from(other.id)
    with pytest.raises(NotAllowedError):
        actions.release_review(other, review)
    actions.release_review(one, review)
    assert not review.is_taken_from(other.id)


def test_only_who_may_decide_takes_a_review(file: StoredFile, review: Review) -> None:
    with pytest.raises(NotAllowedError):
        actions.claim_review(make.person().actor, review, file)


# The conversation


def test_both_sides_write_until_the_conversation_is_closed(
    file: StoredFile, review: Review
) -> None:
    owner, curator = make.owner(file.activity), make.curator()
    actions.write_message(curator, review, MessageDraft("«Who said so?»", quote="«Minutes»"))
    actions.set_lock(curator, review, is_locked=True)

    with pytest.raises(NotAllowedError):
        actions.write_message(owner, review, MessageDraft("«Residents»"))
    with pytest.raises(ConflictError):
        actions.set_lock(curator, review, is_locked=True)
    actions.set_lock(curator, review, is_locked=False)
    actions.write_message(owner, review, MessageDraft("«Residents»"))

    assert [(line.kind, line.words) for line in queries.list_messages(review)] == [
        (LineKind.MESSAGE, "«Who said so?»"),
        (LineKind.LOCKED, ""),
        (LineKind.UNLOCKED, ""),
        (LineKind.MESSAGE, "«Residents»"),
    ]


def test_a_stranger_neither_reads_nor_writes(session: Any, review: Review) -> None:
    stranger = make.person().actor
    with pytest.raises(NotAllowedError):
        actions.write_message(stranger, review, MessageDraft("Hello"))
    with pytest.raises(NotFoundError):
        queries.get_review(stranger, review.id)


def test_only_who_may_decide_closes_a_conversation(file: StoredFile, review: Review) -> None:
    with pytest.raises(NotAllowedError):
        actions.set_lock(make.owner(file.activity), review, is_locked=True)


# Somebody else decides


def test_a_curator_who_may_not_decide_asks_another(session: Any) -> None:
    own, other = make.person(role=Role.CURATOR), make.person(role=Role.CURATOR)
    file = waiting_file(own)
    review = review_of(file)

    with pytest.raises(RuleBrokenError):
        actions.ask_to_decide(own.actor, review, make.person().id)
    with pytest.raises(NotAllowedError):
        actions.ask_to_decide(make.person().actor, review, other.id)
    actions.ask_to_decide(own.actor, review, other.id)

    assert (review.assignee_id, review.assigned_at is not None) == (other.id, True)
    decide(other.actor, file, "show")
    assert queries.get_review(own.actor, review.id).decided_by_id == other.id


# The log


def test_a_week_is_counted(session: Any) -> None:
    with time_machine.travel(clock.now() - timedelta(days=30)):
        late = waiting_file()
    decide(make.curator(), late, "show")
    decide(make.curator(), waiting_file(), "show")
    waiting_file()

    last, week = queries.count_weeks(clock.now())

    assert (last.came, last.decided) == (0, 0)
    assert (week.came, week.decided, week.on_time) == (2, 2, 1)
    assert week.longest == 30
