"""Who may write, read and change a comment."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.engagement.comments import rules
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.subjects.policies import is_public
from coprod.engagement.subjects.rules import Subject

NEVER_MARKED = (State.PUBLISHED, State.WAITING)
APPEALABLE = frozenset({State.DECLINED, State.PASSED_ON, State.PUBLISHED})


def published() -> ColumnElement[bool]:
    """Readers see its words: it is public, and so is what it is about."""
    is_there = is_public(Comment.subject_kind, Comment.subject_id)
    return and_(Comment.state == State.PUBLISHED, is_there)


def leaves_marker() -> ColumnElement[bool]:
    """Readers saw it once, and now see that it is gone and since when."""
    return and_(Comment.left_on.is_not(None), Comment.state.not_in(NEVER_MARKED))


def shown_on(kind: Any, key: Any) -> ColumnElement[bool]:
    """Return what stands on the page of a subject: comments, and markers of those that are gone."""
    of_it = and_(Comment.subject_kind == kind, Comment.subject_id == key)
    return and_(of_it, or_(Comment.state == State.PUBLISHED, leaves_marker()))


def can_write_on_behalf(actor: Actor) -> bool:
    """Team members, curators and administrators type for people who are not online."""
    return actor.id is not None and actor.is_at_least(Role.TEAM_MEMBER)


def is_owner(actor: Actor, subject: Subject) -> bool:
    return actor.id is not None and actor.id in subject.owner_ids


def can_appeal(comment: Comment) -> bool:
    """Whoever holds a comment appeals once, when it was not published as it was written."""
    is_as_written = comment.state is State.PUBLISHED and not comment.is_edited
    return comment.state in APPEALABLE and not is_as_written and comment.appealed_at is None


def may_change(comment: Comment) -> bool:
    is_answered = comment.answer_sent_at is not None
    return rules.may_change(comment.state, comment.sent_at, clock.now(), is_answered=is_answered)
