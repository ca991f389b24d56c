"""The job that publishes what curators approved for a day."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.register.review import actions, queries
from coprod.register.review.emails import build_published_email
from coprod.web import mailer


def publish_planned_activities() -> int:
    """Publish what is due, and return how many that were. Asked again, it publishes none."""
    with current_app.test_request_context():
        due = queries.list_due_for_publication(clock.today())
        number = sum(publish_on_its_day(activity) for activity in due)
    session.commit()
    return number


def publish_on_its_day(activity: Activity) -> bool:
    """Publish one, or give it back to the queue where a rule forbids it by now."""
    try:
        with session.begin_nested():
            actions.publish_planned(activity)
    except RuleBrokenError:
        actions.return_to_queue(activity)
        return False
    link = mailer.build_address("library.stories.activity", slug=activity.slug)
    mailer.write_to_each(list_owners(activity), build_published_email(activity.title), link=link)
    return True
