"""The question, sent by mail, whether somebody will look after an activity."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.register.activities.models import Activity


class OwnerInvitation(Base):
    """Known by its hash, like every link that we e-mail. The row goes when it is answered."""

    __tablename__ = "owner_invitation"
    holds_no_words = {"email": "where an invitation goes, of an account", "token_hash": "a hash"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("activity_id", "email"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_hand_over: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime]

    activity: Mapped[Activity] = relationship(lazy="raise")
