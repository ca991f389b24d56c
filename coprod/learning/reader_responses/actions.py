"""Leaving a mark, signing a record, taking either back, and reading words before they are shown."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.learning.reader_responses import policies, queries, rules
from coprod.learning.reader_responses.enums import Mark, WordsReview
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.reader_responses.queries import MarkTarget
from coprod.learning.reader_responses.rules import NewSignature
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity
from coprod.register.review.rules import check_reason


def leave_mark(
    actor: Actor, target: MarkTarget, mark: Mark, *, secret: str, words: str = ""
) -> None:
    """Leave a mark once. Pressed again it changes nothing, but new words take the place of old.

    Nothing is noted: whose mark it is is nobody's business.
    """
    require(policies.can_mark(actor, target) and secret)
    rules.check_length(words)
    own_mark = get_or_add_mark(target, mark, secret)
    if words and words != own_mark.words:
        own_mark.words, own_mark.reading = words, WordsReview.WAITING
    session.flush()


def get_or_add_mark(target: MarkTarget, mark: Mark, secret: str) -> ReaderMark:
    """Return the one mark of this kind that this reader has here; a new one at the first time."""
    is_activity = isinstance(target, Activity)
    new = ReaderMark(
        activity_id=target.id if is_activity else None,
        record_id=None if is_activity else target.id,
        mark=mark,
        reader=queries.hash_reader(target, secret),
        words="",
    )
    existing = queries.find_own_mark(target, mark, secret)
    if existing is None and not add_if_absent(new):
        existing = queries.find_own_mark(target, mark, secret)
    return existing or new


def take_back_mark(target: MarkTarget, mark: Mark, *, secret: str) -> None:
    own_mark = queries.find_own_mark(target, mark, secret)
    if own_mark:
        session.delete(own_mark)


def sign(actor: Actor, record: LearningRecord, new_signature: NewSignature) -> Signature:
    """Say as one who took part how one sees a record; said again, it takes the old one's place."""
    require(policies.can_sign(actor, record))
    actor.require_id()
    rules.check_signature(new_signature)
    signature = get_or_add_signature(actor, record, new_signature)
    signature.stand, signature.words = new_signature.stand, new_signature.words  # type: ignore[assignment]  # was checked
    signature.consent, signature.at, signature.reason = new_signature.consent, clock.now(), ""
    signature.reading = WordsReview.WAITING if new_signature.words else WordsReview.NONE
    session.flush()
    record_event(actor, "signed", record)
    return signature


def get_or_add_signature(
    actor: Actor, record: LearningRecord, new_signature: NewSignature
) -> Signature:
    """Return the one signature of this person; a new one at the first time."""
    new = Signature(record_id=record.id, person_id=actor.id, stand=new_signature.stand)
    existing = queries.summarize_signatures(actor, record).own
    if existing is None and not add_if_absent(new):
        existing = queries.summarize_signatures(actor, record).own
    return existing or new


def take_back_signature(actor: Actor, record: LearningRecord) -> None:
    """Take back what one said. It goes at once, words and all."""
    signature = queries.summarize_signatures(actor, record).own
    if signature:
        session.delete(signature)
        record_event(actor, "took back signature", record)


def show_words(actor: Actor, response: Signature | ReaderMark) -> None:
    check_may_read(actor, response)
    response.reading = WordsReview.SHOWN
    record_event(actor, "showed words", response)


def decline_words(actor: Actor, response: Signature | ReaderMark, reason: str) -> None:
    """Keep words from readers. Who took part reads why; a mark without a name stays as a mark."""
    check_may_read(actor, response)
    check_reason(reason)
    response.reading = WordsReview.DECLINED
    if isinstance(response, Signature):
        response.reason = reason
    else:
        response.words = ""
    record_event(actor, "declined words", response, reason=reason)


def check_may_read(actor: Actor, response: Signature | ReaderMark) -> None:
    require(policies.can_read_words(actor, response))
