"""Leaving a mark, signing a record, taking either back, and reading words before they are shown."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError
from coprod.learning.reader_responses import policies, queries, rules
from coprod.learning.reader_responses.enums import Mark, Reading
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.reader_responses.queries import Thing
from coprod.learning.reader_responses.rules import Signing
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity
from coprod.register.review.rules import check_reason


def leave_mark(actor: Actor, thing: Thing, mark: Mark, *, secret: str, words: str = "") -> None:
    """Leave a mark once. Pressed again it changes nothing, but new words take the place of old.

    Nothing is noted: whose mark it is is nobody's business.
    """
    if not policies.can_mark(actor, thing) or not secret:
        raise NotAllowedError
    rules.check_length(words)
    found = own_mark(thing, mark, secret)
    if words and words != found.words:
        found.words, found.reading = words, Reading.WAITING
    session.flush()


def own_mark(thing: Thing, mark: Mark, secret: str) -> ReaderMark:
    """Return the one mark of this kind that this reader has here; a new one at the first time."""
    is_entry = isinstance(thing, Activity)
    new = ReaderMark(
        activity_id=thing.id if is_entry else None,
        record_id=None if is_entry else thing.id,
        mark=mark,
        reader=queries.reader_of(thing, secret),
        words="",
    )
    found = queries.own_mark(thing, mark, secret)
    if found is None and not add_if_absent(new):
        found = queries.own_mark(thing, mark, secret)
    return found or new


def take_back_mark(thing: Thing, mark: Mark, *, secret: str) -> None:
    found = queries.own_mark(thing, mark, secret)
    if found:
        session.delete(found)


def sign(actor: Actor, record: LearningRecord, signing: Signing) -> Signature:
    """Say as one who took part how one sees a record; said again, it takes the old one's place."""
    if not policies.can_sign(actor, record) or actor.id is None:
        raise NotAllowedError
    rules.check_signing(signing)
    kept = own_signature(actor, record, signing)
    kept.stand, kept.words = signing.stand, signing.words  # type: ignore[assignment]  # was checked
    kept.consent, kept.at, kept.reason = signing.consent, clock.now(), ""
    kept.reading = Reading.WAITING if signing.words else Reading.NONE
    session.flush()
    record_event(actor, "signed", record)
    return kept


def own_signature(actor: Actor, record: LearningRecord, signing: Signing) -> Signature:
    """Return the one signature of this person; a new one at the first time."""
    new = Signature(record_id=record.id, person_id=actor.id, stand=signing.stand)
    found = queries.signatures(actor, record).own
    if found is None and not add_if_absent(new):
        found = queries.signatures(actor, record).own
    return found or new


def take_back_signature(actor: Actor, record: LearningRecord) -> None:
    """Take back what one said. It goes at once, words and all."""
    found = queries.signatures(actor, record).own
    if found:
        session.delete(found)
        record_event(actor, "took back signature", record)


def show_words(actor: Actor, said: Signature | ReaderMark) -> None:
    check_may_read(actor, said)
    said.reading = Reading.SHOWN
    record_event(actor, "showed words", said)


def decline_words(actor: Actor, said: Signature | ReaderMark, reason: str) -> None:
    """Keep words from readers. Who took part reads why; a mark without a name stays as a mark."""
    check_may_read(actor, said)
    check_reason(reason)
    said.reading = Reading.DECLINED
    if isinstance(said, Signature):
        said.reason = reason
    else:
        said.words = ""
    record_event(actor, "declined words", said, reason=reason)


def check_may_read(actor: Actor, said: Signature | ReaderMark) -> None:
    if not policies.can_read_words(actor, said):
        raise NotAllowedError
