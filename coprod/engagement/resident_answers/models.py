"""What two kinds of tables have in common: what residents answer, and what they answer about."""

from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from coprod.core.database import Base
from coprod.engagement.resident_answers.rules import AnswerSummary, build_summary


class AnsweredByResidents(Base):
    """Something of which residents say whether it happened.

    ``published_yes`` and ``published_not_yet`` are the answers counted when a count was last
    published.
    """

    __abstract__ = True

    published_yes: Mapped[int] = mapped_column(default=0)
    published_not_yet: Mapped[int] = mapped_column(default=0)

    @property
    def answers(self) -> AnswerSummary:
        """The answers published last; of a few answers, nothing is shown."""
        return build_summary(self.published_yes, self.published_not_yet)


class StoredAnswer(Base):
    """What one resident says: nothing of who or when. ``once`` marks a second answer.

    A table of answers says in ``subject_id`` what they are about.
    """

    __abstract__ = True
    holds_no_words = {"once": "a hash"}
    never_seen_by_visitors = True

    subject_id: Mapped[int]
    once: Mapped[str] = mapped_column(String(64))
    happened: Mapped[bool]

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        return (UniqueConstraint("subject_id", "once"),)
