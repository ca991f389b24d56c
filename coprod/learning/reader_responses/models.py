"""What readers say: marks without a name, and the signatures of those who took part."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.learning.reader_responses.enums import Mark, Stance, WordsReview
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity


class ReaderMark(Base):
    """One "I used this" or "useful", of an activity or of a record. It does not know whose it is.

    ``reader`` is a hash for this one page (``rules.hash_for_page``); only the day is stored.
    """

    __tablename__ = "reader_mark"
    holds_words = ("words",)
    holds_no_words = {"reader": "a hash"}
    __table_args__ = (
        UniqueConstraint("activity_id", "mark", "reader"),
        UniqueConstraint("record_id", "mark", "reader"),
        CheckConstraint("(activity_id IS NULL) <> (record_id IS NULL)", name="of_one_thing"),
    )

    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    record_id: Mapped[int | None] = mapped_column(
        ForeignKey("learning_record.id", ondelete="CASCADE")
    )
    mark: Mapped[Mark]
    reader: Mapped[str] = mapped_column(String(64))
    on: Mapped[date] = mapped_column("marked_on", default=clock.today)
    words: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[WordsReview] = mapped_column(default=WordsReview.NONE, index=True)

    activity: Mapped[Activity | None] = relationship(lazy="raise")
    record: Mapped[LearningRecord | None] = relationship(lazy="raise")


class Signature(Base):
    """Somebody who took part agrees with a record, or says how they saw it.

    The row goes when they take it back. ``consent`` is the sentence that they agreed to.
    """

    __tablename__ = "record_signature"
    holds_words = ("words", "consent", "reason")
    __table_args__ = (UniqueConstraint("record_id", "person_id"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("learning_record.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stand: Mapped[Stance]
    words: Mapped[str] = mapped_column(Text, default="")
    consent: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[WordsReview] = mapped_column(default=WordsReview.NONE, index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    record: Mapped[LearningRecord] = relationship(lazy="raise")
