"""What waits, for whom and since when; one review with its conversation; the log of decisions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Right, Role
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.reviews import policies
from coprod.reviews.enums import ReviewState, Risk
from coprod.reviews.kinds import KINDS, AnyKind, get_kind, load_related
from coprod.reviews.models import Review, ReviewMessage, StandIn

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
    """Return what somebody was asked by name to decide or reads first by right, if they may."""
    reads_by_right = bool(actor.list_scopes(Right.READ_FIRST))
    reviews = list_open_reviews() if reads_by_right else list_assigned(actor)
    subjects = load_subjects(reviews)
    return [
        WaitingReview(review, kind, subject, may_decide=True)
        for review in reviews
        if (subject := subjects.get((review.kind, review.subject_id))) is not None
        and policies.can_decide(actor, kind := get_kind(review.kind), review, subject)
    ]


def list_assigned(actor: Actor) -> Sequence[Review]:
    """Return the open reviews that somebody was asked by name to decide."""
    statement = select(Review).where(
        Review.state == ReviewState.OPEN,
        Review.kind.in_(sorted(KINDS)),
        Review.assignee_id == actor.id,
    )
    return session.scalars(order_by_need(statement)).all() if actor.id is not None else ()


def load_subjects(
    reviews: Iterable[Review], *, is_whole: bool = False, is_decided: bool = False
) -> dict[tuple[str, int], Any]:
    """Return the subjects of reviews, in one question for each kind.

    ``is_decided``: also those that do not wait any more, for the log of decisions.
    """
    ids_by_kind: dict[str, list[int]] = defaultdict(list)
    for review in reviews:
        ids_by_kind[review.kind].append(review.subject_id)
    subjects = {
        (name, subject.id): subject
        for name, ids in ids_by_kind.items()
        for kind in (get_kind(name),)
        for subject in (kind.load_decided(ids) if is_decided else kind.load(ids, is_whole=is_whole))
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
    if subject is not None and not policies.can_read(actor, get_kind(review.kind), review, subject):
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
    roles = [Role.LAY_MEMBER, Role.CURATOR, Role.ADMINISTRATOR]
    stand_ins = {each.id: found for found, each in list_stand_ins_for(kind, clock.today())}
    return [
        each
        for each in list_people_of(*roles)
        if each.id != actor.id
        and (
            kind.can_decide(each.actor, subject)
            or policies.can_stand_in(each.actor, kind, stand_ins.get(each.id), subject)
        )
    ]


def list_people_of(*roles: Role) -> Sequence[Person]:
    statement = select(Person).where(Person.active, Person.role.in_(roles))
    return session.scalars(statement.order_by(Person.name, Person.id)).all()


# Stand-ins


def list_candidates(actor: Actor) -> list[Person]:
    """Return who can be named as a stand-in: lay members and other curators."""
    return [each for each in list_people_of(Role.LAY_MEMBER, Role.CURATOR) if each.id != actor.id]


def list_stand_ins(actor: Actor) -> list[tuple[StandIn, Person]]:
    """Return who stands in now or later."""
    require(policies.can_name_stand_ins(actor))
    return select_stand_ins(StandIn.ends_on >= clock.today())


def list_valid_stand_ins(today: date) -> list[tuple[StandIn, Person]]:
    return select_stand_ins(StandIn.starts_on <= today, StandIn.ends_on >= today)


def list_stand_ins_for(kind: AnyKind, today: date) -> list[tuple[StandIn, Person]]:
    return [each for each in list_valid_stand_ins(today) if each[0].covers(kind.name, today)]


def find_stand_in(kind: AnyKind, person: Person) -> StandIn | None:
    """Return by what right somebody stands in for a kind today, if they do."""
    found = list_stand_ins_for(kind, clock.today())
    return next((each for each, who in found if who.id == person.id), None)


@dataclass(frozen=True)
class Route:
    """A review that goes to a stand-in."""

    review: Review
    kind: AnyKind
    subject: Any
    stand_in: StandIn
    person: Person


def list_routes(today: date) -> list[Route]:
    """Return what a curator had a hand in and nobody was asked to decide, and to whom it goes."""
    stand_ins = list_valid_stand_ins(today)
    reviews = list_open_reviews() if stand_ins else ()
    subjects = load_subjects(reviews)
    curators = list_people_of(Role.CURATOR)
    assignees = list_people(each.assignee_id for each in reviews)
    found = (
        find_route(review, subject, curators, stand_ins)
        for review in reviews
        if (subject := subjects.get((review.kind, review.subject_id))) is not None
        and not is_in_hand(review, subject, assignees.get(review.assignee_id or 0))
    )
    return [route for route in found if route is not None]


def is_in_hand(review: Review, subject: Any, assignee: Person | None) -> bool:
    """Tell whether whoever was asked to decide still may."""
    return (
        assignee is not None
        and assignee.active
        and policies.can_decide(assignee.actor, get_kind(review.kind), review, subject)
    )


def find_route(
    review: Review,
    subject: Any,
    curators: Sequence[Person],
    stand_ins: Iterable[tuple[StandIn, Person]],
) -> Route | None:
    """Return to whom a review goes: to a lay member only where no curator may decide it."""
    kind = get_kind(review.kind)
    may = [kind.can_decide(each.actor, subject) for each in curators]
    if all(may) and may:
        return None
    fitting = [
        Route(review, kind, subject, stand_in, person)
        for stand_in, person in stand_ins
        if policies.can_stand_in(person.actor, kind, stand_in, subject)
        and (person.role is Role.CURATOR or not any(may))
    ]
    return min(fitting, key=lambda route: route.person.role is Role.LAY_MEMBER, default=None)


def select_stand_ins(*conditions: ColumnElement[bool]) -> list[tuple[StandIn, Person]]:
    statement = select(StandIn, Person).join(Person, Person.id == StandIn.person_id)
    statement = statement.where(StandIn.ended_at.is_(None), Person.active, *conditions)
    rows = session.execute(statement.order_by(StandIn.starts_on, StandIn.id))
    return [(row[0], row[1]) for row in rows]


def get_stand_in(actor: Actor, stand_in_id: int) -> StandIn:
    require(policies.can_name_stand_ins(actor))
    return require_found(session.get(StandIn, stand_in_id, with_for_update=True))


# The log


def find_last_visit(actor: Actor, today: date) -> datetime | None:
    """Return when somebody last decided anything before today: what came later is new to them."""
    statement = select(func.max(Review.closed_at)).where(
        Review.decided_by_id == actor.id,
        Review.closed_at < clock.get_midnight(today),
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
