"""Who may read a deep dive, and who keeps them."""

from sqlalchemy import ColumnElement, true

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.deep_dives.models import DeepDive


def can_keep_deep_dives(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    return true() if can_keep_deep_dives(actor) else DeepDive.is_public.is_(True)
