"""Counting what residents answered, for the rules alone, and finding who has answered before."""

from collections.abc import Mapping

from sqlalchemy import exists, func, select

from coprod.core.database import session
from coprod.engagement.resident_answers.models import AnsweredByResidents, StoredAnswer


def find_answer(table: type[StoredAnswer], subject: AnsweredByResidents, *marks: str) -> bool:
    is_same = (table.subject_id == subject.id, table.once.in_(marks))
    return bool(session.scalar(select(exists().where(*is_same))))


def count_answers(table: type[StoredAnswer], subject: AnsweredByResidents) -> Mapping[bool, int]:
    """Return how many answers there are of each kind."""
    statement = select(table.happened, func.count()).group_by(table.happened)
    rows = session.execute(statement.where(table.subject_id == subject.id))
    return dict(rows.all())
