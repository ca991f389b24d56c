"""Who reads comments before they are public, who decides an appeal, and who may make one."""

from sqlalchemy import ColumnElement, and_, exists, or_

from coprod.core.values.actor import Actor, Role
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.policies import is_ever_owned_subject
from coprod.engagement.comments.rules import Subject
from coprod.engagement.moderation.models import ModerationDecision
from coprod.engagement.moderation.rules import DECIDABLE_STATES


def is_impartial(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a comment is neither the actor's own nor about work of theirs."""
    is_not_author = or_(Comment.person_id.is_(None), Comment.person_id != actor.id)
    is_typed = exists().where(Origin.comment_id == Comment.id, Origin.typed_by_id == actor.id)
    is_theirs = is_ever_owned_subject(actor, Comment.subject_kind, Comment.subject_id)
    return and_(is_not_author, ~is_typed, ~is_theirs)


def was_involved(actor: Actor, subject: Subject, comment: Comment) -> bool:
    typed = comment.origin is not None and comment.origin.typed_by_id == actor.id
    return typed or comment.person_id == actor.id or actor.id in subject.ever_owner_ids


def can_moderate(actor: Actor, subject: Subject, comment: Comment) -> bool:
    """Curators, but never about what they wrote or typed, nor where they had a hand."""
    is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
    return (
        is_curator
        and not was_involved(actor, subject, comment)
        and comment.state in DECIDABLE_STATES
    )


def can_hear_appeals(actor: Actor) -> bool:
    """Lay members alone: they decided nothing before."""
    return actor.id is not None and actor.role is Role.LAY_MEMBER


def was_decided_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor decided about a comment: as a curator, once."""
    return exists().where(
        ModerationDecision.comment_id == Comment.id, ModerationDecision.by_id == actor.id
    )


def can_end_appeal(actor: Actor, subject: Subject, comment: Comment) -> bool:
    is_open = comment.appealed_at is not None and comment.appeal_ended_at is None
    return can_hear_appeals(actor) and is_open and not was_involved(actor, subject, comment)
