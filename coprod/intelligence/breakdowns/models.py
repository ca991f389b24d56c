"""Comments counted by month: in all, by each thing they are sorted by, and by each two of them."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base


class FeedbackCount(Base):
    """How many people and comments of one file, one month and one or two values felt how.

    ``first`` and ``second`` are names of ``SplitBy`` in its order, empty where it is by one or by
    none. A value is the number of a term, a theme, ``not_given`` or ``not_placed``. It is written
    anew from the comments by a job, and holds nothing that they do not.
    """

    __tablename__ = "feedback_count"
    holds_words = ("source",)
    holds_no_words = dict.fromkeys(("first", "second"), "a fixed word") | dict.fromkeys(
        ("first_value", "second_value"), "a number of a term, or a fixed word"
    )
    __table_args__ = (
        Index("ix_feedback_count_by_first", "first", "first_value", "second", "month"),
        Index("ix_feedback_count_by_second", "second", "second_value", "month"),
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("feedback_file.id"), index=True)
    source: Mapped[str]
    month: Mapped[date]
    first: Mapped[str] = mapped_column(default="")
    first_value: Mapped[str] = mapped_column(default="")
    second: Mapped[str] = mapped_column(default="")
    second_value: Mapped[str] = mapped_column(default="")
    people: Mapped[int]
    positive: Mapped[int]
    neutral: Mapped[int]
    negative: Mapped[int]
    unfelt: Mapped[int]
