"""What waits for a curator: all lists of entries on the desk."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, or_

from coprod.assessment.confirmation.queries import has_evidence_to_check
from coprod.assessment.perception_gap.queries import get_undiscussed_activities
from coprod.assessment.resident_rating.enums import Collected
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.desk.queue.enums import DeskQueue
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import QUEUE_COLUMNS, select_visible_activities


def load_waiting_activities(actor: Actor) -> Mapping[DeskQueue, Sequence[Activity]]:
    """Return the entries that wait for each thing, the longest wait first."""
    conditions_by_queue = build_conditions(actor)
    statement = (
        select_visible_activities(actor)
        .where(or_(*conditions_by_queue.values()))
        .options(QUEUE_COLUMNS)
        .order_by(Activity.id)
    )
    flags = [condition.label(waits) for waits, condition in conditions_by_queue.items()]
    rows = session.execute(statement.add_columns(*flags)).all()
    return {waits: [row[0] for row in rows if getattr(row, waits)] for waits in conditions_by_queue}


def build_conditions(actor: Actor) -> dict[DeskQueue, ColumnElement[bool]]:
    talks = get_undiscussed_activities(actor)
    return {
        DeskQueue.EVIDENCE: has_evidence_to_check(actor),
        DeskQueue.TALKS: Activity.id.in_(talks[Collected.INDEPENDENT]),
        DeskQueue.TALKS_BY_TEAM: Activity.id.in_(talks[Collected.TEAM]),
    }
