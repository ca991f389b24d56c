"""The letters that curators sent to chase something."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.desk.chase.enums import ChaseKind


class ChaseLetter(Base):
    """One letter about one thing. Its words are those of the kind, and are not kept.

    ``number`` counts the letters about the same thing: of two people who send the same one at the
    same time, the database refuses the second.
    """

    __tablename__ = "chase_letter"
    holds_no_words = {"subject_kind": "a fixed word"}
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("kind", "subject_kind", "subject_id", "number"),)

    kind: Mapped[ChaseKind]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    number: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
