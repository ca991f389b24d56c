"""The rate card."""

from datetime import date

from sqlalchemy import BigInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base, Timestamped
from coprod.core.values.dates import PartialDate
from coprod.register.sections.enums import CostCategory
from coprod.resourcing.rate_card.enums import Per


class StoredRate(Timestamped, Base):
    """One rate, from a day on. It is an example until a curator says that it was agreed."""

    __tablename__ = "rate"
    holds_words = ("name", "source")

    name: Mapped[str]
    category: Mapped[CostCategory]
    per: Mapped[Per]
    pence: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[PartialDate]
    until: Mapped[PartialDate | None]
    source: Mapped[str] = mapped_column(Text)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    def is_in_use(self, on: date) -> bool:
        return self.since.earliest <= on and (self.until is None or on <= self.until.latest)
