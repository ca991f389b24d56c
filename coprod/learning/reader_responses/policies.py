"""Who may sign a record, and who reads words before they are shown."""

from coprod.core.values.actor import Actor, Role
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_impartial, is_on_side
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import was_ever_owner

SIGNS = frozenset({Role.RESIDENT, Role.LAY_MEMBER})


def can_sign(actor: Actor, record: LearningRecord) -> bool:
    """Residents and lay members, of what is public and not their own."""
    is_theirs = is_on_side(actor, record)
    return actor.role in SIGNS and record.status is Status.PUBLISHED and not is_theirs


def can_mark(actor: Actor, target: Activity | LearningRecord) -> bool:
    """Everybody, of what is public; those who made it do not praise themselves."""
    if target.status is not Status.PUBLISHED:
        return False
    return not (
        is_on_side(actor, target)
        if isinstance(target, LearningRecord)
        else was_ever_owner(actor, target)
    )


def can_read_words(actor: Actor, response: Signature | ReaderMark) -> bool:
    """Curators who had no hand in what the words are about."""
    activity = response.activity if isinstance(response, ReaderMark) else None
    if activity is not None:
        return actor.is_at_least(Role.CURATOR) and not was_ever_owner(actor, activity)
    record: LearningRecord | None = response.record
    return record is not None and is_impartial(actor, record)
