"""What people say to each other about an activity before readers see it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.register.activities.models import Activity
from coprod.register.review.enums import Voice


class ReviewMessage(Base):
    """One message in the conversation. ``waits`` until a curator has answered what a team wrote."""

    __tablename__ = "message"
    holds_words = ("body",)
    never_seen_by_visitors = True

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    voice: Mapped[Voice]
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    waits: Mapped[bool] = mapped_column(default=False, index=True)

    activity: Mapped[Activity] = relationship(lazy="raise")
