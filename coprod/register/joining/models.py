"""That somebody asks to join the team of an entry."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.register.activities.models import Activity
from coprod.register.joining.enums import JoinState

WAITS = text("state = 'waiting'")


class JoinRequest(Base):
    """Those who look after the entry answer it; curators do once ``escalates_on`` has come."""

    __tablename__ = "join_request"
    holds_words = ("words", "answer")
    never_seen_by_visitors = True
    __table_args__ = (
        Index(
            "uq_join_request_waits",
            "activity_id",
            "person_id",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    words: Mapped[str] = mapped_column(Text)
    escalates_on: Mapped[date]
    state: Mapped[JoinState] = mapped_column(default=JoinState.WAITING)
    answer: Mapped[str] = mapped_column(Text, default="")

    activity: Mapped[Activity] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
