"""The job that chases promises."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.engagement.commitments import actions, queries, rules
from coprod.engagement.commitments.emails import build_reminder_email, write_about_delay
from coprod.engagement.commitments.models import Commitment
from coprod.register.activities.queries import list_owners
from coprod.web import mailer


def write_commitment_reminders() -> int:
    """Write what is due, and return how many letters to teams that was. Asked again, none.

    Whoever wrote the comment that a promise was made from hears of the delay once.
    """
    today = clock.today()
    with current_app.test_request_context():
        due = queries.list_to_chase(today)
        written = sum(remind_owners(promise) for promise in due)
        for promise in due:
            if rules.is_first_reminder(promise.due, promise.reminded_on):
                write_about_delay(promise)
            actions.mark_as_chased(promise, today)
    session.commit()
    return written


def remind_owners(commitment: Commitment) -> int:
    email = build_reminder_email(commitment.activity.title, commitment.due)
    link = mailer.build_address("engagement.commitments.step", promise_id=commitment.id)
    return mailer.write_to_each(list_owners(commitment.activity), email, link=link)
