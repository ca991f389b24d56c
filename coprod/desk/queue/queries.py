"""What waits for a curator: all lists of entries on the desk, and how much waits elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from coprod.assessment.confirmation.queries import has_evidence_to_check, is_awaiting_answer
from coprod.assessment.perception_gap.queries import get_undiscussed_activities
from coprod.assessment.resident_rating import queries as residents
from coprod.assessment.resident_rating.enums import Collected
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.desk.queue.enums import Elsewhere, Waits
from coprod.engagement.commitments import queries as promises
from coprod.engagement.moderation import queries as moderation
from coprod.learning.adoption import queries as scaling
from coprod.learning.reader_responses import queries as readers
from coprod.learning.records import queries as learning
from coprod.learning.stage_gates import queries as gates
from coprod.library.accessible_formats import queries as formats
from coprod.outcomes.i_statements import queries as statements
from coprod.outcomes.results import queries as waves
from coprod.participation.groups import queries as involved
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import IN_A_QUEUE, select_visible_activities
from coprod.register.files.queries import has_waiting_files
from coprod.register.freshness.queries import is_past_review
from coprod.register.review.queries import has_unanswered, is_submitted
from coprod.register.revisions.queries import is_awaiting_approval

Rows = Select[*tuple[Any, ...]]


def entries_that_wait(actor: Actor, today: date) -> Mapping[Waits, Sequence[Activity]]:
    """Return the entries that wait for each thing, the longest wait first."""
    why = conditions(actor, today)
    wanted = (
        select_visible_activities(actor)
        .where(or_(*why.values()))
        .options(IN_A_QUEUE)
        .order_by(Activity.id)
    )
    flags = [condition.label(waits) for waits, condition in why.items()]
    rows = session.execute(wanted.add_columns(*flags)).all()
    found = {waits: [row[0] for row in rows if getattr(row, waits)] for waits in why}
    found[Waits.READING].sort(key=lambda entry: (entry.submitted_at, entry.id))
    found[Waits.CHECKING].sort(key=lambda entry: (entry.review_by, entry.id))
    return found


def conditions(actor: Actor, today: date) -> dict[Waits, ColumnElement[bool]]:
    talks = get_undiscussed_activities(actor)
    return {
        Waits.READING: is_submitted(),
        Waits.CHANGES: is_awaiting_approval(),
        Waits.FILES: has_waiting_files(),
        Waits.MESSAGES: has_unanswered(),
        Waits.EVIDENCE: has_evidence_to_check(actor),
        Waits.LEVELS: is_awaiting_answer(actor),
        Waits.TALKS: Activity.id.in_(talks[Collected.INDEPENDENT]),
        Waits.TALKS_BY_TEAM: Activity.id.in_(talks[Collected.TEAM]),
        Waits.CHECKING: is_past_review(today),
    }


def waiting_elsewhere(actor: Actor) -> dict[Elsewhere, int]:
    """Count, in one statement, what waits on other pages. Who may decide it, each page says."""
    counts = {
        where: sum((counted(rows) for rows in more), counted(first))
        for where, (first, *more) in waiting_rows(actor).items()
    }
    row = session.execute(select(*counts.values())).one()
    return dict(zip(counts, row, strict=True))


def count_urgent_comments(actor: Actor) -> int:
    return session.scalar(select(counted(moderation.select_urgent(actor)))) or 0


def counted(rows: Rows) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def waiting_rows(actor: Actor) -> dict[Elsewhere, tuple[Rows, ...]]:
    return {
        Elsewhere.COMMENTS: (moderation.select_unread(actor), moderation.select_reported(actor)),
        Elsewhere.PROMISES: (promises.select_unread(actor),),
        Elsewhere.REMARKS: (residents.select_unread_remarks(actor),),
        Elsewhere.RECORDS: (learning.select_unread(actor),),
        Elsewhere.READERS: (readers.select_unread_signatures(), readers.select_unread_marks()),
        Elsewhere.ADOPTIONS: (scaling.select_unread_answers(),),
        Elsewhere.STATEMENTS: (statements.select_unread_links(actor),),
        Elsewhere.RESULTS: (waves.select_unread_waves(actor),),
        Elsewhere.GATES: (gates.select_unread_decisions(actor),),
        Elsewhere.GROUPS: (involved.unread_voices(), involved.open_claims()),
        Elsewhere.FORMATS: (formats.not_done(), formats.unread()),
    }
