"""The versions after the one that code ships, and their texts: not changed once in use."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    event,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.wording.enums import FrameworkKind


class WordingVersion(Base):
    """One version of some words: written as a draft, and from a day on in use for good.

    ``effective_from`` is empty while it is written. ``draft_of`` says of what for as long, and is
    empty afterwards: so a database of any kind sees to it that there is one draft at most.
    """

    __abstract__ = True
    holds_words = ("why",)
    holds_no_words = {"draft_of": "a fixed word"}

    number: Mapped[int]
    draft_of: Mapped[str | None] = mapped_column(String(40), unique=True)
    effective_from: Mapped[date | None] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def is_draft(self) -> bool:
        return self.effective_from is None


class FrameworkVersion(WordingVersion):
    """One version of the wording of a framework."""

    __tablename__ = "framework_version"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    kind: Mapped[FrameworkKind]


class FrameworkText(Base):
    """One text of a version in one language."""

    __tablename__ = "framework_text"
    holds_no_words = {
        "key": "a fixed word",
        "language": "a code of a language",
        "text": "questions, letters and pages, worded by administrators in versions that stay",
    }
    __table_args__ = (UniqueConstraint("version_id", "key", "language"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("framework_version.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)


FINAL = N_("This version is in use and cannot be changed. To change the wording, start a new one")


def keep_version(_mapper: Any, _connection: Connection, version: WordingVersion) -> None:
    """Whatever actions may do, a version that was put into use is not written again."""
    then = inspect(version).attrs.effective_from.load_history()
    if any([*then.deleted, *then.unchanged]):
        raise RuleBrokenError(FINAL)


def keep_row(_mapper: Any, connection: Connection, row: Any) -> None:
    (key,) = row.__table__.c.version_id.foreign_keys
    version = key.column.table
    used = select(version.c.effective_from).where(version.c.id == row.version_id)
    if connection.scalar(used):
        raise RuleBrokenError(FINAL)


def keep_final(version_class: type[WordingVersion], *row_classes: type[Base]) -> None:
    """Let nothing write a version that was put into use, nor its rows."""
    for step in ("before_update", "before_delete"):
        event.listen(version_class, step, keep_version)
        for row_class in row_classes:
            event.listen(row_class, step, keep_row)
    for row_class in row_classes:
        event.listen(row_class, "before_insert", keep_row)


keep_final(FrameworkVersion, FrameworkText)
