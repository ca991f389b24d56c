"""What was asked about an answer, and what became of it. It stays on record for good."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.assessment.answer_review.enums import QueryOutcome, RulingVerdict
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.core.database import Base
from coprod.core.values import clock


class AnswerQuery(Base):
    """Somebody asks about one answer; the team replies; a curator closes it.

    Readers see the reply from ``reply_read_at`` on: somebody without a hand in it has read it.
    ``about`` is a question, or the gate. ``is_open`` is empty once it is closed: so a database of
    any kind sees to it that an answer is not challenged twice at a time.
    """

    __tablename__ = "answer_query"
    holds_words = ("words", "reply", "closing")
    holds_no_words = {"about": "a fixed word"}
    __table_args__ = (UniqueConstraint("rating_id", "about", "is_open"),)

    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(String(40))
    is_open: Mapped[bool | None] = mapped_column(default=True, index=True)
    words: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    replied_at: Mapped[datetime | None]
    reply_read_at: Mapped[datetime | None]
    reply_read_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    outcome: Mapped[QueryOutcome | None]
    closing: Mapped[str] = mapped_column(Text, default="")
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    closed_at: Mapped[datetime | None]

    rating: Mapped[Rating] = relationship(lazy="raise")

    @property
    def is_reply_waiting(self) -> bool:
        """Tell whether somebody must read a reply; one to a question taken back is not shown."""
        has_unread_reply = self.replied_at is not None and self.reply_read_at is None
        return bool(self.is_open) and has_unread_reply


class Ruling(Base):
    """What a curator said to one answer “does not apply”: once, and then it stays.

    It is there, and waits, as soon as the assessment is before curators. Where a later assessment
    takes its place first, it goes.
    """

    __tablename__ = "answer_ruling"
    holds_words = ("reason",)

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("rating_answer.id", ondelete="CASCADE"), unique=True
    )
    verdict: Mapped[RulingVerdict | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime | None]

    answer: Mapped[RatingAnswer] = relationship(lazy="raise")
