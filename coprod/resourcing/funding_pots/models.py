"""Pots of money, how they are divided, and what was decided about them."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity
from coprod.register.completeness.enums import Requirement
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.rules import (
    PotDetails,
    Share,
    Withdrawal,
    get_requirement_column,
)


class Pot(Timestamped, Base):
    """One pot of money that several decide about together."""

    __tablename__ = "pot"
    holds_words = ("name", "principles", "decided_by")

    name: Mapped[str]
    pence: Mapped[int] = mapped_column(BigInteger)
    principles: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(default="")
    vcs_pence: Mapped[int | None] = mapped_column(BigInteger)
    no_plugging: Mapped[bool] = mapped_column(default=False)
    costed_since: Mapped[date | None]
    assessed_since: Mapped[date | None]
    """Since when what it pays for must have a costed line, and an assessment."""
    version: Mapped[int] = mapped_column(default=1)

    shares: Mapped[list["PotShare"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PotShare.axis, PotShare.position"
    )
    givings: Mapped[list["PotGiving"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PotGiving.id"
    )

    def list_shares(self, axis: Axis) -> tuple[Share, ...]:
        return tuple(Share(each.name, each.pence) for each in self.shares if each.axis is axis)

    @property
    def details(self) -> PotDetails:
        """Return the pot as its rules know it."""
        return PotDetails(
            name=self.name,
            pence=self.pence,
            principles=self.principles,
            decided_by=self.decided_by,
            vcs_pence=self.vcs_pence,
            no_plugging=self.no_plugging,
            requirements=frozenset(self.requirement_days),
            shares={axis: self.list_shares(axis) for axis in Axis},
        )

    @property
    def requirement_days(self) -> dict[Requirement, date]:
        """Return what is asked of all that it pays for, each with the day since when."""
        days = {each: getattr(self, get_requirement_column(each)) for each in Requirement}
        return {requirement: day for requirement, day in days.items() if day}

    @property
    def active_givings(self) -> list["PotGiving"]:
        """Return what was decided and not taken back."""
        return [each for each in self.givings if not each.taken_back]


class PotShare(Base):
    __tablename__ = "pot_share"
    holds_words = ("name",)
    __table_args__ = (UniqueConstraint("pot_id", "axis", "name"),)

    pot_id: Mapped[int] = mapped_column(ForeignKey("pot.id", ondelete="CASCADE"))
    axis: Mapped[Axis]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    pence: Mapped[int] = mapped_column(BigInteger)


class PotGiving(Timestamped, Base):
    """Some of a pot: what was decided, by which post and with whom, and how much has arrived."""

    __tablename__ = "pot_giving"
    holds_words = ("what", "decided_by", "decided_with", "to_name", "taken_back")
    holds_no_words = {"part": "a fixed word", "lifecourse": "a fixed word"}

    pot_id: Mapped[int] = mapped_column(ForeignKey("pot.id", ondelete="CASCADE"), index=True)
    pence: Mapped[int] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str]
    decided_with: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[PartialDate | None]
    to_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    to_name: Mapped[str] = mapped_column(default="")
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )
    part: Mapped[str] = mapped_column(default="")
    lifecourse: Mapped[str] = mapped_column(default="")
    reaches_vcs: Mapped[bool] = mapped_column(default=False)
    reached_pence: Mapped[int | None] = mapped_column(BigInteger)
    taken_back: Mapped[str] = mapped_column(Text, default="")

    to: Mapped[Term | None] = relationship(lazy="raise")
    activity: Mapped[Activity | None] = relationship(lazy="raise")

    @property
    def withdrawal(self) -> Withdrawal:
        shares = {Axis.PART: self.part, Axis.LIFECOURSE: self.lifecourse}
        return Withdrawal(self.pence, shares, self.reaches_vcs)
