"""Which first-use guides somebody with an account has closed."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.accounts.guides.enums import Guide
from coprod.core.database import Base


class ClosedGuide(Base):
    __tablename__ = "closed_guide"
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("person_id", "guide"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    guide: Mapped[Guide]
