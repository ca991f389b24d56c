"""That somebody would like to take part, and waits for an answer of the team."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.participation.contact_requests.enums import ContactReason, ContactState
from coprod.register.activities.models import Activity


class ContactRequest(Base):
    """Nothing of who it was, how to reach them or what they wrote: the team's mail alone has it.

    Curators ask once ``answer_by`` has passed.
    """

    __tablename__ = "contact_request"
    never_seen_by_visitors = True

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[ContactReason]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer_by: Mapped[date] = mapped_column(index=True)
    state: Mapped[ContactState] = mapped_column(default=ContactState.WAITING)
    settled_on: Mapped[date | None]

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def is_late(self) -> bool:
        return self.state is ContactState.WAITING and self.answer_by < clock.today()
