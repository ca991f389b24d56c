"""Finding deep dives. None of these returns what the actor may not read."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.intelligence.deep_dives import policies
from coprod.intelligence.deep_dives.models import DeepDive

FOR_ONE = [selectinload(each) for each in (DeepDive.questions, DeepDive.steps, DeepDive.events)]


def select_deep_dives(actor: Actor) -> Select[DeepDive]:
    return select(DeepDive).where(policies.is_visible_to(actor))


def list_deep_dives(actor: Actor) -> Sequence[DeepDive]:
    """Return deep dives, the last changed first, with what was asked of each."""
    statement = select_deep_dives(actor).options(selectinload(DeepDive.questions))
    return session.scalars(statement.order_by(DeepDive.changed_at.desc(), DeepDive.id.desc())).all()


def get_deep_dive(actor: Actor, slug: str, *, to_change: bool = False) -> DeepDive:
    statement = select_deep_dives(actor).where(DeepDive.slug == slug).options(*FOR_ONE)
    if to_change:
        statement = statement.with_for_update(of=DeepDive)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())
