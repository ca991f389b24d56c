"""Why a team keeps a word that its rung does not carry."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.assessment.honest_labels.enums import Word
from coprod.core.database import Base
from coprod.core.values import clock


class WordJustification(Base):
    """One reason. A new one is a new row, so the latest counts; the words of none are changed.

    It is shown as long as the text says the word and the rung does not carry it. ``read_at`` is
    when a curator let readers see it, if it came when the activity was public already.
    """

    __tablename__ = "word_justification"
    holds_words = ("reason",)
    __table_args__ = (Index(None, "activity_id", "word"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    word: Mapped[Word]
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
