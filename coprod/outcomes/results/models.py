"""A wave: when people were asked about I-Statements, and how many gave each answer."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import Mode, Moment, SamePeople, WaveState
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity


class Wave(Base):
    """``activity_id`` is empty where the partnership asked, and not one piece of work.

    ``is_survey``: the answers came to us one by one, so only curators see the exact counts.
    """

    __tablename__ = "wave"
    holds_words = ("title", "surveyed_by", "summary", "reason", "language", "grouped_by")

    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    surveyed_on: Mapped[PartialDate]
    moment: Mapped[Moment]
    mode: Mapped[Mode]
    language: Mapped[str]
    surveyed_by: Mapped[str]
    same_people: Mapped[SamePeople]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    grouped_by: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    is_survey: Mapped[bool] = mapped_column(default=False)
    state: Mapped[WaveState] = mapped_column(default=WaveState.DRAFT, index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]

    activity: Mapped[Activity | None] = relationship(lazy="raise")
    place: Mapped[Term | None] = relationship(lazy="raise")


class Tally(Base):
    """How many gave each answer to one statement: everybody, or one group of them."""

    __tablename__ = "wave_tally"
    holds_words = ("group",)
    holds_no_words = {"counts": "numbers by fixed answers"}
    holds_counts = {"counts": ("wave_id", "statement_id")}
    __table_args__ = (UniqueConstraint("wave_id", "statement_id", "group"),)

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id", ondelete="CASCADE"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    group: Mapped[str] = mapped_column(default="")
    counts: Mapped[dict[str, int]] = mapped_column(JSON)

    wave: Mapped[Wave] = relationship(lazy="raise")
    statement: Mapped[Statement] = relationship(lazy="raise")
