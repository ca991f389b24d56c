"""Who may give a quick pass is who may assess; who may read the activity may read what came."""

from sqlalchemy import ColumnElement, and_, select

from coprod.assessment.quick_pass.models import QuickPass
from coprod.core.database import is_in
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import visible_to


def quick_pass_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that every query carries: with its activity it goes out of sight."""
    readable = and_(visible_to(actor), Activity.status.not_in(GONE))
    return is_in(QuickPass.activity_id, select(Activity.id).where(readable))
