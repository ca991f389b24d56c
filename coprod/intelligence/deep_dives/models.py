"""A question about what people told us that is kept: its cut, and what a curator wrote of it."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart


class DeepDive(Timestamped, Base):
    """A kept question. Only curators see it until it is public.

    ``cut`` is what it looks at, as the arguments of its address. ``limits`` are lines of what it
    cannot tell, beside those that are computed. The numbers are never kept: each look counts anew.
    """

    __tablename__ = "deep_dive"
    holds_words = ("slug", "title", "narrative", "limits")
    holds_no_words = {"cut": "arguments of an address"}

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    cut: Mapped[str] = mapped_column(Text, default="")
    narrative: Mapped[str] = mapped_column(Text, default="")
    limits: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    questions: Mapped[list["DeepDiveQuestion"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DeepDiveQuestion.id"
    )
    steps: Mapped[list["DeepDiveStep"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DeepDiveStep.id"
    )
    events: Mapped[list["DeepDiveEvent"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="(DeepDiveEvent.day, DeepDiveEvent.id)",
    )


class DeepDiveQuestion(Base):
    """What the board asked of it, and how far which part of the page answers."""

    __tablename__ = "deep_dive_question"
    holds_words = ("words", "remark")

    deep_dive_id: Mapped[int] = mapped_column(
        ForeignKey("deep_dive.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str]
    part: Mapped[PagePart]
    state: Mapped[AnswerState]
    remark: Mapped[str] = mapped_column(default="")


class DeepDiveStep(Base):
    """What a role does next, and by when."""

    __tablename__ = "deep_dive_step"
    holds_words = ("words", "owner_role")

    deep_dive_id: Mapped[int] = mapped_column(
        ForeignKey("deep_dive.id", ondelete="CASCADE"), index=True
    )
    owner_role: Mapped[str]
    words: Mapped[str]
    due: Mapped[date | None]


class DeepDiveEvent(Base):
    """What happened on a day, drawn into the trend."""

    __tablename__ = "deep_dive_event"
    holds_words = ("words",)

    deep_dive_id: Mapped[int] = mapped_column(
        ForeignKey("deep_dive.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str]
    day: Mapped[date]
