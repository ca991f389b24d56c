"""What waits for a curator: all lists of entries on the desk, and how much waits elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from coprod.assessment.confirmation.queries import has_evidence_to_check
from coprod.assessment.perception_gap.queries import get_undiscussed_activities
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.resident_rating.queries import select_unread_remarks
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.desk.queue.enums import DeskQueue, QueuePage
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import QUEUE_COLUMNS, select_visible_activities
from coprod.register.review.queries import has_unanswered

Rows = Select[*tuple[Any, ...]]


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
        DeskQueue.MESSAGES: has_unanswered(),
        DeskQueue.EVIDENCE: has_evidence_to_check(actor),
        DeskQueue.TALKS: Activity.id.in_(talks[Collected.INDEPENDENT]),
        DeskQueue.TALKS_BY_TEAM: Activity.id.in_(talks[Collected.TEAM]),
    }


def count_waiting_elsewhere(actor: Actor) -> dict[QueuePage, int]:
    """Count, in one statement, what waits on other pages. Who may decide it, each page says."""
    counts = {
        where: sum((count_rows(rows) for rows in more), count_rows(first))
        for where, (first, *more) in select_waiting_rows(actor).items()
    }
    row = session.execute(select(*counts.values())).one()
    return dict(zip(counts, row, strict=True))


def count_rows(rows: Rows) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def select_waiting_rows(actor: Actor) -> dict[QueuePage, tuple[Rows, ...]]:
    return {
        QueuePage.REMARKS: (select_unread_remarks(actor),),
    }
