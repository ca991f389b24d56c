"""The comments that were counted: for curators only, and their words are deleted after a time."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.intelligence.feedback.enums import Feeling
from coprod.intelligence.feedback_comments.enums import CommentFile


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

    if TYPE_CHECKING:
        file: Mapped[CommentFile]
        """The area that reads files adds it: it stands above this one."""

    @property
    def readable_text(self) -> str:
        """The words that a curator may read today."""
        return "" if self.file.are_words_over else self.text
