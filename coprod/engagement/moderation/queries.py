"""What waits for a moderator or for a lay member, and what was decided so far, in numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.engagement.comments.enums import CommentState, ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import APPEALABLE_STATES
from coprod.engagement.moderation import policies
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.models import ModerationDecision, Report
from coprod.engagement.moderation.rules import DECIDABLE_STATES

WITH_ORIGIN = (joinedload(Comment.origin), joinedload(Comment.route), joinedload(Comment.led_to))


def select_decidable(actor: Actor) -> Select[Comment]:
    """Select what somebody may decide about: nothing of their own, nothing they had a hand in."""
    require(actor.is_at_least(Role.CURATOR), NotFoundError)
    may = and_(Comment.state.in_(DECIDABLE_STATES), policies.is_impartial(actor))
    return select(Comment).where(may).options(*WITH_ORIGIN)


def get_comment(actor: Actor, comment_id: int, *, to_change: bool = False) -> Comment:
    """Return one comment to decide about."""
    statement = select_decidable(actor).where(Comment.id == comment_id)
    return require_found(
        session.scalars(statement.with_for_update(of=Comment) if to_change else statement).first()
    )


def fingerprint_comment(comment: Comment) -> str:
    """Return a hash of what a moderator sees, to notice changes made while they decide."""
    values = (comment.body, comment.public_body, comment.state.value, str(comment.decided_at))
    return compute_fingerprint(values)


def list_open_reports(comment: Comment) -> Sequence[Report]:
    statement = select(Report).where(Report.comment_id == comment.id, Report.settled_at.is_(None))
    return session.scalars(statement.order_by(Report.id)).all()


def is_first_publication(comment: Comment) -> bool:
    """Tell whether readers see a comment now by the first decision that let them."""
    statement = select(func.count()).where(
        ModerationDecision.comment_id == comment.id,
        ModerationDecision.outcome.in_((Outcome.PUBLISH, Outcome.EDIT)),
    )
    return comment.state is CommentState.PUBLISHED and session.scalar(statement) == 1


# Appeals


def list_appeals(actor: Actor) -> Sequence[Comment]:
    require(policies.can_hear_appeals(actor), NotFoundError)
    is_open = and_(Comment.appealed_at.is_not(None), Comment.appeal_ended_at.is_(None))
    statement = select(Comment).where(is_open, Comment.state.in_(APPEALABLE_STATES))
    statement = statement.where(policies.is_impartial(actor), ~policies.was_decided_by(actor))
    statement = statement.options(*WITH_ORIGIN)
    return session.scalars(statement.order_by(Comment.appealed_at, Comment.id)).all()


def get_appeal(actor: Actor, comment_id: int) -> Comment:
    return require_found(
        next((each for each in list_appeals(actor) if each.id == comment_id), None)
    )


def has_decided(actor: Actor, comment: Comment) -> bool:
    """Tell whether somebody decided about a comment before, in whatever role they had then."""
    statement = select(Comment.id).where(Comment.id == comment.id, policies.was_decided_by(actor))
    return session.scalar(statement) is not None


def list_lay_members() -> Sequence[Person]:
    statement = select(Person).where(Person.role == Role.LAY_MEMBER, Person.active)
    return session.scalars(statement.order_by(Person.id)).all()


# Public figures


@dataclass(frozen=True)
class ModerationFigures:
    """How often what was decided. What was held is in none of these numbers."""

    outcomes: Mapping[Outcome, int]
    declined: Mapping[ModerationReason, int]
    in_time: int
    appeals: int
    granted: int

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())


def count_decisions() -> ModerationFigures:
    statement = select(ModerationDecision).where(ModerationDecision.outcome != Outcome.HOLD)
    rows = session.scalars(statement.order_by(ModerationDecision.id)).all()
    first_decisions = [row for row in rows if not row.on_appeal]
    appeal_decisions = [row for row in rows if row.on_appeal]
    decline_reasons = Counter(
        ModerationReason(reason)
        for row in first_decisions
        if row.outcome is Outcome.DECLINE
        for reason in row.reasons
    )
    return ModerationFigures(
        outcomes=Counter(row.outcome for row in first_decisions),
        declined=decline_reasons,
        in_time=sum(row.in_time for row in first_decisions),
        appeals=len(appeal_decisions),
        granted=sum(row.outcome is Outcome.PUBLISH for row in appeal_decisions),
    )
