"""What readers said. Counts are of public things; words only where a curator has read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, func, or_, select

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.disclosure.rules import disclose_answers
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.learning.reader_responses.enums import MARK_SUMMARIES, Mark, Stance, WordsReview
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.reader_responses.rules import hash_for_page
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.register.activities.models import Activity

MarkTarget = Activity | LearningRecord
"""What a mark can be of."""


@dataclass(frozen=True)
class MarkSummary:
    """The words about something, and how often it was marked, which no reader sees.

    Anybody can leave a mark, and again from another browser: that is no figure.
    """

    used: int = 0
    useful: int = 0
    words: Sequence[str] = ()
    own: frozenset[Mark] = frozenset()

    @property
    def in_words(self) -> Message:
        """Say what readers found, once it gives nobody away, and never how many."""
        used, useful = (
            disclose_answers(number).is_disclosed for number in (self.used, self.useful)
        )
        return MARK_SUMMARIES[used, useful]


@dataclass(frozen=True)
class SignatureSummary:
    """How those who took part see a record. ``own`` is that of whoever asks."""

    agree: int = 0
    otherwise: int = 0
    words: Sequence[Signature] = field(default_factory=list)
    own: Signature | None = None


def is_of_target(target: MarkTarget) -> ColumnElement[bool]:
    is_activity = isinstance(target, Activity)
    return (ReaderMark.activity_id if is_activity else ReaderMark.record_id) == target.id


def hash_reader(target: MarkTarget, secret: str) -> str:
    return hash_for_page(secret, target.__tablename__, target.id) if secret else ""


def summarize_marks(target: MarkTarget, secret: str = "") -> MarkSummary:
    """Return the marks of one thing, in one query; ``secret`` is that of the reader, if any."""
    reader_hash = hash_reader(target, secret)
    rows = session.execute(
        select(ReaderMark.mark, ReaderMark.reader, ReaderMark.reading, ReaderMark.words)
        .where(is_of_target(target))
        .order_by(ReaderMark.id.desc())
    ).all()
    kinds = [mark for mark, *_rest in rows]
    return MarkSummary(
        kinds.count(Mark.USED),
        kinds.count(Mark.USEFUL),
        [words for _mark, _reader, reading, words in rows if reading is WordsReview.SHOWN],
        frozenset(mark for mark, reader, *_rest in rows if reader_hash and reader == reader_hash),
    )


def find_own_mark(target: MarkTarget, mark: Mark, secret: str) -> ReaderMark | None:
    own = and_(ReaderMark.mark == mark, ReaderMark.reader == hash_reader(target, secret))
    return session.scalars(select(ReaderMark).where(is_of_target(target), own)).one_or_none()


def is_counted_signature() -> ColumnElement[bool]:
    """A signature that counts: agreement at once, another view when a curator has read it."""
    agrees = Signature.stand == Stance.AGREE
    return or_(agrees, Signature.reading == WordsReview.SHOWN)


def summarize_signatures(actor: Actor, record: LearningRecord) -> SignatureSummary:
    statement = select(Signature).where(Signature.record_id == record.id).order_by(Signature.id)
    signatures = session.scalars(statement).all()
    readable = [each for each in signatures if each.reading is WordsReview.SHOWN]
    return SignatureSummary(
        agree=sum(each.stand is Stance.AGREE for each in signatures),
        otherwise=sum(each.stand is Stance.OTHERWISE for each in readable),
        words=readable,
        own=next((each for each in signatures if each.person_id == actor.id), None),
    )


def is_co_signed() -> ColumnElement[bool]:
    """Return the condition that somebody who took part signed a ``LearningRecord``."""
    its = select(Signature.id).where(
        Signature.record_id == LearningRecord.id, is_counted_signature()
    )
    return its.correlate(LearningRecord).exists()


def count_signatures_by_record(ids: Sequence[int]) -> Mapping[int, int]:
    """Return how many people who took part agree with each of these records."""
    number = func.count(Signature.id)
    statement = select(Signature.record_id, number).join(
        LearningRecord, LearningRecord.id == Signature.record_id
    )
    statement = statement.where(is_public_record(), Signature.stand == Stance.AGREE)
    rows = session.execute(
        statement.where(LearningRecord.id.in_(ids)).group_by(Signature.record_id)
    )
    return dict(rows.all())


def find_signer(signature: Signature) -> Person | None:
    statement = select(Person).where(Person.id == signature.person_id, Person.active)
    return session.scalars(statement).one_or_none()
