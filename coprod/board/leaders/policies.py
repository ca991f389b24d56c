"""Who keeps the roles of leaders and asks them to sign. Everybody reads what they signed."""

from sqlalchemy import ColumnElement

from coprod.board.leaders.enums import SignatureAnswer
from coprod.board.leaders.models import LeaderSignature
from coprod.core.values.actor import Actor, Role


def can_ask_leaders(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_signed() -> ColumnElement[bool]:
    """Return the condition that everybody may read a signature, if they may read its subject."""
    is_answered = LeaderSignature.answer == SignatureAnswer.SIGNED
    return is_answered & LeaderSignature.withdrawn_at.is_(None)
