"""Reading pots. Of the activities that money is for, the asker sees those that they may read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import select_visible_activities
from coprod.resourcing.funding_pots.models import Pot, PotGiving

WHOLE = (selectinload(Pot.shares), selectinload(Pot.givings).joinedload(PotGiving.to))


def list_pots() -> Sequence[Pot]:
    return session.scalars(select(Pot).options(*WHOLE).order_by(Pot.name, Pot.id)).all()


def get_pot(pot_id: int, *, to_change: bool = False) -> Pot:
    """Return a pot. ``to_change`` locks its row, so that nobody gives the same money twice."""
    statement = select(Pot).where(Pot.id == pot_id).options(*WHOLE)
    if to_change:
        statement = statement.with_for_update(of=Pot).execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def get_giving(pot: Pot, giving_id: int) -> PotGiving:
    return require_found(next((each for each in pot.active_givings if each.id == giving_id), None))


def get_activities(actor: Actor, pot: Pot) -> dict[int, Activity]:
    """Return the activities that money of a pot is for: those that the actor may read."""
    ids = {each.activity_id for each in pot.givings if each.activity_id}
    statement = select_visible_activities(actor).where(
        Activity.id.in_(ids), Activity.status.not_in(GONE)
    )
    return {each.id: each for each in session.scalars(statement)} if ids else {}
