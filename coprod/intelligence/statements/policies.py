"""Who may read a poll, and who keeps them."""

from sqlalchemy import ColumnElement, true

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.statements.models import Poll


def can_keep_polls(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    return true() if can_keep_polls(actor) else Poll.is_public.is_(True)
