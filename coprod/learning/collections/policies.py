"""Who sees a collection, and who puts it together."""

from sqlalchemy import ColumnElement, true

from coprod.core.values.actor import Actor, Role
from coprod.learning.collections.models import Collection


def visible_to(actor: Actor) -> ColumnElement[bool]:
    return true() if can_edit(actor) else Collection.is_public.is_(True)


def can_edit(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)
