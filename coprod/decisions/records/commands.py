"""The step of ``coprod daily`` that reminds whoever made a decision."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.decisions.records import actions, queries
from coprod.decisions.records.emails import reminder
from coprod.decisions.records.models import DecisionRecord
from coprod.web import mailer


def write_reminders() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    today = clock.today()
    with current_app.test_request_context():
        due = queries.to_remind(today)
        written = sum(remind_makers(decision) for decision in due)
        for decision in due:
            actions.was_reminded(decision, today)
    session.commit()
    return written


def remind_makers(decision: DecisionRecord) -> int:
    link = mailer.address("decisions.records.decision", decision=decision.slug)
    return mailer.write_to_each(queries.makers(decision), reminder(decision.title), link=link)
