"""Files of comments: for curators only, and deleted after a time."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.exchange.feedback_imports.enums import FeedbackChoices, FeedbackFileState
from coprod.exchange.feedback_imports.rules import UPLOAD_RETENTION, WORDS_RETENTION, load_choices
from coprod.intelligence.feedback_comments.models import FeedbackComment


class FeedbackFile(Timestamped, Base):
    """An uploaded file of comments. It is stored for a while, so that it can be mapped again."""

    __tablename__ = "feedback_file"
    holds_words = ("file_name", "chosen", "report")
    holds_no_words = {"token": "a random key", "encoding": "a fixed word"}
    never_seen_by_visitors = True

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    file_name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    encoding: Mapped[str] = mapped_column(default="")
    sheet: Mapped[int] = mapped_column(default=0)
    header_row: Mapped[int] = mapped_column(default=1)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[FeedbackFileState] = mapped_column(default=FeedbackFileState.CHOOSING)

    person: Mapped[Person] = relationship(lazy="raise")

    @property
    def are_words_over(self) -> bool:
        """Whether the retention of the words of its comments is over."""
        return self.created_at < clock.now() - WORDS_RETENTION

    @property
    def is_upload_over(self) -> bool:
        """Whether the retention of the file itself is over."""
        is_counted = self.state is FeedbackFileState.COUNTED
        return self.are_words_over or (
            is_counted and self.changed_at < clock.now() - UPLOAD_RETENTION
        )

    @property
    def choices(self) -> FeedbackChoices | None:
        return load_choices(self.chosen) if self.chosen else None


FeedbackComment.file = relationship(FeedbackFile, lazy="raise")
