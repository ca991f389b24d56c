"""Taking in what a resident says."""

from coprod.core.content_version import add_if_absent
from coprod.engagement.resident_answers.models import AnsweredByResidents, StoredAnswer
from coprod.engagement.resident_answers.queries import count_answers
from coprod.engagement.resident_answers.rules import may_update_counts


def save_resident_answer(
    table: type[StoredAnswer], subject: AnsweredByResidents, *, happened: bool, once: str
) -> bool:
    """Take in what a resident says of something; False when they have said it before.

    It writes no audit event: that would reveal who answered, or when. A new count is published
    once enough people have answered since the last, and not before.
    """
    if not add_if_absent(table(subject_id=subject.id, happened=happened, once=once)):
        return False
    counts = count_answers(table, subject)
    if may_update_counts(sum(counts.values()), subject.published_yes + subject.published_not_yet):
        subject.published_yes = counts.get(True, 0)
        subject.published_not_yet = counts.get(False, 0)
    return True
