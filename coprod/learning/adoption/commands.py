"""The step of ``coprod daily`` that asks teams how it went."""

from flask import current_app

from coprod.core.config import Settings
from coprod.core.database import session
from coprod.core.values import clock
from coprod.learning.adoption import actions, queries
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.presenters import how_did_it_go
from coprod.register.activities.queries import owners
from coprod.web import mailer


def write_questions() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    settings: Settings = current_app.extensions["settings"]
    today = clock.today()
    with current_app.test_request_context():
        due = queries.to_ask(today, settings.ask_after_months)
        written = sum(ask_owners(each) for each in due)
        for each in due:
            actions.was_asked(each, today)
    session.commit()
    return written


def ask_owners(adoption: Adoption) -> int:
    letter = how_did_it_go(adoption.child.title, adoption.parent.title)
    link = mailer.address("learning.adoption.how_it_went", slug=adoption.child.slug)
    return mailer.write_to_each(owners(adoption.child), letter, link=link)
