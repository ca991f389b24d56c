"""What was decided about comments, and what readers reported. No words of any comment."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.engagement.moderation.enums import Outcome, ReportReason


class ModerationDecision(Base):
    """One decision. ``in_time`` says whether it kept the promise of how soon a person reads."""

    __tablename__ = "moderation_decision"
    holds_no_words = {"reasons": "a fixed word"}

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    outcome: Mapped[Outcome]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    route_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    on_appeal: Mapped[bool] = mapped_column(default=False)
    in_time: Mapped[bool] = mapped_column(default=True)


class Report(Base):
    """A reader says that something is wrong with a comment. Their words go when it is settled."""

    __tablename__ = "comment_report"
    holds_words = ("words",)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[ReportReason]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
