"""Statements that people voted on, in one poll."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.intelligence.feedback.rules import Numbers
from coprod.intelligence.statements.rules import build_numbers

VOTES = ("agree", "passed", "disagree")
NO_VOTES: Mapping[str, object] = {**dict.fromkeys(VOTES), "released": []}


class Poll(Timestamped, Base):
    """A question, and the statements that people voted on. Private until a curator has read it.

    ``key`` identifies it at its source, so that nothing doubles when it is brought in again.
    """

    __tablename__ = "statement_poll"
    holds_words = ("slug", "question", "source", "address")
    holds_no_words = {"key": "a hash"}
    holds_numbers = {"people": {"people": None}}

    slug: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    question: Mapped[str]
    source: Mapped[str]
    address: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[int | None]
    rejected: Mapped[int] = mapped_column(default=0)
    is_public: Mapped[bool] = mapped_column(default=False)

    statements: Mapped[list["PollStatement"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="PollStatement.number",
        back_populates="poll",
    )


class PollStatement(Base):
    """A statement that was accepted, and how many voted how. No vote of a person is stored.

    ``released`` are the votes that readers were given to see, the earliest first.
    """

    __tablename__ = "poll_statement"
    holds_words = ("words",)
    holds_no_words = {"released": "counts"}
    holds_numbers = dict.fromkeys(VOTES, NO_VOTES)
    __table_args__ = (UniqueConstraint("poll_id", "number"),)

    poll_id: Mapped[int] = mapped_column(ForeignKey("statement_poll.id"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    agree: Mapped[int | None]
    passed: Mapped[int | None]
    disagree: Mapped[int | None]
    released: Mapped[list[Any]] = mapped_column(JSON, default=list)

    poll: Mapped[Poll] = relationship(lazy="raise", back_populates="statements")

    @property
    def numbers(self) -> Numbers:
        return build_numbers((self.agree, self.passed, self.disagree))

    @property
    def released_numbers(self) -> list[Numbers]:
        return [build_numbers(each) for each in self.released]

    @property
    def public_numbers(self) -> Numbers:
        """The votes as readers were last given them; before that, as they are."""
        return self.released_numbers[-1] if self.released else self.numbers
