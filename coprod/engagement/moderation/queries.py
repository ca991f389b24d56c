"""What waits for a moderator or for a lay member, and what was decided so far, in numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.engagement.comments.enums import Reason, State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import APPEALABLE
from coprod.engagement.moderation import policies
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.models import ModerationDecision, Report
from coprod.engagement.moderation.rules import DECIDABLE
from coprod.register.activities.queries import compute_fingerprint

MOST_LISTED = 50
WITH_ORIGIN = (joinedload(Comment.origin), joinedload(Comment.route), joinedload(Comment.led_to))


def open_reports() -> ColumnElement[bool]:
    return exists().where(Report.comment_id == Comment.id, Report.settled_at.is_(None))


def to_read(actor: Actor) -> Select[Comment]:
    """Select what somebody may decide about: nothing of their own, nothing they had a hand in."""
    if not actor.is_at_least(Role.CURATOR):
        raise NotFoundError
    may = and_(Comment.state.in_(DECIDABLE), policies.has_no_part(actor))
    return select(Comment).where(may).options(*WITH_ORIGIN)


def in_order(wanted: Select[Comment]) -> Select[Comment]:
    """Order by need: who may not be safe first, what looks like spam last, then by the wait."""
    needs = (Comment.may_be_unsafe.desc(), Comment.looks_like_spam, Comment.sent_at, Comment.id)
    return wanted.order_by(*needs)


def unread(actor: Actor) -> Select[Comment]:
    return to_read(actor).where(Comment.state == State.WAITING)


def urgent(actor: Actor) -> Select[Comment]:
    """Select the comments that wait and may tell of somebody in danger."""
    return unread(actor).where(Comment.may_be_unsafe)


def open_to_doubt(actor: Actor) -> Select[Comment]:
    """Select the public comments that a reader has reported."""
    return to_read(actor).where(Comment.state == State.PUBLISHED, open_reports())


def waiting(actor: Actor) -> Sequence[Comment]:
    return session.scalars(in_order(unread(actor)).limit(MOST_LISTED)).all()


def how_many_wait(actor: Actor) -> int:
    wanted = unread(actor).options()
    return session.scalar(wanted.with_only_columns(func.count(Comment.id))) or 0


def held(actor: Actor) -> Sequence[Comment]:
    found = to_read(actor).where(Comment.state == State.HELD)
    return session.scalars(found.order_by(Comment.decided_at, Comment.id)).all()


def reported(actor: Actor) -> Sequence[Comment]:
    return session.scalars(open_to_doubt(actor).order_by(Comment.id).limit(MOST_LISTED)).all()


def next_to_read(actor: Actor) -> int | None:
    """Return the comment that follows: the next that waits, else the next that was reported."""
    found = session.scalars(in_order(unread(actor)).limit(1)).first() or next(
        iter(reported(actor)), None
    )
    return found.id if found else None


def comment(actor: Actor, comment_id: int, *, to_change: bool = False) -> Comment:
    """Return one comment to decide about."""
    wanted = to_read(actor).where(Comment.id == comment_id)
    found = session.scalars(wanted.with_for_update(of=Comment) if to_change else wanted).first()
    if found is None:
        raise NotFoundError
    return found


def seen(comment: Comment) -> str:
    """Return the mark of what a moderator was shown before deciding."""
    shown = (comment.body, comment.public_body, comment.state.value, str(comment.decided_at))
    return compute_fingerprint(shown)


def reports(comment: Comment) -> Sequence[Report]:
    wanted = select(Report).where(Report.comment_id == comment.id, Report.settled_at.is_(None))
    return session.scalars(wanted.order_by(Report.id)).all()


# Appeals


def appeals(actor: Actor) -> Sequence[Comment]:
    if not policies.can_hear_appeals(actor):
        raise NotFoundError
    is_open = and_(Comment.appealed_at.is_not(None), Comment.appeal_ended_at.is_(None))
    wanted = select(Comment).where(is_open, Comment.state.in_(APPEALABLE))
    wanted = wanted.where(policies.has_no_part(actor), ~policies.decided(actor))
    wanted = wanted.options(*WITH_ORIGIN)
    return session.scalars(wanted.order_by(Comment.appealed_at, Comment.id)).all()


def appeal(actor: Actor, comment_id: int) -> Comment:
    found = next((each for each in appeals(actor) if each.id == comment_id), None)
    if found is None:
        raise NotFoundError
    return found


def has_decided(actor: Actor, comment: Comment) -> bool:
    """Tell whether somebody decided about a comment before, in whatever role they had then."""
    same = select(Comment.id).where(Comment.id == comment.id, policies.decided(actor))
    return session.scalar(same) is not None


def lay_members() -> Sequence[Person]:
    wanted = select(Person).where(Person.role == Role.LAY_MEMBER, Person.active)
    return session.scalars(wanted.order_by(Person.id)).all()


# Public figures


@dataclass(frozen=True)
class Figures:
    """How often what was decided. What was held is in none of these numbers."""

    outcomes: Mapping[Outcome, int]
    declined: Mapping[Reason, int]
    in_time: int
    appeals: int
    granted: int

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())


def figures() -> Figures:
    open_ones = select(ModerationDecision).where(ModerationDecision.outcome != Outcome.HOLD)
    rows = session.scalars(open_ones.order_by(ModerationDecision.id)).all()
    first = [row for row in rows if not row.on_appeal]
    heard = [row for row in rows if row.on_appeal]
    why = Counter(
        Reason(reason) for row in first if row.outcome is Outcome.DECLINE for reason in row.reasons
    )
    return Figures(
        outcomes=Counter(row.outcome for row in first),
        declined=why,
        in_time=sum(row.in_time for row in first),
        appeals=len(heard),
        granted=sum(row.outcome is Outcome.PUBLISH for row in heard),
    )
