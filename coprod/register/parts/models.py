"""Parts of a published entry that its team wrote anew, kept until a curator has read them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock


class Pending(Base):
    """One part as its team wants it. Readers go on seeing the published one.

    ``based_on`` is the fingerprint of the published part that the writer began from. ``sent_at``
    is set while it is with the curators, and empty while it is with the team.
    """

    __tablename__ = "pending_part"
    holds_words = ("told",)
    holds_no_words = {"kind": "a fixed word", "based_on": "a hash"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("activity_id", "kind"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    kind: Mapped[str]
    told: Mapped[dict[str, object]] = mapped_column(JSON)
    based_on: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
