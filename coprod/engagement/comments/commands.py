"""The job that asks teams again."""

from collections import Counter

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.engagement.comments import actions, queries
from coprod.engagement.comments.emails import build_answer_reminder
from coprod.engagement.comments.policies import SUBJECT_KINDS
from coprod.engagement.comments.queries import load_subjects
from coprod.engagement.comments.rules import Subject, is_reminder_due
from coprod.reference.lists.queries import get_place
from coprod.web import mailer


def chase_answers() -> int:
    """Write one letter to each owner of a thing with late answers. Asked again, it writes none."""
    today = clock.today()
    days_off = get_place().off
    overdue = [
        each
        for each in queries.list_overdue_comments(today)
        if each.answer_by and is_reminder_due(each.answer_by, each.chased_on, today, days_off)
    ]
    count_by_subject = Counter((each.subject_kind, each.subject_id) for each in overdue)
    subjects = load_subjects(count_by_subject)
    with current_app.test_request_context():
        written = sum(
            remind_owners(subjects[key], number) for key, number in count_by_subject.items()
        )
    actions.mark_as_chased(overdue, today)
    session.commit()
    return written


def remind_owners(subject: Subject, number: int) -> int:
    owners, email = (
        SUBJECT_KINDS[subject.kind].list_owners(subject.id),
        build_answer_reminder(subject.title, number),
    )
    return mailer.write_to_each(
        owners, email, link=mailer.build_address("engagement.comments.to_answer")
    )
