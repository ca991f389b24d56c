"""What is known of each job, once for a database, however many workers there are."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.jobs.rules import Progress


class JobState(Base):
    """How a job went, and who has it: whoever wrote ``lease`` last, until ``leased_until``.

    The row named ``clock`` is no job: the worker that has it decides what is due.
    """

    __tablename__ = "job_state"
    holds_no_words = {
        "name": "a name in the code",
        "lease": "a random key",
        "error": "the name of a kind of error",
    }
    never_seen_by_visitors = True

    name: Mapped[str] = mapped_column(String(40), unique=True)
    lease: Mapped[str] = mapped_column(String(40), default="")
    leased_until: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    seconds: Mapped[float | None]
    number: Mapped[int | None]
    error: Mapped[str] = mapped_column(String(80), default="")
    reported_at: Mapped[datetime | None]
    """When administrators were told that it failed or is late: once, until it works again."""

    @property
    def progress(self) -> Progress:
        return Progress(self.started_at, bool(self.error), self.leased_until)
