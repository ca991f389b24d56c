"""Who keeps the directory, and which groups are shown."""

from datetime import date

from sqlalchemy import ColumnElement, and_, true

from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.participation.directory.models import Connector


def can_keep(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_listed(today: date) -> ColumnElement[bool]:
    """Return the condition that a group agreed to be shown, and still does."""
    return and_(Connector.taken_off_on.is_(None), Connector.consent_until >= today)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Curators also see those whose consent has ended."""
    return true() if can_keep(actor) else is_listed(clock.today())
