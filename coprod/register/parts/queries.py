"""Reading the parts that wait. The caller has asked who may see the entry's unpublished words."""

from collections.abc import Sequence

from sqlalchemy import select

from coprod.core.database import session
from coprod.register.parts.models import Pending


def pending(activity_id: int) -> Sequence[Pending]:
    """Return the parts of an entry that wait, in the order in which they were begun."""
    wanted = select(Pending).where(Pending.activity_id == activity_id)
    return session.scalars(wanted.order_by(Pending.id)).all()
