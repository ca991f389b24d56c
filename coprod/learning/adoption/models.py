"""That one activity was made from another: what was kept, what was changed, how it went."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.learning.adoption.enums import AdoptionOutcome, Spread
from coprod.learning.reader_responses.enums import WordsReview
from coprod.register.activities.models import Activity


class Adoption(Base):
    """The link from an activity to the one that it was made from.

    ``told`` is how it went in the words of its team; a curator reads them before readers do.
    """

    __tablename__ = "adoption"
    holds_words = ("unchanged", "changed", "why", "report")

    parent_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    child_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), unique=True
    )
    spread: Mapped[Spread]
    unchanged: Mapped[str] = mapped_column(Text, default="")
    changed: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    started_on: Mapped[date] = mapped_column(default=clock.today, index=True)
    reminded_on: Mapped[date | None]
    became: Mapped[AdoptionOutcome | None]
    report: Mapped[str] = mapped_column(Text, default="")
    reported_on: Mapped[date | None]
    reading: Mapped[WordsReview] = mapped_column(default=WordsReview.NONE, index=True)

    parent: Mapped[Activity] = relationship(lazy="raise", foreign_keys=[parent_id])
    child: Mapped[Activity] = relationship(lazy="raise", foreign_keys=[child_id])

    @property
    def public_words(self) -> str:
        return self.report if self.reading is WordsReview.SHOWN else ""
