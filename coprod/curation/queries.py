"""What waits for a curator."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.accounts.models import Person
from coprod.db import session
from coprod.kit.actor import Actor, Role
from coprod.register.models import Activity
from coprod.register.queries import IN_A_LIST, visible
from coprod.register.words import Status


def awaiting_review(actor: Actor) -> Sequence[Activity]:
    """Return what waits for a curator, the longest wait first."""
    wanted = visible(actor).where(Activity.status == Status.SUBMITTED)
    wanted = wanted.options(*IN_A_LIST, joinedload(Activity.owner))
    return session.scalars(wanted.order_by(Activity.submitted_at, Activity.id)).all()


def curators() -> Sequence[Person]:
    """Return who is told that something waits."""
    wanted = select(Person).where(Person.role == Role.CURATOR, Person.active)
    return session.scalars(wanted.order_by(Person.id)).all()
