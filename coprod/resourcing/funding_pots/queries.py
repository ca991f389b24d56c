"""Reading pots. Of the activities that money is for, the asker sees those that they may read."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.activities.queries import select_visible_activities
from coprod.register.completeness.enums import Requirement
from coprod.register.completeness.queries import meets
from coprod.register.completeness.rules import Remark, build_funding_remark
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


# What a pot asks of all that it pays for


def list_lacking(actor: Actor, pot: Pot) -> dict[Requirement, list[Activity]]:
    """Return the public activities that a pot pays for and that lack what it asks. No drafts."""
    ids = {each.activity_id for each in pot.active_givings if each.activity_id}
    asked = list(pot.requirement_days)
    if not asked or not ids:
        return {each: [] for each in asked}
    statement = select_visible_activities(actor).where(Activity.id.in_(ids), is_public_activity())
    statement = statement.add_columns(*(meets(each).label(each.value) for each in asked))
    rows = session.execute(statement.order_by(Activity.title, Activity.id)).all()
    return {each: [row[0] for row in rows if not getattr(row, each.value)] for each in asked}


def list_pot_remarks(activity: Activity) -> Iterator[Remark]:
    """Yield what the pots that pay for an activity ask for, and it lacks."""
    is_paid = PotGiving.activity_id == activity.id, PotGiving.taken_back == ""
    statement = (
        select(Pot, *(meets(each).label(each.value) for each in Requirement))
        .join(PotGiving, PotGiving.pot_id == Pot.id)
        .join(Activity, Activity.id == PotGiving.activity_id)
        .where(*is_paid)
    )
    for row in session.execute(statement.order_by(Pot.name, Pot.id).distinct()):
        for requirement in row[0].requirement_days:
            if not getattr(row, requirement.value):
                yield build_funding_remark(requirement, row[0].name)
