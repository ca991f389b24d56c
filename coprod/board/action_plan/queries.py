"""Reading the actions of boards, which are public, and what residents say of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, case, select
from sqlalchemy.orm import contains_eager, selectinload

from coprod.accounts.users.models import Person
from coprod.board.action_plan.enums import ActionState
from coprod.board.action_plan.models import BoardAction, BoardActionLink
from coprod.board.mailed_links.rules import WORKS_FOR
from coprod.board.meetings.models import BoardGroup
from coprod.challenges.enums import Challenge
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import require_found
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import is_published

CAN_LEAD = (Role.LAY_MEMBER, Role.TEAM_MEMBER, Role.CURATOR)


def select_actions() -> Select[BoardAction]:
    """Select actions as a list needs them: what is open first, by its day; what is done last."""
    statement = select(BoardAction).join(BoardAction.group)
    whole = (
        contains_eager(BoardAction.group),
        selectinload(BoardAction.steps),
        selectinload(BoardAction.updates),
    )
    is_closed = case((BoardAction.state == ActionState.OPEN, 0), else_=1)
    return statement.options(*whole).order_by(is_closed, BoardAction.due, BoardAction.id)


def list_actions(group: BoardGroup | None = None) -> Sequence[BoardAction]:
    statement = select_actions()
    if group is not None:
        statement = statement.where(BoardAction.group_id == group.id)
    return session.scalars(statement).all()


def list_open() -> Sequence[BoardAction]:
    return session.scalars(select_actions().where(BoardAction.state == ActionState.OPEN)).all()


def list_from_page(path: str) -> Sequence[BoardAction]:
    """Return the actions that say they came from this page of the register."""
    is_from_it = BoardAction.source_link.endswith(path, autoescape=True)
    return session.scalars(select_actions().where(is_from_it)).all()


def list_for_challenge(challenge: Challenge) -> Sequence[BoardAction]:
    return session.scalars(select_actions().where(BoardAction.challenge == challenge)).all()


def get_action(action_id: int, *, to_change: bool = False) -> BoardAction:
    statement = select_actions().where(BoardAction.id == action_id)
    if to_change:
        statement = statement.with_for_update(of=BoardAction)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def list_led_by(actor: Actor) -> Sequence[BoardAction]:
    """Return the open actions that an account looks after."""
    is_own = (BoardAction.lead_id == actor.id, BoardAction.state == ActionState.OPEN)
    return session.scalars(select_actions().where(*is_own)).all() if actor.id else []


def find_waiting_link(action: BoardAction) -> BoardActionLink | None:
    """Return the link that the lead of an action has and did not use yet."""
    statement = select(BoardActionLink).where(
        BoardActionLink.action_id == action.id,
        BoardActionLink.used_at.is_(None),
        BoardActionLink.withdrawn_at.is_(None),
        BoardActionLink.requested_on >= clock.today() - WORKS_FOR,
    )
    return session.scalars(statement.order_by(BoardActionLink.id.desc()).limit(1)).first()


def find_link(token: str, *, to_change: bool = False) -> BoardActionLink | None:
    statement = select(BoardActionLink).where(BoardActionLink.token_hash == hash_token(token))
    if to_change:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return session.scalars(statement).one_or_none()


def is_overdue(today: date) -> ColumnElement[bool]:
    return (BoardAction.state == ActionState.OPEN) & (BoardAction.due < today)


def list_overdue(today: date) -> Sequence[BoardAction]:
    return session.scalars(select_actions().where(is_overdue(today))).all()


def list_due(group: BoardGroup, last: date) -> Sequence[BoardAction]:
    """Return the open actions of a board that are due until a day, those that are late first."""
    statement = select_actions().where(BoardAction.group_id == group.id)
    statement = statement.where(BoardAction.state == ActionState.OPEN, BoardAction.due <= last)
    return session.scalars(statement).all()


def list_due_days(group: BoardGroup, last: date) -> Sequence[date]:
    """Return the days of the open actions of a board that are due until a day."""
    statement = select(BoardAction.due).where(BoardAction.group_id == group.id)
    is_due = (BoardAction.state == ActionState.OPEN, BoardAction.due <= last)
    return session.scalars(statement.where(*is_due)).all()


def list_possible_leads() -> Sequence[Person]:
    """Return the accounts that letters about an action can go to."""
    statement = select(Person).where(Person.closed_at.is_(None), Person.role.in_(CAN_LEAD))
    return session.scalars(statement.order_by(Person.name, Person.id)).all()


def find_public_comment(comment_id: int) -> Comment | None:
    """Return a comment that an action can lead to: everybody reads it.

    One that waits is on the page already, and nothing more is asked about it.
    """
    comment = session.get(Comment, comment_id)
    if comment is None or comment.state is not CommentState.PUBLISHED:
        return None
    return session.scalar(select(Comment).where(Comment.id == comment_id, is_published()))
