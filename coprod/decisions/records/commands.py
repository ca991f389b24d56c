"""The job that reminds whoever made a decision."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.decisions.records import actions, queries
from coprod.decisions.records.emails import build_reminder
from coprod.decisions.records.models import DecisionRecord
from coprod.web import mailer


def remind_of_decisions() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    today = clock.today()
    with current_app.test_request_context():
        due = queries.lock_due_reminders(today)
        written = sum(remind_makers(decision) for decision in due)
        for decision in due:
            actions.mark_reminded(decision, today)
    session.commit()
    return written


def remind_makers(decision: DecisionRecord) -> int:
    link = mailer.build_address("decisions.records.decision", decision=decision.slug)
    return mailer.write_to_each(
        queries.list_makers(decision), build_reminder(decision.title), link=link
    )
