"""What waits for a curator."""

from collections.abc import Sequence

from sqlalchemy.orm import joinedload

from coprod.db import session
from coprod.kit.actor import Actor
from coprod.register.models import Activity
from coprod.register.queries import IN_A_LIST, visible
from coprod.register.words import Status


def awaiting_review(actor: Actor) -> Sequence[Activity]:
    """Return what waits for a curator, the longest wait first."""
    wanted = visible(actor).where(Activity.status == Status.SUBMITTED)
    wanted = wanted.options(*IN_A_LIST, joinedload(Activity.owner))
    return session.scalars(wanted.order_by(Activity.submitted_at, Activity.id)).all()
