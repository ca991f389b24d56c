"""Reading promises: those of activities that the actor may read, and no others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from coprod.assessment.self_assessment.queries import ItemSource
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import require_found
from coprod.core.values.text import excerpt
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import is_published
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.commitments import policies
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.rules import KeptShare, count_kept, is_reminder_due
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.sections.models import ActivityDetail

PAGE_SIZE = 30


@dataclass(frozen=True)
class CommitmentsFilter:
    """What a reader asks the list for."""

    states: tuple[CommitmentState, ...] = ()
    sources: tuple[CommitmentSource, ...] = ()
    overdue: bool = False
    page: int = 1


def select_evidence_items(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    """Select the public commitments of an activity, as evidence for an answer of its assessment."""
    statement = select(Commitment.id, Commitment.words, Commitment.due, literal(""))
    own = and_(Commitment.activity_id == activity_id, Commitment.made_at <= day)
    return statement.where(own, Commitment.published_at.is_not(None))


COMMITMENT_ITEMS = ItemSource(
    Commitment.id,
    select_evidence_items,
    lambda row, _slug: (
        excerpt(row.words, limit=80),
        "engagement.commitments.promise",
        {"promise_id": row.id},
    ),
)


def find_source_comment(activity: Activity, comment_id: int | None) -> Comment | None:
    """Return a comment, if readers see it and it is about this activity."""
    if comment_id is None:
        return None
    is_it = and_(
        Comment.id == comment_id,
        Comment.subject_kind == ACTIVITY_SUBJECTS.name,
        Comment.subject_id == activity.id,
        is_published(),
    )
    return session.scalars(select(Comment).where(is_it)).one_or_none()


def find_comment_of(commitment: Commitment) -> Comment | None:
    """Return the comment that a promise was made from, whatever became of it."""
    return session.get(Comment, commitment.comment_id) if commitment.comment_id else None


def list_for_activity(actor: Actor, activity: Activity) -> Sequence[Commitment]:
    """Return the promises of an activity that the reader was given, the first one first."""
    statement = select(Commitment).join(Commitment.activity)
    statement = statement.where(Activity.id == activity.id, policies.is_readable(actor))
    statement = statement.options(joinedload(Commitment.steps)).order_by(Commitment.id)
    return session.scalars(statement).unique().all()


def load_promises_by_comment(
    actor: Actor, comment_ids: Iterable[int]
) -> Mapping[int, Sequence[Commitment]]:
    """Return the public promises that were made from some comments, by one statement."""
    ids = list(comment_ids)
    if not ids:
        return {}
    statement = select_public(actor).where(Commitment.comment_id.in_(ids))
    statement = statement.options(
        contains_eager(Commitment.activity), joinedload(Commitment.steps)
    ).order_by(Commitment.id)
    promises: dict[int, list[Commitment]] = {}
    for promise in session.scalars(statement).unique():
        promises.setdefault(promise.comment_id or 0, []).append(promise)
    return promises


def list_public_of(activity_ids: Sequence[int]) -> Sequence[Commitment]:
    """Return the promises of some activities that everybody reads."""
    statement = select_public(VISITOR).where(Commitment.activity_id.in_(activity_ids))
    statement = statement.options(selectinload(Commitment.steps)).order_by(Commitment.id)
    return session.scalars(statement).all() if activity_ids else ()


def select_public(actor: Actor) -> Select[Commitment]:
    statement = select(Commitment).join(Commitment.activity)
    return statement.where(
        visible_to(actor), is_public_activity(), Commitment.published_at.is_not(None)
    )


def select_readable(actor: Actor) -> Select[Commitment]:
    """Select what is public, and for those who may read it what nobody has read yet."""
    statement = select(Commitment).join(Commitment.activity)
    statement = statement.where(
        visible_to(actor), is_public_activity(), policies.is_readable(actor)
    )
    whole = contains_eager(Commitment.activity)
    return statement.options(
        whole, whole.selectinload(Activity.co_owners), selectinload(Commitment.steps)
    )


def list_commitments(actor: Actor, criteria: CommitmentsFilter) -> Sequence[Commitment]:
    """Return one page of the list, the one that is due first at the top."""
    statement = select_public(actor).where(*build_conditions(criteria))
    statement = statement.options(
        contains_eager(Commitment.activity), selectinload(Commitment.steps)
    )
    statement = statement.order_by(Commitment.due, Commitment.id)
    return session.scalars(statement.offset((criteria.page - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()


def count_commitments(actor: Actor, criteria: CommitmentsFilter) -> int:
    statement = (
        select_public(actor).where(*build_conditions(criteria)).with_only_columns(func.count())
    )
    return session.scalar(statement) or 0


def count_by_state(actor: Actor) -> Mapping[CommitmentState, int]:
    """Return how many promises there are in each state."""
    statement = select_public(actor).with_only_columns(Commitment.state, func.count())
    return dict(session.execute(statement.group_by(Commitment.state)).all())


def count_kept_on_time(actor: Actor, today: date) -> KeptShare:
    """Return how many promises were kept on time, of all whose day has come."""
    commitments = session.scalars(select_public(actor).options(selectinload(Commitment.steps)))
    return count_kept([each.judge_progress(today) for each in commitments])


def build_conditions(criteria: CommitmentsFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if criteria.states:
        conditions.append(Commitment.state.in_(criteria.states))
    if criteria.sources:
        conditions.append(Commitment.source.in_(criteria.sources))
    if criteria.overdue:
        conditions += [
            Commitment.state == CommitmentState.PLANNED,
            is_past(Commitment.due, clock.today()),
        ]
    return conditions


def is_past(column: object, today: date) -> ColumnElement[bool]:
    """Return the condition that all of a date known in part is over.

    Dates are stored as text of the length of what is known, and text sorts by time: so each length
    is measured by today's date of the same length.
    """
    lengths = (
        PartialDate(today.year),
        PartialDate(today.year, today.month),
        PartialDate.from_day(today),
    )
    stored: ColumnElement[PartialDate] = column  # type: ignore[assignment]  # a mapped column
    return or_(*((func.length(stored) == len(str(each))) & (stored < each) for each in lengths))


def get_commitment(actor: Actor, commitment_id: int, *, to_change: bool = False) -> Commitment:
    """Return a promise of a public activity. ``to_change`` lets two writers come in turn."""
    statement = select_readable(actor).where(Commitment.id == commitment_id)
    if to_change:
        statement = statement.with_for_update(of=Commitment)
    return require_found(session.scalars(statement).one_or_none())


def list_owed_activities(actor: Actor, today: date) -> Sequence[tuple[Activity, PartialDate]]:
    """Return public activities whose people should have heard back, and that tell nothing yet."""
    has_told = or_(ActivityDetail.did != "", ActivityDetail.not_doing != "")
    has_moved = exists().where(
        Commitment.activity_id == Activity.id, Commitment.state != CommitmentState.PLANNED
    )
    statement = (
        select(Activity, ActivityDetail.hear_back)
        .join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(visible_to(actor), is_public_activity(), is_past(ActivityDetail.hear_back, today))
        .where(~has_told, ~has_moved)
        .order_by(ActivityDetail.hear_back, Activity.id)
    )
    return [(entry, day) for entry, day in session.execute(statement) if day]


def list_to_chase(today: date) -> Sequence[Commitment]:
    """Return the overdue promises whose owners are written to today. Held until that is done."""
    statement = select_overdue(today).with_for_update(of=Commitment)
    commitments = session.scalars(statement.order_by(Commitment.id)).all()
    late = [each for each in commitments if is_reminder_due(each.due, each.reminded_on, today)]
    return [each for each in late if not each.newest.waits]


def list_overdue(today: date) -> Sequence[Commitment]:
    """Return the overdue promises of which the team has said nothing since.

    Where the team has said something and waits for a curator, it is not the team that is late.
    """
    commitments = session.scalars(select_overdue(today).order_by(Commitment.id)).all()
    return [each for each in commitments if not each.newest.waits]


def list_due(first: date, last: date) -> Sequence[Commitment]:
    """Return the promises that are due between two days, and are neither done nor dropped."""
    statement = select_readable(SYSTEM).where(
        Commitment.published_at.is_not(None),
        Commitment.state == CommitmentState.PLANNED,
        ~is_past(Commitment.due, first),
        is_past(Commitment.due, last + timedelta(days=1)),
    )
    return session.scalars(statement.order_by(Commitment.id)).all()


def select_overdue(today: date) -> Select[Commitment]:
    return select_readable(SYSTEM).where(
        Commitment.published_at.is_not(None),
        Commitment.state == CommitmentState.PLANNED,
        is_past(Commitment.due, today),
    )
