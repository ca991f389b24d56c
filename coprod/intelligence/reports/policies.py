"""Who may read a report, and who keeps them."""

from sqlalchemy import ColumnElement, true

from coprod.core.values.actor import Actor, Role
from coprod.intelligence.reports.models import Report


def can_keep_reports(actor: Actor) -> bool:
    return actor.id is not None and actor.is_at_least(Role.CURATOR)


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    return true() if can_keep_reports(actor) else Report.is_public.is_(True)
