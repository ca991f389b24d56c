"""A session to come that anybody may join."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity


class OpenSession(Timestamped, Base):
    """Times are in UTC. ``edition`` rises with each change, for calendars that subscribe to it."""

    __tablename__ = "open_session"
    holds_words = ("title", "place", "link", "what_for", "support", "offered", "ask")

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[str]
    link: Mapped[str] = mapped_column(Text, default="")
    what_for: Mapped[str] = mapped_column(Text)
    support: Mapped[str] = mapped_column(Text)
    offered: Mapped[str] = mapped_column(Text)
    rung: Mapped[int]
    ask: Mapped[str]
    cancelled_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=0)

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def promised(self) -> Rung:
        return Rung(self.rung)
