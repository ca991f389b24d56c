"""The job that asks teams how it went."""

from flask import current_app

from coprod.core.config import Settings
from coprod.core.database import session
from coprod.core.values import clock
from coprod.learning.adoption import actions, queries
from coprod.learning.adoption.emails import build_follow_up_email
from coprod.learning.adoption.models import Adoption
from coprod.register.activities.queries import list_owners
from coprod.web import mailer


def send_due_questions() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    settings: Settings = current_app.extensions["settings"]
    today = clock.today()
    with current_app.test_request_context():
        due = queries.list_due_for_question(today, settings.ask_after_months)
        written = sum(email_owners(each) for each in due)
        for each in due:
            actions.record_question_sent(each, today)
    session.commit()
    return written


def email_owners(adoption: Adoption) -> int:
    letter = build_follow_up_email(adoption.child.title, adoption.parent.title)
    link = mailer.build_address("learning.adoption.how_it_went", slug=adoption.child.slug)
    return mailer.write_to_each(list_owners(adoption.child), letter, link=link)
