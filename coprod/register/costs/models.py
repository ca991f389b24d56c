"""The lines of what an entry takes. The database drops them with the entry."""

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.money.enums import Unit
from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage, Known
from coprod.core.values.dates import PartialDate
from coprod.register.costs.enums import Category, Source, Timing
from coprod.register.costs.rules import Paid


class ActivityCost(Base):
    """One line. ``hundredths`` is empty as long as nobody has told how much."""

    __tablename__ = "activity_cost"
    holds_words = ("after", "note")
    holds_numbers = {
        "hundredths": {"hundredths": None, "unit": None},
        **{name: {name: None} for name in ("offered", "accepted", "declined")},
    }
    __table_args__ = (UniqueConstraint("detail_id", "number"),)

    detail_id: Mapped[int] = mapped_column(ForeignKey("activity_detail.id", ondelete="CASCADE"))
    number: Mapped[int]
    category: Mapped[Category]
    timing: Mapped[Timing]
    unit: Mapped[Unit | None]
    hundredths: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[PartialDate | None]
    until: Mapped[PartialDate | None]
    source: Mapped[Source | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    stage: Mapped[CycleStage | None]
    reached_vcs: Mapped[Known | None]
    recurring: Mapped[Known | None]
    after: Mapped[str] = mapped_column(Text, default="")
    offered: Mapped[int | None]
    accepted: Mapped[int | None]
    declined: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")

    @property
    def amount(self) -> Amount | None:
        if self.unit is None or self.hundredths is None:
            return None
        return Amount(self.unit, self.hundredths)

    @property
    def paid(self) -> Paid | None:
        told = Paid(self.offered, self.accepted, self.declined)
        return told if told != Paid() else None
