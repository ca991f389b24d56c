"""What an owner said about activities that look alike."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base


class NotTheSame(Base):
    """The owner of an activity looked at another one and said: this is another."""

    __tablename__ = "activity_not_same"
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("activity_id", "other_id"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
