"""How many people of each group took part, what was shown of it, and how many live in a place."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.participation.participants.enums import Trait


class ParticipantTotals(Base):
    """The totals of one trait as the team entered them: for the team and curators."""

    __tablename__ = "participant_totals"
    holds_words = ("numbers",)
    holds_counts = {"numbers": ("activity_id", "trait")}
    __table_args__ = (UniqueConstraint("activity_id", "trait"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    trait: Mapped[Trait]
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON)
    entered_on: Mapped[date] = mapped_column(default=clock.today)


class PublishedTotals(Base):
    """What readers were given to see. Pages and files read the last one and never the totals.

    Earlier ones stay stored: later ones must not reveal them by difference.
    """

    __tablename__ = "published_totals"
    holds_words = ("numbers",)
    holds_counts = {"numbers": ("activity_id", "trait")}
    __table_args__ = (UniqueConstraint("activity_id", "trait", "number"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    trait: Mapped[Trait]
    number: Mapped[int]
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_on: Mapped[date] = mapped_column(default=clock.today)


class Population(Base):
    """How many people of a group live in a place; without a place, everywhere here together."""

    __tablename__ = "population"
    holds_words = ("source",)
    holds_no_words = {"group": "a fixed word"}
    __table_args__ = (UniqueConstraint("term_id", "trait", "group"),)

    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"))
    trait: Mapped[Trait]
    group: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    source: Mapped[str]
    year: Mapped[int]
