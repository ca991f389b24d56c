"""Which letters about another round were written, and who asked for one."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.assessment.rounds.enums import Cause
from coprod.core.database import Base
from coprod.core.values import clock


class RoundReminder(Base):
    """The owners were reminded once, for this cause, that a rating is due again."""

    __tablename__ = "round_reminder"
    __table_args__ = (UniqueConstraint("rating_id", "cause"),)

    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"))
    cause: Mapped[Cause]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class RoundRequest(Base):
    """Somebody asked for a round. ``after_rating`` was the last one then, 0 if there was none.

    So a request waits until the team has sent in another round, and is never thrown away.
    """

    __tablename__ = "round_request"
    __table_args__ = (UniqueConstraint("activity_id", "person_id", "after_rating"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    after_rating: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(default=clock.now)
