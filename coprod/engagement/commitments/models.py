"""“We will …”: a promise in words, each step of it, and what residents say of the last step.

``PromisedRung`` of the register is another thing: the level that people were told to expect.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.engagement.commitments.enums import (
    CommitmentProgress,
    CommitmentSource,
    CommitmentState,
)
from coprod.engagement.commitments.rules import PublicStep, is_overdue, judge_progress
from coprod.engagement.resident_answers.models import AnsweredByResidents, StoredAnswer
from coprod.register.activities.models import Activity


class Commitment(Base):
    """What somebody promised to do. ``state`` and ``due`` are those of the last step in sight.

    ``published_at`` is when readers saw it first: a curator has read it then, as each of its steps.
    """

    __tablename__ = "commitment"
    holds_words = ("words", "request", "source_words")

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    request: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[CommitmentSource]
    source_words: Mapped[str]
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    """The public comment that it was made from, on the same activity."""
    state: Mapped[CommitmentState] = mapped_column(default=CommitmentState.PLANNED, index=True)
    due: Mapped[PartialDate]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    reminded_on: Mapped[date | None]
    published_at: Mapped[datetime | None] = mapped_column(index=True)

    activity: Mapped[Activity] = relationship(lazy="raise")
    steps: Mapped[list["CommitmentStep"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="CommitmentStep.id",
        back_populates="commitment",
    )

    @property
    def public_steps(self) -> list["CommitmentStep"]:
        """The steps that readers see."""
        return [step for step in self.steps if step.read_at]

    @property
    def last(self) -> "CommitmentStep":
        """The last step that readers see; before they see any, the first."""
        return (self.public_steps or self.steps)[-1]

    def judge_progress(self, today: date) -> CommitmentProgress:
        """Tell how it stands beside the day that was promised first, by what readers see.

        A step counts from the day on which the team said it: reading it took a curator's time.
        """
        steps = [
            PublicStep(step.state, step.due, clock.to_day(step.at)) for step in self.public_steps
        ]
        return judge_progress(self.state, steps, today)[1]

    @property
    def newest(self) -> "CommitmentStep":
        return self.steps[-1]

    @property
    def unread(self) -> "CommitmentStep | None":
        """What the team has said and nobody has read, or was asked to say in other words."""
        return None if self.newest.read_at else self.newest

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.state, self.due, clock.today())


class CommitmentStep(AnsweredByResidents):
    """How it stood from one moment on. Once readers see it, it is never changed.

    Readers see it from ``read_at`` on: a curator who has no hand in the activity has read it.
    ``sent_back`` is what a curator asked the team to change instead.
    """

    __tablename__ = "commitment_step"
    holds_words = ("post", "reason", "proof", "proof_link", "sent_back")

    commitment_id: Mapped[int] = mapped_column(
        ForeignKey("commitment.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str]
    state: Mapped[CommitmentState]
    due: Mapped[PartialDate]
    reason: Mapped[str] = mapped_column(Text, default="")
    proof: Mapped[str] = mapped_column(Text, default="")
    proof_link: Mapped[str] = mapped_column(Text, default="")
    read_at: Mapped[datetime | None] = mapped_column(index=True)
    sent_back: Mapped[str] = mapped_column(Text, default="")

    commitment: Mapped[Commitment] = relationship(lazy="raise", back_populates="steps")

    @property
    def waits(self) -> bool:
        """It waits for a curator, not for its team."""
        return self.read_at is None and not self.sent_back


class CommitmentAnswer(StoredAnswer):
    __tablename__ = "commitment_answer"

    subject_id: Mapped[int] = mapped_column(ForeignKey("commitment_step.id", ondelete="CASCADE"))
