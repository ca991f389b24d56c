"""The files of the library that were made: which is in force, and how far the next one is."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.exchange.library_export.enums import ExportKind


class LibraryExport(Base):
    """All tables as they were at one time. ``made_at`` is empty until the worker has made it."""

    __tablename__ = "library_export"
    holds_no_words = {"content_version": "a number and a random key"}
    never_seen_by_visitors = True

    kind: Mapped[ExportKind] = mapped_column(index=True)
    requested_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_at: Mapped[datetime | None] = mapped_column(index=True)
    content_version: Mapped[str] = mapped_column(String(64), default="")
    rows_done: Mapped[int] = mapped_column(default=0)

    files: Mapped[list["LibraryExportFile"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="LibraryExportFile.id"
    )

    @property
    def day(self) -> date:
        """The day on which it was made, or was asked for."""
        return clock.to_day(self.made_at or self.requested_at)


class LibraryExportFile(Base):
    """One file of an export, under a random key in the store."""

    __tablename__ = "library_export_file"
    holds_no_words = {"name": "a name in the code", "key": "a random key"}
    never_seen_by_visitors = True

    export_id: Mapped[int] = mapped_column(
        ForeignKey("library_export.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int]
    rows: Mapped[int | None]
