"""What readers saw before and after each change of a published activity. Rows are never changed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.register.revisions.enums import ChangedBy


class PublicChange(Base):
    """One part of an activity as readers saw it before and after.

    Only what was public is written here, so that all of it may be shown. It says which side made
    the change and never who, but for a reader who wished to be thanked: that is in the notes.
    """

    __tablename__ = "public_change"
    holds_words = ("before", "after", "thanks")
    holds_no_words = {"kind": "a fixed word"}

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by: Mapped[ChangedBy]
    kind: Mapped[str]
    before: Mapped[dict[str, object]] = mapped_column(JSON)
    after: Mapped[dict[str, object]] = mapped_column(JSON)
    thanks: Mapped[str] = mapped_column(default="")
    """The name or role that a reader chose who suggested it, and whom the history thanks."""
