"""An indicator: what it measures, its numbers over time, targets, gaps, and what means to move it.

Numbers are as they were counted. What readers are given of them, ``rules.disclose_series`` decides.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.board.indicators.enums import Counted, Measure, ReviewDecision
from coprod.board.indicators.rules import INDICATOR_TEXTS
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.outcomes.i_statements.enums import Direction
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity
from coprod.resourcing.funding_pots.models import Pot


class BoardIndicator(Timestamped, Base):
    """A measure that a board follows. ``collection`` is the list that it belongs to, if any.

    ``baseline_on`` is the first day of the period that its numbers are compared with.
    """

    __tablename__ = "board_indicator"
    holds_words = ("slug", *INDICATOR_TEXTS)

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    collection: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(Text, default="")
    definition: Mapped[str] = mapped_column(Text)
    source: Mapped[str]
    source_link: Mapped[str] = mapped_column(Text, default="")
    measure: Mapped[Measure]
    counted: Mapped[Counted]
    unit: Mapped[str] = mapped_column(default="")
    direction: Mapped[Direction]
    owner: Mapped[str]
    narrative: Mapped[str] = mapped_column(Text, default="")
    baseline_on: Mapped[date | None]
    ends_on: Mapped[date | None] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)

    values: Mapped[list["IndicatorValue"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IndicatorValue.id"
    )
    targets: Mapped[list["IndicatorTarget"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IndicatorTarget.due"
    )
    gaps: Mapped[list["IndicatorGap"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IndicatorGap.due"
    )
    links: Mapped[list["IndicatorActivity"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IndicatorActivity.id"
    )
    pots: Mapped[list["IndicatorPot"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IndicatorPot.id"
    )

    @property
    def partnership_target(self) -> "IndicatorTarget | None":
        """The target of the whole area that is pursued, the one due last."""
        whole = [each for each in self.targets if each.place_id is None and not each.ended_at]
        return whole[-1] if whole else None

    @property
    def open_gaps(self) -> list["IndicatorGap"]:
        return [each for each in self.gaps if each.closed_on is None]


class IndicatorValue(Base):
    """What was counted in a period, in the whole area or in one place.

    It is never changed: a correction is a new row, and the old one says since when it no longer
    counts. What readers saw once is weighed against what they may see later.
    """

    __tablename__ = "board_indicator_value"
    holds_words = ("note",)

    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("board_indicator.id", ondelete="CASCADE"), index=True
    )
    place_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    numerator: Mapped[int] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    replaced_at: Mapped[datetime | None]

    place: Mapped[Term | None] = relationship(lazy="raise")


class IndicatorTarget(Timestamped, Base):
    """The number to be reached by a day, in the whole area or in one place.

    ``hundredths`` is in the unit of the indicator. ``review_on`` is the day of the next review.
    """

    __tablename__ = "board_indicator_target"
    holds_words = ("why",)

    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("board_indicator.id", ondelete="CASCADE"), index=True
    )
    place_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    hundredths: Mapped[int] = mapped_column(BigInteger)
    due: Mapped[date]
    review_on: Mapped[date] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Term | None] = relationship(lazy="raise")
    indicator: Mapped[BoardIndicator] = relationship(
        lazy="raise", viewonly=True, foreign_keys=indicator_id
    )
    reviews: Mapped[list["IndicatorReview"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="IndicatorReview.id"
    )


class IndicatorReview(Base):
    """What a review of a target decided; the number and the day that were the target until then."""

    __tablename__ = "board_indicator_review"
    holds_words = ("decided_by", "reason")

    target_id: Mapped[int] = mapped_column(
        ForeignKey("board_indicator_target.id", ondelete="CASCADE"), index=True
    )
    on: Mapped[date]
    decision: Mapped[ReviewDecision]
    decided_by: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    old_hundredths: Mapped[int] = mapped_column(BigInteger)
    old_due: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class IndicatorGap(Timestamped, Base):
    """Numbers that are missing, the plan to get them, and by which day."""

    __tablename__ = "board_indicator_gap"
    holds_words = ("missing", "plan", "owner", "closed_words")

    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("board_indicator.id", ondelete="CASCADE"), index=True
    )
    missing: Mapped[str] = mapped_column(Text)
    plan: Mapped[str] = mapped_column(Text)
    owner: Mapped[str]
    due: Mapped[date] = mapped_column(index=True)
    closed_on: Mapped[date | None]
    closed_words: Mapped[str] = mapped_column(Text, default="")

    indicator: Mapped[BoardIndicator] = relationship(
        lazy="raise", viewonly=True, foreign_keys=indicator_id
    )


class IndicatorActivity(Base):
    """An activity that means to move an indicator, and how."""

    __tablename__ = "board_indicator_activity"
    holds_words = ("why",)
    __table_args__ = (UniqueConstraint("indicator_id", "activity_id"),)

    indicator_id: Mapped[int] = mapped_column(ForeignKey("board_indicator.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    why: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    activity: Mapped[Activity] = relationship(lazy="raise")


class IndicatorPot(Base):
    """A pot of money that means to move an indicator."""

    __tablename__ = "board_indicator_pot"
    __table_args__ = (UniqueConstraint("indicator_id", "pot_id"),)

    indicator_id: Mapped[int] = mapped_column(ForeignKey("board_indicator.id", ondelete="CASCADE"))
    pot_id: Mapped[int] = mapped_column(ForeignKey("pot.id", ondelete="CASCADE"), index=True)

    pot: Mapped[Pot] = relationship(lazy="raise")
