"""What there is to chase: a few questions for each kind, however much there is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager, selectinload

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating.models import ResidentRound
from coprod.assessment.resident_rating.queries import (
    list_rounds_to_release,
    select_rounds_to_release,
)
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.queries import is_overdue as is_action_late
from coprod.board.action_plan.queries import list_overdue as list_late_actions
from coprod.board.indicators.models import IndicatorGap, IndicatorTarget
from coprod.board.indicators.queries import (
    is_gap_late,
    is_review_late,
    list_late_gaps,
    list_late_reviews,
)
from coprod.board.leaders.queries import list_late as list_late_signatures
from coprod.board.member_notes.models import MemberNote
from coprod.board.member_notes.queries import is_late as is_idea_late
from coprod.board.member_notes.queries import list_late as list_late_ideas
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.desk.chase import policies
from coprod.desk.chase.enums import ChaseKind
from coprod.desk.chase.models import ChaseLetter
from coprod.desk.chase.rules import ENDS_WITHIN, REST, ChaseCase, find_ending_window
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import is_answer_owed, load_subjects
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.engagement.commitments.queries import is_past, list_overdue, select_overdue
from coprod.participation.groups.enums import EndReason
from coprod.participation.groups.models import Consent
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import LIST_COLUMNS
from coprod.register.completeness.queries import read_sections_of
from coprod.register.completeness.rules import assess_completeness
from coprod.register.freshness.queries import is_past_review
from coprod.register.review.queries import list_curators
from coprod.register.sections.models import ActivityCost, ActivityDetail

Rows = Select[*tuple[Any, ...]]
DAY = timedelta(days=1)


def list_cases(actor: Actor) -> list[ChaseCase]:
    """Return all that can be chased, by kind, the oldest first."""
    require(policies.can_chase(actor))
    today = clock.today()
    cases = [case for find in FINDERS for case in find(actor, today)]
    cases.sort(key=lambda case: (list(ChaseKind).index(case.kind), case.since, case.subject_id))
    return list(add_recipients(actor, add_letters(cases)))


def find_answers(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield each thing with comments whose answer is late, once."""
    statement = select(Comment).where(is_answer_owed(), Comment.answer_by < today)
    comments = defaultdict(list)
    for comment in session.scalars(statement.order_by(Comment.answer_by, Comment.id)):
        comments[comment.subject_kind, comment.subject_id].append(comment)
    for key, subject in load_subjects(comments).items():
        late = comments[key]
        yield ChaseCase(
            ChaseKind.ANSWERS,
            *key,
            title=subject.title,
            since=late[0].answer_by or today,
            endpoint="engagement.comments.to_answer",
            owner_ids=subject.owner_ids,
            chased_on=max((each.chased_on for each in late if each.chased_on), default=None),
            number=len(late),
            rows=tuple(late),
        )


def find_promises(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    for each in list_overdue(today):
        yield ChaseCase(
            ChaseKind.PROMISES,
            each.__tablename__,
            each.id,
            title=each.activity.title,
            since=each.due.latest,
            endpoint="engagement.commitments.step",
            values={"promise_id": each.id},
            owner_ids=list_owner_ids(each.activity),
            chased_on=each.reminded_on,
            rows=(each,),
        )


def find_actions(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield the actions that are late. Letters go to the account of the role, if it has one."""
    for each in list_late_actions(today):
        yield ChaseCase(
            ChaseKind.ACTIONS,
            each.__tablename__,
            each.id,
            title=each.title,
            since=each.due,
            endpoint="board.action_plan.action",
            values={"action_id": each.id},
            owner_ids=frozenset({each.lead_id} if each.lead_id else ()),
        )


def find_ideas(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield the ideas that wait for their answer, by the board: nothing of what they say."""
    for each in list_late_ideas(today):
        yield ChaseCase(
            ChaseKind.IDEAS,
            each.__tablename__,
            each.id,
            title=each.group.name,
            since=each.answer_by or today,
            endpoint="board.member_notes.note",
            values={"note_id": each.id},
        )


def find_signatures(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield what leaders were asked to sign and have not answered in time."""
    for each in list_late_signatures(today):
        yield ChaseCase(
            ChaseKind.SIGNATURES,
            each.__tablename__,
            each.id,
            title=each.role.name,
            since=each.answer_by,
            endpoint="board.leaders.requests",
        )


def find_targets(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield targets whose review is late, and data gaps whose plan is. Roles have no accounts."""
    late: list[tuple[IndicatorTarget | IndicatorGap, date]] = [
        *((each, each.review_on) for each in list_late_reviews(today)),
        *((each, each.due) for each in list_late_gaps(today)),
    ]
    for each, since in late:
        yield ChaseCase(
            ChaseKind.TARGETS,
            each.__tablename__,
            each.id,
            title=each.indicator.title,
            since=since,
            endpoint="board.indicators.indicator",
            values={"indicator": each.indicator.slug},
        )


def find_stale(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    statement = select(Activity).where(is_past_review(today)).order_by(Activity.id)
    options = (*LIST_COLUMNS, selectinload(Activity.co_owners))
    activities = session.scalars(statement.options(*options)).unique().all()
    sections = read_sections_of(activities)
    for each in activities:
        missing = assess_completeness(sections[each.id]).next
        case = build_activity_case(ChaseKind.STALE, each, each.review_by or today)
        yield replace(
            case,
            chased_on=each.reminded_on,
            question=missing.question if missing else None,
            rows=(each,),
        )


def find_money(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield the activities of which some money ends, by the part that ends first."""
    days: dict[Activity, date] = {}
    for activity, day in list_money_ends(*find_ending_window(today)):
        days[activity] = min(day, days.get(activity, day))
    for activity, day in days.items():
        yield build_activity_case(ChaseKind.MONEY, activity, day)


def list_money_ends(first: date, last: date) -> list[tuple[Activity, date]]:
    """Return the public activities of which some money ends between two days, with each day."""
    statement = (
        select(Activity, ActivityCost.until)
        .join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .join(ActivityCost, ActivityCost.detail_id == ActivityDetail.id)
        .where(is_public_activity(), ActivityCost.until.is_not(None))
        .options(selectinload(Activity.co_owners))
    )
    rows = session.execute(statement.order_by(Activity.id, ActivityCost.until))
    return [
        (activity, until.latest)
        for activity, until in rows
        if until and first <= until.latest <= last
    ]


def find_consents(_actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield the activities with a consent that ends, never what it is about or whose it is."""
    consents: dict[int, list[Consent]] = defaultdict(list)
    for each in list_consent_ends(*find_ending_window(today)):
        consents[each.activity_id].append(each)
    for first, *more in consents.values():
        case = build_activity_case(ChaseKind.CONSENTS, first.activity, first.until or today)
        ended = (each.ended_at for each in (first, *more) if each.ended_at)
        yield replace(case, chased_on=max(map(clock.to_day, ended), default=None))


def list_consent_ends(first: date, last: date) -> Sequence[Consent]:
    """Return the consents on public activities that end between two days, in that order."""
    whole = contains_eager(Consent.activity)
    statement = (
        select(Consent)
        .join(Consent.activity)
        .options(whole, whole.selectinload(Activity.co_owners))
        .where(is_public_activity(), *is_consent_to_chase(first, last))
        .order_by(Consent.until, Consent.id)
    )
    return session.scalars(statement).all()


def is_consent_to_chase(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    is_near = Consent.until.between(first, last)
    is_taken_back = Consent.ended == EndReason.TAKEN_BACK  # nobody is asked again
    return is_near, or_(Consent.ended.is_(None), ~is_taken_back)


def find_rounds(actor: Actor, today: date) -> Iterator[ChaseCase]:
    """Yield the rounds that this curator could release, and so may know of."""
    for each in list_rounds_to_release(actor):
        yield ChaseCase(
            ChaseKind.ROUNDS,
            each.__tablename__,
            each.id,
            title=each.activity.title,
            since=min(each.closes_on, today),
            endpoint="desk.queue.desk",
            values={"kind": "residents-round"},
        )


FINDERS: Sequence[Callable[[Actor, date], Iterator[ChaseCase]]] = (
    find_answers,
    find_promises,
    find_actions,
    find_ideas,
    find_signatures,
    find_targets,
    find_stale,
    find_money,
    find_consents,
    find_rounds,
)


def build_activity_case(kind: ChaseKind, activity: Activity, since: date) -> ChaseCase:
    return ChaseCase(
        kind,
        activity.__tablename__,
        activity.id,
        title=activity.title,
        since=since,
        endpoint="register.activities.check",
        values={"slug": activity.slug},
        owner_ids=list_owner_ids(activity),
    )


def list_owner_ids(activity: Activity) -> frozenset[int]:
    """Return who looks after an activity now, whose co-owners are loaded."""
    co_owner_ids = (each.person_id for each in activity.co_owners if not each.left_at)
    return frozenset({activity.owner_id, *co_owner_ids})


def add_letters(cases: Iterable[ChaseCase]) -> Iterator[ChaseCase]:
    """Add how many letters a curator sent about each, and the day of the last letter."""
    columns = (ChaseLetter.kind, ChaseLetter.subject_kind, ChaseLetter.subject_id)
    statement = select(*columns, func.count(), func.max(ChaseLetter.sent_at)).group_by(*columns)
    letters = {(row[0], row[1], row[2]): (row[3], row[4]) for row in session.execute(statement)}
    for case in cases:
        number, sent_at = letters.get((case.kind, case.subject_kind, case.subject_id), (0, None))
        days = [case.chased_on, sent_at and clock.to_day(sent_at)]
        last = max((day for day in days if day), default=None)
        yield replace(case, letters=number, chased_on=last)


def add_recipients(actor: Actor, cases: Iterable[ChaseCase]) -> Iterator[ChaseCase]:
    """Add to whom each letter goes: who looks after it, or the other curators."""
    found = list(cases)
    ids = {person_id for case in found for person_id in case.owner_ids}
    statement = select(Person).where(Person.id.in_(sorted(ids)), Person.active)
    people = session.scalars(statement.order_by(Person.id)).all()
    curators = tuple(each for each in list_curators() if each.id != actor.id)
    for case in found:
        owners = tuple(each for each in people if each.id in case.owner_ids)
        yield replace(case, recipients=curators if case.goes_to_curators else owners)


# How much, for the desk, in one question


def count_to_chase(actor: Actor) -> dict[ChaseKind, int]:
    """Count the things of each kind about which no letter went lately."""
    require(policies.can_chase(actor))
    selects = select_to_chase(actor, clock.today())
    counts = [
        select(func.count()).select_from(each.subquery()).scalar_subquery()
        for each in selects.values()
    ]
    numbers = session.execute(select(*counts)).one()
    return {kind: number for kind, number in zip(selects, numbers, strict=True) if number}


def select_to_chase(actor: Actor, today: date) -> dict[ChaseKind, Rows]:
    """Return the subjects of each kind that do not rest, as the finders above find them."""
    selects: dict[ChaseKind, Rows] = {
        ChaseKind.ANSWERS: select_answers(today),
        ChaseKind.PROMISES: select_promises(today),
        ChaseKind.ACTIONS: select(literal(BoardAction.__tablename__), BoardAction.id).where(
            is_action_late(today), BoardAction.lead_id.is_not(None)
        ),
        ChaseKind.IDEAS: select(literal(MemberNote.__tablename__), MemberNote.id).where(
            is_idea_late(today)
        ),
        ChaseKind.TARGETS: select_late_targets(today),
        ChaseKind.STALE: select_activities().where(
            is_past_review(today), is_long_ago(Activity.reminded_on, today)
        ),
        ChaseKind.MONEY: select_ending_money(today),
        ChaseKind.CONSENTS: select_consents(today),
        ChaseKind.ROUNDS: select_rounds_to_release(actor).with_only_columns(
            literal(ResidentRound.__tablename__), ResidentRound.id
        ),
    }
    return {kind: leave_out_letters(kind, each, today) for kind, each in selects.items()}


def select_late_targets(today: date) -> Rows:
    reviews = select(literal(IndicatorTarget.__tablename__), IndicatorTarget.id)
    gaps = select(literal(IndicatorGap.__tablename__), IndicatorGap.id)
    late = union_all(reviews.where(is_review_late(today)), gaps.where(is_gap_late(today)))
    return select(late.subquery())


def select_activities() -> Rows:
    return select(literal(Activity.__tablename__), Activity.id).where(is_public_activity())


def select_answers(today: date) -> Rows:
    subject = (Comment.subject_kind, Comment.subject_id)
    statement = select(*subject).where(is_answer_owed(), Comment.answer_by < today)
    return statement.group_by(*subject).having(is_long_ago(func.max(Comment.chased_on), today))


def select_promises(today: date) -> Rows:
    statement = select_overdue(today).where(
        ~has_unread_step(), is_long_ago(Commitment.reminded_on, today)
    )
    return statement.with_only_columns(literal(Commitment.__tablename__), Commitment.id)


def has_unread_step() -> ColumnElement[bool]:
    """Return the condition that the newest step of a promise waits for a curator."""
    step, later = aliased(CommitmentStep), aliased(CommitmentStep)
    is_newest = ~exists().where(later.commitment_id == step.commitment_id, later.id > step.id)
    waits = (step.commitment_id == Commitment.id, step.read_at.is_(None), step.sent_back == "")
    return exists().where(*waits, is_newest)


def select_ending_money(today: date) -> Rows:
    is_near = (
        is_past(ActivityCost.until, today + ENDS_WITHIN + DAY),
        ~is_past(ActivityCost.until, today - ENDS_WITHIN),
    )
    statement = select_activities().join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
    costs = statement.join(ActivityCost, ActivityCost.detail_id == ActivityDetail.id)
    return costs.where(*is_near).distinct()


def select_consents(today: date) -> Rows:
    last = func.max(Consent.ended_at)
    statement = select_activities().join(Consent, Consent.activity_id == Activity.id)
    consents = statement.where(*is_consent_to_chase(*find_ending_window(today))).group_by(
        Activity.id
    )
    return consents.having(or_(last.is_(None), last < begin_rest(today)))


def leave_out_letters(kind: ChaseKind, subjects: Rows, today: date) -> Rows:
    """Leave out what a curator wrote about so lately that it rests."""
    found = subjects.order_by(None).subquery()
    subject_kind, subject_id = found.c
    letters = select(ChaseLetter.id).where(
        ChaseLetter.kind == kind,
        ChaseLetter.subject_kind == subject_kind,
        ChaseLetter.subject_id == subject_id,
        ChaseLetter.sent_at >= begin_rest(today),
    )
    return select(found).where(~letters.exists())


def is_long_ago(chased_on: Any, today: date) -> ColumnElement[bool]:
    """Return the condition that a thing was not chased, or no longer rests."""
    return or_(chased_on.is_(None), chased_on <= today - REST)


def begin_rest(today: date) -> datetime:
    """Return since when a letter lets a thing rest today."""
    return clock.get_midnight(today - REST + DAY)
