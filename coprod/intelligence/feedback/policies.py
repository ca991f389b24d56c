"""Who may read an insight summary, and who keeps them."""

from sqlalchemy import ColumnElement, and_, or_, true

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.feedback.models import Insight


def can_curate(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def sees_exact_numbers(actor: Actor) -> bool:
    return can_curate(actor)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    may_read = true() if can_curate(actor) else Insight.is_public.is_(True)
    return and_(may_read, is_not_empty())


def is_not_empty() -> ColumnElement[bool]:
    """Leave out a counted summary whose comments were all taken back: it only waits for others."""
    return or_(Insight.is_counted.is_(False), Insight.comments != 0)
