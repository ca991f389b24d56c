"""What was done: who, what, to what, why and when. Rows are added and never changed."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock


class Event(Base):
    """One step in the life of an entry, a person or a list.

    ``is_public`` marks the steps that any reader of the thing may see, such as a publication.
    The person is named by key alone: who they are now is for the reader of the note to look up.
    """

    __tablename__ = "audit_event"
    holds_words = ("reason", "details")
    holds_no_words = {"verb": "a fixed word", "subject_kind": "a fixed word"}
    __table_args__ = (Index(None, "subject_kind", "subject_id"),)

    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    details: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)

    def is_seen_by_visitors(self) -> bool:
        return self.is_public
