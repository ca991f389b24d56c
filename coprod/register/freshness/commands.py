"""The job that reminds owners."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.register.completeness.queries import read_sections_of
from coprod.register.completeness.rules import assess_completeness
from coprod.register.freshness import actions, queries
from coprod.register.freshness.emails import build_reminder
from coprod.register.sections.rules import ActivitySections
from coprod.web import mailer


def write_freshness_reminders() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    today = clock.today()
    with current_app.test_request_context():
        due = queries.list_due_for_reminder(today)
        sections = read_sections_of(due)
        written = sum(remind_owners(activity, sections[activity.id]) for activity in due)
        for activity in due:
            actions.record_reminder(activity, today)
    session.commit()
    return written


def remind_owners(activity: Activity, sections: ActivitySections) -> int:
    """Write to everybody who looks after an entry, with the question that is asked next."""
    missing = assess_completeness(sections).next
    email = build_reminder(activity.title, missing.question if missing else None)
    link = mailer.build_address("register.activities.check", slug=activity.slug)
    return mailer.write_to_each(list_owners(activity), email, link=link)
