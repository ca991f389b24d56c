"""The job that reminds owners of another round."""

from itertools import groupby

from flask import current_app

from coprod.assessment.rounds import actions, queries
from coprod.assessment.rounds.emails import build_reminder_email
from coprod.assessment.rounds.enums import Cause
from coprod.core.database import session
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.web import mailer


def write_round_reminders() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    with current_app.test_request_context():
        due = queries.list_due_reminders()
        entries = queries.get_activities([rating.activity_id for rating, _cause in due])
        written = 0
        for rating, pairs in groupby(due, key=lambda pair: pair[0]):
            causes = [cause for _rating, cause in pairs]
            written += remind_owners(entries[rating.activity_id], causes)
            for cause in causes:
                actions.record_reminder(rating, cause)
    session.commit()
    return written


def remind_owners(activity: Activity, causes: list[Cause]) -> int:
    link = mailer.build_address("assessment.self_assessment.overview", slug=activity.slug)
    return mailer.write_to_each(
        list_owners(activity), build_reminder_email(activity.title, causes), link=link
    )
