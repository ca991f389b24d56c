"""A review: something that a person reads before others do; and the conversation about it."""

from datetime import date, datetime, timedelta

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.reviews.enums import LineKind, ReviewState, Risk
from coprod.reviews.rules import is_claim_valid

IS_OPEN = text("state = 'open'")


class StandIn(Base):
    """Who decides, from one day until another, what a curator had a hand in."""

    __tablename__ = "stand_in"
    holds_words = ("why",)
    holds_no_words = {"kinds": "fixed words"}
    never_seen_by_visitors = True

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The kinds of review that it is about; none: all of them."""
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    """The last day of it."""
    why: Mapped[str] = mapped_column(Text, default="")
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    named_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    """When somebody ended it before its last day was over."""

    def covers(self, kind: str, day: date) -> bool:
        is_valid = self.ended_at is None and self.starts_on <= day <= self.ends_on
        return is_valid and (not self.kinds or kind in self.kinds)


class Review(Base):
    """Its subject is named by its kind and number: the kind knows the table (``reviews.kinds``).

    The subject itself says what readers see; this row is about the work. A subject has one open
    review at most, and one row for each time that it was decided.
    """

    __tablename__ = "review"
    holds_words = ("message", "passage")
    holds_no_words = {
        "kind": "a fixed word",
        "decision": "a fixed word",
        "reasons": "fixed words",
    }
    never_seen_by_visitors = True
    __table_args__ = (
        Index(None, "kind", "subject_id"),
        Index(None, "state", "due_on"),
        Index(
            "uq_review_open",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_on: Mapped[date]
    risk: Mapped[Risk] = mapped_column(default=Risk.NORMAL)
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.OPEN)
    is_locked: Mapped[bool] = mapped_column(default=False)
    """Nobody writes in the conversation any more."""

    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    claimed_at: Mapped[datetime | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who was asked by name to decide, where a curator may not or does not want to."""
    assigned_at: Mapped[datetime | None]
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("stand_in.id"), index=True)
    """By what right a lay member was asked, who may decide for as long as that is valid."""
    stand_in: Mapped[StandIn | None] = relationship()

    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    decision: Mapped[str] = mapped_column(String(40), default="")
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    passage: Mapped[str] = mapped_column(Text, default="")
    """The words that the reasons are about."""
    message: Mapped[str] = mapped_column(Text, default="")

    @property
    def is_open(self) -> bool:
        return self.state is ReviewState.OPEN

    def is_taken_from(self, person_id: int | None) -> bool:
        """Tell whether somebody else has taken it and is at it now."""
        is_others = self.claimed_by_id not in {None, person_id}
        return is_others and is_claim_valid(self.claimed_at, clock.now())

    @property
    def waited(self) -> timedelta:
        return (self.closed_at or clock.now()) - self.sent_at

    @property
    def was_late_when_sent(self) -> bool:
        """Its day was over before it came here, as that of a story not checked for a year."""
        return self.due_on < clock.to_day(self.sent_at)

    @property
    def is_on_time(self) -> bool:
        return clock.to_day(self.closed_at or clock.now()) <= self.due_on


class ReviewMessage(Base):
    """One line of the conversation: words, perhaps about a passage, or something that was done."""

    __tablename__ = "review_message"
    holds_words = ("words", "quote", "link")
    never_seen_by_visitors = True

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[LineKind] = mapped_column(default=LineKind.MESSAGE)
    words: Mapped[str] = mapped_column(Text, default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
