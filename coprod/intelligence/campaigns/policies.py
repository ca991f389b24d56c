"""Who reads a campaign, and who writes it down."""

from sqlalchemy import ColumnElement, true

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.campaigns.models import Campaign


def can_keep(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    return true() if can_keep(actor) else Campaign.is_public.is_(True)
