"""What readers said. Counts are of public things; words only where a curator has read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.disclosure.rules import answers
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import Message
from coprod.learning.reader_responses.enums import SAID, Mark, Reading, Stand
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.reader_responses.rules import only_here
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import published as record_is_public
from coprod.register.activities.models import Activity

Thing = Activity | LearningRecord
"""What a mark can be of."""


@dataclass(frozen=True)
class Marks:
    """What was said about something, and how often it was marked, which no reader is told.

    Anybody can leave a mark, and again from another browser: that is no figure.
    """

    used: int = 0
    useful: int = 0
    words: Sequence[str] = ()
    own: frozenset[Mark] = frozenset()

    @property
    def in_words(self) -> Message:
        """Say what readers found, once it gives nobody away, and never how many."""
        used, useful = (answers(number).is_shown for number in (self.used, self.useful))
        return SAID[used, useful]


@dataclass(frozen=True)
class Signatures:
    """How those who took part see a record. ``own`` is that of whoever asks."""

    agree: int = 0
    otherwise: int = 0
    words: Sequence[Signature] = field(default_factory=list)
    own: Signature | None = None


def of(thing: Thing) -> ColumnElement[bool]:
    is_entry = isinstance(thing, Activity)
    return (ReaderMark.activity_id if is_entry else ReaderMark.record_id) == thing.id


def reader_of(thing: Thing, secret: str) -> str:
    return only_here(secret, thing.__tablename__, thing.id) if secret else ""


def marks(thing: Thing, secret: str = "") -> Marks:
    """Return the marks of one thing, in one query; ``secret`` is that of the reader, if any."""
    me = reader_of(thing, secret)
    rows = session.execute(
        select(ReaderMark.mark, ReaderMark.reader, ReaderMark.reading, ReaderMark.words)
        .where(of(thing))
        .order_by(ReaderMark.id.desc())
    ).all()
    kinds = [mark for mark, *_rest in rows]
    return Marks(
        kinds.count(Mark.USED),
        kinds.count(Mark.USEFUL),
        [words for _mark, _reader, reading, words in rows if reading is Reading.SHOWN],
        frozenset(mark for mark, reader, *_rest in rows if me and reader == me),
    )


def own_mark(thing: Thing, mark: Mark, secret: str) -> ReaderMark | None:
    own = and_(ReaderMark.mark == mark, ReaderMark.reader == reader_of(thing, secret))
    return session.scalars(select(ReaderMark).where(of(thing), own)).one_or_none()


def shown() -> ColumnElement[bool]:
    """A signature that counts: agreement at once, another view when a curator has read it."""
    agrees = Signature.stand == Stand.AGREE
    return or_(agrees, Signature.reading == Reading.SHOWN)


def signatures(actor: Actor, record: LearningRecord) -> Signatures:
    wanted = select(Signature).where(Signature.record_id == record.id).order_by(Signature.id)
    found = session.scalars(wanted).all()
    read = [each for each in found if each.reading is Reading.SHOWN]
    return Signatures(
        agree=sum(each.stand is Stand.AGREE for each in found),
        otherwise=sum(each.stand is Stand.OTHERWISE for each in read),
        words=read,
        own=next((each for each in found if each.person_id == actor.id), None),
    )


def is_co_signed() -> ColumnElement[bool]:
    """Return the condition that somebody who took part signed a ``Record``."""
    its = select(Signature.id).where(Signature.record_id == LearningRecord.id, shown())
    return its.correlate(LearningRecord).exists()


def co_signed_records(ids: Sequence[int]) -> Mapping[int, int]:
    """Return how many people who took part agree with each of these records."""
    number = func.count(Signature.id)
    wanted = select(Signature.record_id, number).join(
        LearningRecord, LearningRecord.id == Signature.record_id
    )
    wanted = wanted.where(record_is_public(), Signature.stand == Stand.AGREE)
    rows = session.execute(wanted.where(LearningRecord.id.in_(ids)).group_by(Signature.record_id))
    return dict(rows.all())


# For curators


def unread_signatures() -> Select[Signature]:
    return select(Signature).where(Signature.reading == Reading.WAITING)


def unread_marks() -> Select[ReaderMark]:
    return select(ReaderMark).where(ReaderMark.reading == Reading.WAITING)


def waiting_signatures(actor: Actor) -> Sequence[Signature]:
    """Return the words of those who took part that no curator has read yet."""
    about = joinedload(Signature.record).joinedload(LearningRecord.activity)
    wanted = unread_signatures().options(about)
    return session.scalars(wanted.order_by(Signature.id)).all() if may_read(actor) else []


def waiting_marks(actor: Actor) -> Sequence[ReaderMark]:
    record = joinedload(ReaderMark.record).joinedload(LearningRecord.activity)
    wanted = unread_marks().options(record, joinedload(ReaderMark.activity)).order_by(ReaderMark.id)
    return session.scalars(wanted).all() if may_read(actor) else []


def may_read(actor: Actor) -> bool:
    return actor.is_at_least(Role.CURATOR)


def signature(actor: Actor, signature_id: int) -> Signature:
    found = {each.id: each for each in waiting_signatures(actor)}
    if signature_id not in found:
        raise NotFoundError
    return found[signature_id]


def mark(actor: Actor, mark_id: int) -> ReaderMark:
    found = {each.id: each for each in waiting_marks(actor)}
    if mark_id not in found:
        raise NotFoundError
    return found[mark_id]


def signer(signature: Signature) -> Person | None:
    wanted = select(Person).where(Person.id == signature.person_id, Person.active)
    return session.scalars(wanted).one_or_none()
