"""“We will …”: a promise in words, each step of it, and what residents say of the last step.

``register.models.Promise`` is another thing: the level that people were told to expect.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.db import Base
from coprod.kit import clock
from coprod.kit.dates import PartialDate
from coprod.promises.rules import is_overdue
from coprod.promises.words import Source, State
from coprod.register.models import Activity


class Commitment(Base):
    """What somebody promised to do. ``state`` and ``due`` are those of the last step."""

    __tablename__ = "commitment"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[Source]
    source_words: Mapped[str]
    source_key: Mapped[str] = mapped_column(String(80), default="", index=True)
    state: Mapped[State] = mapped_column(default=State.PLANNED, index=True)
    due: Mapped[PartialDate]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    reminded_on: Mapped[date | None]

    activity: Mapped[Activity] = relationship(lazy="raise")
    steps: Mapped[list["CommitmentStep"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="CommitmentStep.id",
        back_populates="commitment",
    )

    @property
    def last(self) -> "CommitmentStep":
        return self.steps[-1]

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.state, self.due, clock.today())


class CommitmentStep(Base):
    """How it stood from one moment on. Rows are added and never changed, but for what is shown.

    ``shown_yes`` and ``shown_not_yet`` are the answers counted when a count was last let out.
    """

    __tablename__ = "commitment_step"

    commitment_id: Mapped[int] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str]
    state: Mapped[State]
    due: Mapped[PartialDate]
    reason: Mapped[str] = mapped_column(Text, default="")
    proof: Mapped[str] = mapped_column(Text, default="")
    proof_link: Mapped[str] = mapped_column(Text, default="")
    shown_yes: Mapped[int] = mapped_column(default=0)
    shown_not_yet: Mapped[int] = mapped_column(default=0)

    commitment: Mapped[Commitment] = relationship(lazy="raise", back_populates="steps")


class CommitmentAnswer(Base):
    """What one resident says of a step: nothing of who or when. ``once`` marks a second answer."""

    __tablename__ = "commitment_answer"
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("step_id", "once"),)

    step_id: Mapped[int] = mapped_column(ForeignKey("commitment_step.id", ondelete="CASCADE"))
    once: Mapped[str] = mapped_column(String(64))
    happened: Mapped[bool]
