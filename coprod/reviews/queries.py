"""What waits, for whom and since when; one review with its conversation; the log of decisions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError, require
from coprod.reviews import policies
from coprod.reviews.enums import ReviewState, Risk
from coprod.reviews.kinds import KINDS, AnyKind, get_kind, load_related
from coprod.reviews.models import Review, ReviewMessage

BATCH_SIZE = 10
WEEK = timedelta(days=7)
MOST_LOADED = 1_000
"""So many reviews the queue looks at, the most urgent first."""


@dataclass(frozen=True)
class WaitingReview:
    """A review that is open, with its subject, and whether this actor decides about it."""

    review: Review
    kind: AnyKind
    subject: Any
    may_decide: bool


def order_by_need(statement: Select[Review]) -> Select[Review]:
    """Order by need: who may not be safe first, what looks like spam last, then by the due day."""
    ranks = {risk: rank for rank, risk in enumerate(Risk)}
    return statement.order_by(
        case(ranks, value=Review.risk), Review.due_on, Review.sent_at, Review.id
    )


def list_waiting(
    actor: Actor, kinds: Iterable[str] = (), risk: Risk | None = None
) -> list[WaitingReview]:
    """Return what waits, of some kinds or of one risk, as far as this actor sees it, by need."""
    require(policies.can_open_queue(actor))
    return list_visible(actor, list_open_reviews(kinds, risk))


def list_open_reviews(kinds: Iterable[str] = (), risk: Risk | None = None) -> Sequence[Review]:
    """Return what nobody decided yet, by need, whoever may see it."""
    statement = select(Review).where(
        Review.state == ReviewState.OPEN, Review.kind.in_(sorted(kinds) or sorted(KINDS))
    )
    if risk is not None:
        statement = statement.where(Review.risk == risk)
    return session.scalars(order_by_need(statement).limit(MOST_LOADED)).all()


def list_visible(actor: Actor, reviews: Sequence[Review]) -> list[WaitingReview]:
    subjects = load_subjects(reviews)
    return [
        WaitingReview(review, kind, subject, kind.can_decide(actor, subject))
        for review in reviews
        if (subject := subjects.get((review.kind, review.subject_id))) is not None
        and (kind := get_kind(review.kind)).can_see(actor, subject)
    ]


def list_given(actor: Actor) -> list[WaitingReview]:
    """Return what somebody was asked by name to decide, as far as they still may."""
    statement = select(Review).where(
        Review.state == ReviewState.OPEN,
        Review.kind.in_(sorted(KINDS)),
        Review.assignee_id == actor.id,
    )
    reviews = session.scalars(order_by_need(statement)).all() if actor.id is not None else ()
    subjects = load_subjects(reviews)
    return [
        WaitingReview(review, kind, subject, may_decide=True)
        for review in reviews
        if (subject := subjects.get((review.kind, review.subject_id))) is not None
        and policies.can_decide(actor, kind := get_kind(review.kind), review, subject)
    ]


def load_subjects(
    reviews: Iterable[Review], *, is_whole: bool = False
) -> dict[tuple[str, int], Any]:
    """Return the subjects of reviews, in one question for each kind."""
    ids_by_kind: dict[str, list[int]] = defaultdict(list)
    for review in reviews:
        ids_by_kind[review.kind].append(review.subject_id)
    subjects = {
        (name, subject.id): subject
        for name, ids in ids_by_kind.items()
        for subject in get_kind(name).load(ids, is_whole=is_whole)
    }
    load_related(
        row
        for (name, _id), subject in subjects.items()
        for row in get_kind(name).list_related(subject)
    )
    return subjects


def find_next(actor: Actor) -> WaitingReview | None:
    """Return what to decide next, by need: what nobody else is at, and what does not rest."""
    free = [each for each in list_open_reviews() if not each.is_taken_from(actor.id)]
    for start in range(0, len(free), BATCH_SIZE):
        for each in list_visible(actor, free[start : start + BATCH_SIZE]):
            if each.may_decide and not each.kind.is_parked(each.subject):
                return each
    return None


def get_review(actor: Actor, review_id: int, *, to_change: bool = False) -> Review:
    """Return a review to somebody who may read it; whether it still waits, its state says."""
    return get_review_with_subject(actor, review_id, to_change=to_change)[0]


def get_review_with_subject(
    actor: Actor, review_id: int, *, to_change: bool = False
) -> tuple[Review, Any]:
    """Return a review, and what it is about: None where that is not there to be decided."""
    statement = select(Review).where(Review.id == review_id, Review.kind.in_(sorted(KINDS)))
    review = session.scalars(statement.with_for_update() if to_change else statement).first()
    subject = find_subject(review) if review else None
    if review is None:
        raise NotFoundError
    # who decides second is told who was first, and reads nothing of what is gone
    may = policies.can_open_queue(actor) if to_change else policies.can_read_closed(actor, review)
    if subject is None and not may:
        raise NotFoundError
    if subject is not None and not policies.can_read(actor, get_kind(review.kind), subject):
        raise NotFoundError
    return review, subject


def find_subject(review: Review) -> Any:
    """Return what a review is about, or None where it is not there to be decided any more."""
    subjects = load_subjects([review], is_whole=True)
    return subjects.get((review.kind, review.subject_id))


def find_review_of(kind: str, subject_id: int) -> Review | None:
    """Return the open review of a subject, for the pages of its area."""
    statement = select(Review).where(Review.kind == kind, Review.subject_id == subject_id)
    return session.scalars(statement.where(Review.state == ReviewState.OPEN)).one_or_none()


def find_last_closed(kind: str, subject_id: int) -> Review | None:
    """Return what was decided last about a subject, for the pages of its area."""
    statement = select(Review).where(Review.kind == kind, Review.subject_id == subject_id)
    decided = statement.where(Review.state == ReviewState.DECIDED).order_by(Review.id.desc())
    return session.scalars(decided.limit(1)).one_or_none()


def list_messages(review: Review) -> Sequence[ReviewMessage]:
    statement = select(ReviewMessage).where(ReviewMessage.review_id == review.id)
    return session.scalars(statement.order_by(ReviewMessage.id)).all()


def list_people(ids: Iterable[int | None]) -> dict[int, Person]:
    """Return people by number, to say as what they spoke."""
    numbers = sorted({each for each in ids if each is not None})
    people = session.scalars(select(Person).where(Person.id.in_(numbers))) if numbers else ()
    return {person.id: person for person in people}


def list_deciders(actor: Actor, kind: AnyKind, subject: Any) -> list[Person]:
    """Return who could decide in place of this actor: curators and above, and lay members."""
    statement = select(Person).where(
        Person.active, Person.role.in_([Role.LAY_MEMBER, Role.CURATOR, Role.ADMINISTRATOR])
    )
    people = session.scalars(statement.order_by(Person.name, Person.id))
    return [each for each in people if each.id != actor.id and kind.can_decide(each.actor, subject)]


# The log


def find_last_visit(actor: Actor, today: date) -> datetime | None:
    """Return when somebody last decided anything before today: what came later is new to them."""
    statement = select(func.max(Review.closed_at)).where(
        Review.decided_by_id == actor.id,
        Review.closed_at < datetime.combine(today, time(), clock.LONDON),
    )
    return session.scalar(statement)


@dataclass(frozen=True)
class WeekFigures:
    """What came in and what was decided within some days. ``longest`` is in days."""

    came: int
    decided: int
    on_time: int
    longest: int


def count_weeks(now: datetime) -> tuple[WeekFigures, WeekFigures]:
    """Return what came in and was decided in the seven days before the last seven, and in those."""
    middle, start = now - WEEK, now - 2 * WEEK
    statement = select(Review).where(
        Review.state != ReviewState.WITHDRAWN,
        or_(Review.sent_at >= start, Review.closed_at >= start),
    )
    reviews = session.scalars(statement).all()
    return count_between(reviews, start, middle), count_between(reviews, middle, now)


def count_between(reviews: Iterable[Review], since: datetime, until: datetime) -> WeekFigures:
    found = list(reviews)
    decided = [each for each in found if each.closed_at and since < each.closed_at <= until]
    return WeekFigures(
        came=sum(since < each.sent_at <= until for each in found),
        decided=len(decided),
        on_time=sum(each.is_on_time for each in decided),
        longest=max((each.waited.days for each in decided), default=0),
    )
