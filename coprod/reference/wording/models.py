"""The versions after the one that code ships, and their texts: not changed once in use."""

from datetime import date, datetime

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
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.wording.enums import FrameworkKind


class FrameworkVersion(Base):
    """One version of the wording of a framework.

    ``effective_from`` is empty while it is written. ``draft_of`` is the framework for as long, and
    empty afterwards: so a database of any kind sees to it that there is one draft at most.
    """

    __tablename__ = "framework_version"
    holds_words = ("why",)
    holds_no_words = {"draft_of": "a fixed word"}
    __table_args__ = (UniqueConstraint("kind", "number"),)

    kind: Mapped[FrameworkKind]
    number: Mapped[int]
    draft_of: Mapped[str | None] = mapped_column(String(40), unique=True)
    effective_from: Mapped[date | None] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def is_draft(self) -> bool:
        return self.effective_from is None


class FrameworkText(Base):
    """One text of a version in one language."""

    __tablename__ = "framework_text"
    holds_no_words = {
        "key": "a fixed word",
        "language": "a code of a language",
        "text": "questions and letters, worded by administrators in versions that stay",
    }
    __table_args__ = (UniqueConstraint("version_id", "key", "language"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("framework_version.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)


FINAL = N_("This version is in use and stays as it is. To change the wording, begin a new one")


def keep_version(
    _mapper: Mapper[FrameworkVersion], _connection: Connection, version: FrameworkVersion
) -> None:
    """Whatever the code above may do, a version that was put into use is not written again."""
    then = inspect(version).attrs.effective_from.load_history()
    if any([*then.deleted, *then.unchanged]):
        raise RuleBrokenError(FINAL)


def keep_text(_mapper: Mapper[FrameworkText], connection: Connection, text: FrameworkText) -> None:
    used = select(FrameworkVersion.effective_from).where(FrameworkVersion.id == text.version_id)
    if connection.scalar(used):
        raise RuleBrokenError(FINAL)


for step in ("before_update", "before_delete"):
    event.listen(FrameworkVersion, step, keep_version)
    event.listen(FrameworkText, step, keep_text)
event.listen(FrameworkText, "before_insert", keep_text)
