"""The step of ``coprod daily`` that asks teams again."""

from collections import Counter

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.engagement.comments import actions, queries
from coprod.engagement.comments.policies import SUBJECT_KINDS
from coprod.engagement.comments.presenters import chased
from coprod.engagement.comments.queries import subjects
from coprod.engagement.comments.rules import Subject, is_due
from coprod.reference.lists.queries import place
from coprod.web import mailer


def chase_answers() -> int:
    """Write one letter to each owner of a thing with late answers. Asked again, it writes none."""
    today = clock.today()
    off = place().off
    late = [
        each
        for each in queries.overdue(today)
        if each.answer_by and is_due(each.answer_by, each.chased_on, today, off)
    ]
    by_subject = Counter((each.subject_kind, each.subject_id) for each in late)
    known = subjects(by_subject)
    with current_app.test_request_context():
        written = sum(write(known[key], number) for key, number in by_subject.items())
    actions.were_asked_again(late, today)
    session.commit()
    return written


def write(about: Subject, number: int) -> int:
    owners, letter = SUBJECT_KINDS[about.kind].owners(about.id), chased(about.title, number)
    return mailer.write_to_each(
        owners, letter, link=mailer.address("engagement.comments.to_answer")
    )
