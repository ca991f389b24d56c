"""Files of comments, and the comments themselves: for curators only, and deleted after a time."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.exchange.feedback_imports.enums import FeedbackChoices, FeedbackFileState
from coprod.exchange.feedback_imports.rules import UPLOAD_RETENTION, WORDS_RETENTION, load_choices
from coprod.intelligence.feedback.enums import Feeling


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


class FeedbackComment(Base):
    """The comment of one person. Never public, never searched; its words are deleted after a time.

    ``key`` is a hash of its identifier at the source, so that no comment is counted twice.
    ``also_in`` are other files with the same comment; ``unplaced`` are names on no list, by axis.
    ``themes`` stand between bars. ``answers``: what was answered to each of several questions.
    """

    __tablename__ = "feedback_comment"
    holds_words = ("source", "text", "unplaced", "subthemes", "answers")
    holds_no_words = {
        "also_in": "numbers of files",
        "key": "a hash",
        "person_mark": "a hash",
        "themes": "fixed words",
    }
    __table_args__ = (
        UniqueConstraint("source", "key"),
        Index(None, "source", "given_on"),
        Index(
            "ix_feedback_comment_is_unplaced",
            "id",
            sqlite_where=text("unplaced IS NOT NULL"),
            postgresql_where=text("unplaced IS NOT NULL"),
        ),
    )
    never_seen_by_visitors = True

    file_id: Mapped[int] = mapped_column(ForeignKey("feedback_file.id"), index=True)
    source: Mapped[str]
    key: Mapped[str]
    given_on: Mapped[date]
    feeling: Mapped[Feeling | None]
    locality_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    network_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    borough_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    staff_role_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    ethnic_group_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    age_group_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    themes: Mapped[str] = mapped_column(default="")
    subthemes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    answers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    person_mark: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text, default="")
    is_labelled: Mapped[bool] = mapped_column(default=False)
    is_unsure: Mapped[bool] = mapped_column(default=False)
    also_in: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    unplaced: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))

    file: Mapped[FeedbackFile] = relationship(lazy="raise")

    @property
    def readable_text(self) -> str:
        """The words that a curator may read today."""
        return "" if self.file.are_words_over else self.text
