"""What was decided, the latest first: a page or a batch at a time, whatever was reviewed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.clock import get_midnight
from coprod.core.values.errors import require
from coprod.desk.decision_log import policies
from coprod.reviews.enums import ReviewState
from coprod.reviews.kinds import KINDS, AnyKind, get_kind
from coprod.reviews.models import Review
from coprod.reviews.queries import list_people, load_subjects

PAGE_SIZE = 50
BATCH_SIZE = 400
AT_ONCE = timedelta(seconds=10)
"""What follows from a decision is written in the audit trail in the same request."""


@dataclass(frozen=True)
class LogFilter:
    """What is looked for. ``before`` is the key of the last review that was already listed."""

    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class DecidedReview:
    """A closed review, with its subject where that is still there and may be read."""

    review: Review
    kind: AnyKind
    subject: Any
    decider: Person | None
    has_words: bool
    reason: str
    """What the audit trail says of it, where the area of the subject wrote the reason down."""


@dataclass(frozen=True)
class LogBatch:
    """``next_before``: where the next one begins, or None where this is the last."""

    decisions: Sequence[DecidedReview]
    next_before: int | None


def list_batch(actor: Actor, criteria: LogFilter, most: int = PAGE_SIZE) -> LogBatch:
    """Return some decisions as this actor may see them; those not theirs to know are left out."""
    require(policies.can_read_log(actor))
    statement = (
        select(Review)
        .where(*build_conditions(criteria))
        .order_by(Review.closed_at.desc(), Review.id.desc())
        .limit(most + 1)
    )
    reviews = session.scalars(statement).all()
    found = reviews[:most]
    is_last = len(reviews) == len(found)
    return LogBatch(list_readable(actor, found), None if is_last else found[-1].id)


def iterate_decisions(actor: Actor, criteria: LogFilter) -> Iterator[DecidedReview]:
    """Yield all decisions, with the subjects of one batch in memory at a time."""
    before = criteria.before
    while True:
        batch = list_batch(actor, replace(criteria, before=before), BATCH_SIZE)
        yield from batch.decisions
        before = batch.next_before
        if before is None:
            return


def list_readable(actor: Actor, reviews: Sequence[Review]) -> list[DecidedReview]:
    subjects = load_subjects(reviews, is_decided=True)
    people = list_people(each.decided_by_id for each in reviews)
    reasons = map_reasons(reviews)
    return [
        DecidedReview(
            review,
            kind,
            subject,
            people.get(review.decided_by_id or 0),
            policies.can_read_words(actor, kind, review, subject),
            reasons.get(review.id, ""),
        )
        for review in reviews
        for kind in (get_kind(review.kind),)
        for subject in (subjects.get((review.kind, review.subject_id)),)
        if policies.can_see_line(actor, kind, review, subject)
    ]


def map_reasons(reviews: Sequence[Review]) -> dict[int, str]:
    """Return by review what its decider wrote in the audit trail about its subject just then."""
    statement = select(Event).where(
        Event.subject_kind.in_({get_table(each) for each in reviews}),
        Event.subject_id.in_({each.subject_id for each in reviews}),
        Event.person_id.in_({each.decided_by_id for each in reviews if each.decided_by_id}),
        Event.reason != "",
    )
    events = defaultdict(list)
    for event in session.scalars(statement) if reviews else ():
        events[event.subject_kind, event.subject_id, event.person_id].append(event)
    return {
        review.id: event.reason
        for review in reviews
        for event in events[get_table(review), review.subject_id, review.decided_by_id]
        if review.closed_at and timedelta() <= event.at - review.closed_at < AT_ONCE
    }


def get_table(review: Review) -> str:
    name: str = get_kind(review.kind).model.__tablename__
    return name


def build_conditions(criteria: LogFilter) -> Iterator[ColumnElement[bool]]:
    yield Review.state != ReviewState.OPEN
    yield Review.closed_at.is_not(None)
    yield Review.kind.in_([criteria.kind] if criteria.kind else sorted(KINDS))
    if criteria.since:
        yield Review.closed_at >= get_midnight(criteria.since)
    if criteria.until:
        yield Review.closed_at < get_midnight(criteria.until + timedelta(days=1))
    if criteria.before:
        yield is_before(criteria.before)


def is_before(review_id: int) -> ColumnElement[bool]:
    at = select(Review.closed_at).where(Review.id == review_id).scalar_subquery()
    return or_(Review.closed_at < at, and_(Review.closed_at == at, Review.id < review_id))
