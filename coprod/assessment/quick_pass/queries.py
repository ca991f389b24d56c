"""Reading quick passes: the one that counts now, and any by its number."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from coprod.assessment.quick_pass.models import QuickPass
from coprod.assessment.quick_pass.policies import quick_pass_visible_to
from coprod.assessment.self_assessment.models import Rating
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.register.activities.models import Activity


def is_current() -> ColumnElement[bool]:
    """Return the condition that no later quick pass, and no assessment since, takes its place."""
    other, later = aliased(QuickPass), aliased(Rating)
    newest = select(func.max(other.id)).where(other.activity_id == QuickPass.activity_id)
    assessed_since = exists().where(
        later.activity_id == QuickPass.activity_id, later.submitted_at >= QuickPass.at
    )
    return and_(QuickPass.id == newest.correlate(QuickPass).scalar_subquery(), ~assessed_since)


def find_current_quick_pass(activity_id: int) -> QuickPass | None:
    return get_current_quick_passes([activity_id]).get(activity_id)


def get_current_quick_passes(activity_ids: Sequence[int]) -> dict[int, QuickPass]:
    """Return the quick passes that count now, of activities that the caller knows may be seen."""
    statement = select(QuickPass).where(QuickPass.activity_id.in_(activity_ids), is_current())
    return {each.activity_id: each for each in session.scalars(statement)}


def get_quick_pass(actor: Actor, slug: str, quick_pass_id: int) -> QuickPass:
    statement = select(QuickPass).join(Activity, Activity.id == QuickPass.activity_id)
    statement = statement.where(QuickPass.id == quick_pass_id, Activity.slug == slug)
    statement = statement.where(quick_pass_visible_to(actor))
    return require_found(
        session.scalars(statement.options(joinedload(QuickPass.activity))).one_or_none()
    )
