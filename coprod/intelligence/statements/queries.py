"""Finding polls. None of these returns what the actor may not read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.intelligence.statements import policies
from coprod.intelligence.statements.models import Poll

MOST_POLLS = 100


def list_polls(actor: Actor) -> Sequence[Poll]:
    """Return the polls, the newest first."""
    statement = select(Poll).where(policies.is_visible_to(actor))
    return session.scalars(statement.order_by(Poll.id.desc()).limit(MOST_POLLS)).all()


def get_poll(actor: Actor, slug: str, *, to_change: bool = False) -> Poll:
    statement = select(Poll).where(policies.is_visible_to(actor), Poll.slug == slug)
    if to_change:
        statement = statement.with_for_update(of=Poll)
    statement = statement.options(selectinload(Poll.statements))
    return require_found(session.scalars(statement).one_or_none())


def find_by_key(key: str) -> Poll | None:
    statement = select(Poll).where(Poll.key == key).options(selectinload(Poll.statements))
    return session.scalars(statement).one_or_none()
