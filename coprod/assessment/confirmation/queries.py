"""Reading what is proposed and what is confirmed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, not_, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.confirmation import policies
from coprod.assessment.confirmation.enums import ProposalVerdict, Side
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.self_assessment.enums import Evidence
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.policies import rating_visible_to
from coprod.assessment.self_assessment.queries import has_unchecked_answer, is_latest
from coprod.core.database import session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import require
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, was_ever_owned_by
from coprod.register.activities.queries import QUEUE_COLUMNS, select_visible_activities
from coprod.register.review.queries import list_curators

WITH_ANSWER = (joinedload(Proposal.answer), joinedload(Proposal.rating))


def get_confirmed_proposals(actor: Actor, ids: Sequence[int]) -> dict[int, list[Proposal]]:
    """Return what was confirmed of each of some activities, what counts now last, in one query.

    A later round comes after an earlier one, whenever it was confirmed.
    """
    statement = (
        select(Proposal)
        .join(Proposal.answer)
        .join(Proposal.rating)
        .where(Proposal.activity_id.in_(ids), is_agreed(), rating_visible_to(actor))
        .options(*WITH_ANSWER)
        .order_by(Proposal.rating_id, Proposal.id)
    )
    proposals: dict[int, list[Proposal]] = {}
    for proposal in session.scalars(statement):
        proposals.setdefault(proposal.activity_id, []).append(proposal)
    return proposals


def select_confirmed_rung(back: int = 0) -> ColumnElement[Any]:
    """Return the confirmed rung of an activity, as a column for queries over ``Activity``.

    ``back`` is 1 for the one before it.
    """
    agreed_rungs = select(Proposal.rung).join(Proposal.answer)
    agreed_rungs = agreed_rungs.where(Proposal.activity_id == Activity.id, is_agreed())
    agreed_rungs = agreed_rungs.order_by(Proposal.rating_id.desc(), Proposal.id.desc())
    return agreed_rungs.limit(1).offset(back or None).correlate(Activity).scalar_subquery()


def is_agreed() -> ColumnElement[bool]:
    return ProposalAnswer.verdict == ProposalVerdict.AGREES


def is_in_force() -> ColumnElement[bool]:
    """Return the condition that a ``Proposal`` was neither taken back nor refused."""
    answers = select(ProposalAnswer.id).where(ProposalAnswer.proposal_id == Proposal.id)
    ended = answers.where(ProposalAnswer.verdict != ProposalVerdict.AGREES)
    return ~ended.correlate(Proposal).exists()


def list_proposals(actor: Actor, activity: Activity) -> Sequence[Proposal]:
    """Return everything that was proposed about an activity, the latest first."""
    require(policies.can_read(actor, activity))
    statement = select(Proposal).where(Proposal.activity_id == activity.id).options(*WITH_ANSWER)
    return session.scalars(statement.order_by(Proposal.id.desc())).all()


def select_unanswered_proposals() -> Select[Proposal]:
    return select(Proposal).where(Proposal.answered_at.is_(None))


def find_open_proposal(activity: Activity) -> Proposal | None:
    """Return the proposal about an activity that nobody has answered. There is one at most."""
    statement = (
        select_unanswered_proposals()
        .where(Proposal.activity_id == activity.id)
        .options(*WITH_ANSWER)
    )
    return session.scalars(statement.order_by(Proposal.id.desc()).limit(1)).one_or_none()


def list_activities_to_answer(actor: Actor) -> Sequence[Activity]:
    """Return the activities about which the other side has proposed something to the actor."""
    statement = (
        select_visible_activities(actor).where(is_awaiting_answer(actor)).options(QUEUE_COLUMNS)
    )
    return session.scalars(statement.order_by(Activity.id)).all()


def is_awaiting_answer(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` waits for the actor's answer to a proposal."""
    side = policies.get_side(actor)
    if side is None:
        return false()
    waits = select_unanswered_proposals().where(
        Proposal.activity_id == Activity.id,
        Proposal.side == side.other,
        Proposal.person_id != actor.id,
    )
    return and_(
        is_public_activity(), waits.correlate(Activity).exists(), not_(was_ever_owned_by(actor))
    )


def has_evidence_to_check(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an ``Activity`` waits for the actor to read its evidence.

    Not while the team is asked about it, nor once somebody has read it and proposed a level.
    """
    is_queried = exists().where(AnswerQuery.rating_id == Rating.id, AnswerQuery.is_open.is_(True))
    is_proposed = exists().where(Proposal.rating_id == Rating.id, is_in_force())
    waits = exists().where(
        Rating.activity_id == Activity.id,
        is_latest(),
        Rating.evidence == Evidence.GIVEN,
        Rating.person_id != actor.id,
        has_unchecked_answer(),
        ~is_queried,
        ~is_proposed,
    )
    return and_(is_public_activity(), waits.correlate(Activity), not_(was_ever_owned_by(actor)))


def list_confirmable_ratings(activity: Activity) -> Sequence[Rating]:
    """Return the team's assessments that can be confirmed, the latest first."""
    statement = select(Rating).where(
        Rating.activity_id == activity.id, Rating.submitted_at.is_not(None)
    )
    statement = statement.options(joinedload(Rating.activity), selectinload(Rating.answers))
    return session.scalars(statement.order_by(Rating.id.desc())).all()


def list_people(side: Side) -> Sequence[Person]:
    """Return who is notified that something waits for their side."""
    if side is Side.CURATOR:
        return list_curators()
    statement = select(Person).where(Person.role == Role.LAY_MEMBER, Person.active)
    return session.scalars(statement.order_by(Person.id)).all()


def get_rating(proposal: Proposal) -> Rating:
    statement = select(Rating).where(Rating.id == proposal.rating_id)
    whole = (joinedload(Rating.activity), selectinload(Rating.answers))
    return session.scalars(statement.options(*whole)).one()


def get_proposer(proposal: Proposal) -> Person:
    return session.get_one(Person, proposal.person_id)
