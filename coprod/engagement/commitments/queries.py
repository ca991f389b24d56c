"""Reading promises: those of entries that the actor may read, and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from coprod.assessment.self_assessment.queries import ItemSource
from coprod.core.database import session
from coprod.core.disclosure import rules as disclosure
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import Message
from coprod.core.values.text import excerpt
from coprod.engagement.commitments import policies
from coprod.engagement.commitments.enums import SAID, Source, State
from coprod.engagement.commitments.models import Commitment, CommitmentAnswer, CommitmentStep
from coprod.engagement.commitments.rules import is_to_chase
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.sections.models import ActivityDetail

A_PAGE = 30


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the list for."""

    states: tuple[State, ...] = ()
    sources: tuple[Source, ...] = ()
    overdue: bool = False
    page: int = 1


@dataclass(frozen=True)
class Said:
    """Whether people say that it happened, and whether they say that it did not yet.

    Never how many: anybody can answer, and again from another browser.
    """

    yes: bool
    not_yet: bool

    @property
    def is_shown(self) -> bool:
        return self.yes or self.not_yet

    @property
    def words(self) -> Message:
        return SAID[self.yes, self.not_yet]


def said(step: CommitmentStep) -> Said:
    """Return what may be shown of the answers that were let out last: of a few, nothing."""
    found = (disclosure.disclose_answers(number) for number in (step.shown_yes, step.shown_not_yet))
    return Said(*(each.is_disclosed for each in found))


def rows_of_entry(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    """Select the public commitments of an entry, as evidence for an answer of its assessment."""
    wanted = select(Commitment.id, Commitment.words, Commitment.due, literal(""))
    own = and_(Commitment.activity_id == activity_id, Commitment.made_at <= day)
    return wanted.where(own, Commitment.shown_at.is_not(None))


COMMITMENT_ITEMS = ItemSource(
    Commitment.id,
    rows_of_entry,
    lambda row, _slug: (
        excerpt(row.words, limit=80),
        "engagement.commitments.promise",
        {"promise_id": row.id},
    ),
)


def of_entry(actor: Actor, activity: Activity) -> Sequence[Commitment]:
    """Return the promises of an entry that the reader was given, the first one first."""
    wanted = select(Commitment).join(Commitment.activity)
    wanted = wanted.where(Activity.id == activity.id, policies.readable(actor))
    wanted = wanted.options(joinedload(Commitment.steps)).order_by(Commitment.id)
    return session.scalars(wanted).unique().all()


def public(actor: Actor) -> Select[Commitment]:
    wanted = select(Commitment).join(Commitment.activity)
    return wanted.where(visible_to(actor), is_public_activity(), Commitment.shown_at.is_not(None))


def open_to(actor: Actor) -> Select[Commitment]:
    """Select what is public, and for those who may read it what nobody has read yet."""
    wanted = select(Commitment).join(Commitment.activity)
    wanted = wanted.where(visible_to(actor), is_public_activity(), policies.readable(actor))
    whole = contains_eager(Commitment.activity)
    return wanted.options(
        whole, whole.selectinload(Activity.co_owners), selectinload(Commitment.steps)
    )


def promises(actor: Actor, wanted: Wanted) -> Sequence[Commitment]:
    """Return one page of the list, the one that is due first at the top."""
    found = public(actor).where(*asked_for(wanted))
    found = found.options(contains_eager(Commitment.activity), selectinload(Commitment.steps))
    found = found.order_by(Commitment.due, Commitment.id)
    return session.scalars(found.offset((wanted.page - 1) * A_PAGE).limit(A_PAGE)).all()


def count(actor: Actor, wanted: Wanted) -> int:
    found = public(actor).where(*asked_for(wanted)).with_only_columns(func.count())
    return session.scalar(found) or 0


def counts(actor: Actor) -> Mapping[State, int]:
    """Return how many promises there are in each state."""
    found = public(actor).with_only_columns(Commitment.state, func.count())
    return dict(session.execute(found.group_by(Commitment.state)).all())


def asked_for(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.states:
        conditions.append(Commitment.state.in_(wanted.states))
    if wanted.sources:
        conditions.append(Commitment.source.in_(wanted.sources))
    if wanted.overdue:
        conditions += [Commitment.state == State.PLANNED, is_past(Commitment.due, clock.today())]
    return conditions


def is_past(column: object, today: date) -> ColumnElement[bool]:
    """Return the condition that all of a date known in part is over.

    Dates are kept as text of the length of what is known, and text sorts by time: so each length
    is measured by today's date of the same length.
    """
    lengths = (
        PartialDate(today.year),
        PartialDate(today.year, today.month),
        PartialDate(today.year, today.month, today.day),
    )
    kept: ColumnElement[PartialDate] = column  # type: ignore[assignment]  # a mapped column
    return or_(*((func.length(kept) == len(str(each))) & (kept < each) for each in lengths))


def promise(actor: Actor, commitment_id: int, *, to_change: bool = False) -> Commitment:
    """Return a promise of a public entry. ``to_change`` lets two writers come in turn."""
    wanted = open_to(actor).where(Commitment.id == commitment_id)
    if to_change:
        wanted = wanted.with_for_update(of=Commitment)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def unread(actor: Actor) -> Select[Commitment]:
    """Select the promises of which something waits for a curator."""
    waits = exists().where(
        CommitmentStep.commitment_id == Commitment.id,
        CommitmentStep.read_at.is_(None),
        CommitmentStep.sent_back == "",
    )
    return open_to(actor).where(waits)


def to_read(actor: Actor) -> Sequence[Commitment]:
    """Return the promises of which this curator is to read something, the longest wait first."""
    found = session.scalars(unread(actor).order_by(Commitment.id)).all()
    mine = [each for each in found if policies.can_read(actor, each.activity)]
    return sorted(mine, key=lambda each: each.newest.at)


def owed(actor: Actor, today: date) -> Sequence[tuple[Activity, PartialDate]]:
    """Return public entries whose people should have heard back, and that tell nothing yet."""
    tells = or_(ActivityDetail.did != "", ActivityDetail.not_doing != "")
    promised = exists().where(
        Commitment.activity_id == Activity.id, Commitment.state != State.PLANNED
    )
    wanted = (
        select(Activity, ActivityDetail.hear_back)
        .join(ActivityDetail, ActivityDetail.activity_id == Activity.id)
        .where(visible_to(actor), is_public_activity(), is_past(ActivityDetail.hear_back, today))
        .where(~tells, ~promised)
        .order_by(ActivityDetail.hear_back, Activity.id)
    )
    return [(entry, day) for entry, day in session.execute(wanted) if day]


def to_chase(today: date) -> Sequence[Commitment]:
    """Return the overdue promises whose owners are written to today. Held until that is done.

    Where the team has said something and waits for a curator, it is not the team that is late.
    """
    wanted = open_to(SYSTEM).where(Commitment.shown_at.is_not(None))
    wanted = wanted.where(Commitment.state == State.PLANNED, is_past(Commitment.due, today))
    found = session.scalars(wanted.with_for_update(of=Commitment).order_by(Commitment.id)).all()
    late = [each for each in found if is_to_chase(each.due, each.reminded_on, today)]
    return [each for each in late if not each.newest.waits]


def has_answered(step: CommitmentStep, *marks: str) -> bool:
    same = (CommitmentAnswer.step_id == step.id, CommitmentAnswer.once.in_(marks))
    return bool(session.scalar(select(exists().where(*same))))


def answered(step: CommitmentStep) -> Mapping[bool, int]:
    """Return how many answers there are of each kind, for the rules alone."""
    wanted = select(CommitmentAnswer.happened, func.count()).group_by(CommitmentAnswer.happened)
    found = session.execute(wanted.where(CommitmentAnswer.step_id == step.id))
    return dict(found.all())
