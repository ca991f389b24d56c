"""The step of ``coprod daily`` that reminds owners."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import owners
from coprod.register.completeness.queries import told_by_each
from coprod.register.completeness.rules import completeness
from coprod.register.freshness import actions, queries
from coprod.register.freshness.presenters import reminder
from coprod.register.sections.rules import Told
from coprod.web import mailer


def write_reminders() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    today = clock.today()
    with current_app.test_request_context():
        due = queries.to_remind(today)
        told = told_by_each(due)
        written = sum(remind_owners(activity, told[activity.id]) for activity in due)
        for activity in due:
            actions.was_reminded(activity, today)
    session.commit()
    return written


def remind_owners(activity: Activity, told: Told) -> int:
    """Write to everybody who looks after an entry, with the question that is asked next."""
    missing = completeness(told).next
    letter = reminder(activity.title, missing.question if missing else None)
    link = mailer.address("register.activities.check", slug=activity.slug)
    return mailer.write_to_each(owners(activity), letter, link=link)
