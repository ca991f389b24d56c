"""What waits for a curator: all lists of entries on the desk, read in one statement."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_

from coprod.changes.queries import awaits_approval
from coprod.confirmation.queries import awaits
from coprod.curation.queries import has_unanswered, is_sent_in
from coprod.db import session
from coprod.files.queries import has_files_to_look_at
from coprod.freshness.queries import is_past_review
from coprod.gaps.queries import not_talked_about
from coprod.insight.words import Waits
from coprod.kit.actor import Actor
from coprod.register.models import Activity
from coprod.register.queries import IN_A_QUEUE, visible


def entries_that_wait(actor: Actor, today: date) -> Mapping[Waits, Sequence[Activity]]:
    """Return the entries that wait for each thing, the longest wait first."""
    why = conditions(actor, today)
    wanted = visible(actor).where(or_(*why.values())).options(IN_A_QUEUE).order_by(Activity.id)
    flags = [condition.label(waits) for waits, condition in why.items()]
    rows = session.execute(wanted.add_columns(*flags)).all()
    found = {waits: [row[0] for row in rows if getattr(row, waits)] for waits in why}
    found[Waits.READING].sort(key=lambda entry: (entry.submitted_at, entry.id))
    found[Waits.CHECKING].sort(key=lambda entry: (entry.review_by, entry.id))
    return found


def conditions(actor: Actor, today: date) -> dict[Waits, ColumnElement[bool]]:
    return {
        Waits.READING: is_sent_in(),
        Waits.CHANGES: awaits_approval(),
        Waits.FILES: has_files_to_look_at(),
        Waits.MESSAGES: has_unanswered(),
        Waits.LEVELS: awaits(actor),
        Waits.TALKS: Activity.id.in_(not_talked_about(actor)),
        Waits.CHECKING: is_past_review(today),
    }
