"""That a team asks for its public entry to be taken away, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.register.activities.models import Activity

WAITS = text("waits")


class RemovalRequest(Base):
    """The reason is for curators. What readers are given in its place is the curator's own."""

    __tablename__ = "removal_request"
    holds_words = ("reason",)
    never_seen_by_visitors = True
    __table_args__ = (
        Index(
            "uq_removal_request_waits",
            "activity_id",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(Text)
    hides_title: Mapped[bool] = mapped_column(default=False)
    """Its name tells too much as well: the team would rather that it went too."""
    waits: Mapped[bool] = mapped_column(default=True)

    activity: Mapped[Activity] = relationship(lazy="raise")
