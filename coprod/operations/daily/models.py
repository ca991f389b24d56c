"""What was done of each day's work, once for a database, however many processes serve it."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.operations.daily.rules import StepProgress


class DailyStep(Base):
    """One step of the day's work. Whoever wrote ``lease`` last does it, until ``leased_until``."""

    __tablename__ = "daily_step"
    holds_no_words = {
        "name": "a name in the code",
        "lease": "a random key",
        "error": "the name of a kind of error",
    }
    never_seen_by_visitors = True

    name: Mapped[str] = mapped_column(String(40), unique=True)
    lease: Mapped[str] = mapped_column(String(40), default="")
    leased_until: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    done_on: Mapped[date | None]
    error: Mapped[str] = mapped_column(String(80), default="")

    @property
    def progress(self) -> StepProgress:
        return StepProgress(self.done_on, self.tried_at, self.leased_until)
