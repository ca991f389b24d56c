"""An entry in other formats, and people who ask for one."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.library.accessible_formats.enums import (
    FORMAT_LANGUAGES,
    FormatKind,
    FormatLanguage,
    RequestChannel,
    RequestedFormat,
)
from coprod.register.activities.models import Activity


class FormatVersion(Timestamped, Base):
    """One format. ``mark`` is that of the entry when somebody checked this against it.

    ``waits``: it was written by the team and no curator has read it, so readers do not see it.
    """

    __tablename__ = "format_version"
    holds_words = ("words", "address", "checked_by")
    holds_no_words = {"language": "a code of a language", "mark": "a hash"}
    __table_args__ = (UniqueConstraint("activity_id", "kind", "language"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    kind: Mapped[FormatKind]
    language: Mapped[str] = mapped_column(String(10), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    checked_by: Mapped[str]
    checked_on: Mapped[date]
    mark: Mapped[str] = mapped_column(String(64))
    waits: Mapped[bool] = mapped_column(default=True)

    activity: Mapped[Activity] = relationship(lazy="raise")
    lines: Mapped[list["EasyReadLine"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EasyReadLine.number"
    )

    @property
    def language_details(self) -> FormatLanguage | None:
        return FORMAT_LANGUAGES.get(self.language)


class EasyReadLine(Base):
    """One short sentence with a place for a picture, which is a file of the entry."""

    __tablename__ = "easy_read_line"
    holds_words = ("words", "alt")
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("format_version.id", ondelete="CASCADE"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(
        ForeignKey("stored_file.id", ondelete="SET NULL"), index=True
    )
    alt: Mapped[str] = mapped_column(Text, default="")


class FormatRequest(Base):
    """Somebody asks for a format. How to reach them goes when it is done; the rest stays."""

    __tablename__ = "format_request"
    holds_words = ("note", "contact", "outcome")
    never_seen_by_visitors = True

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    format: Mapped[RequestedFormat]
    note: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(default="")
    how: Mapped[RequestChannel]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(Text, default="")

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def days(self) -> int:
        return (clock.now() - self.at).days
