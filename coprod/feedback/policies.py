"""Who may read an insight summary, and who keeps them."""

from sqlalchemy import ColumnElement, true

from coprod.feedback.models import Insight
from coprod.kit.actor import Actor, Role


def can_keep(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def sees_exact_numbers(actor: Actor) -> bool:
    return can_keep(actor)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    return true() if can_keep(actor) else Insight.is_public.is_(True)
