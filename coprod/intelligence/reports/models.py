"""A report that somebody published: what it is, its text, and what it recommends to whom."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.disclosure.rules import DisclosedCount, disclose_count
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.intelligence.reports.enums import ReplyState
from coprod.intelligence.reports.rules import is_reply_late
from coprod.reference.lists.models import Term
from coprod.register.files.enums import FILE_KINDS, FileKind


class Report(Timestamped, Base):
    """A report. Nothing of it is public before a curator has read all of it.

    ``text`` was taken out of the document, which lies in the store under ``file_key``.
    """

    __tablename__ = "report"
    holds_words = (
        *("slug", "title", "publisher", "method", "summary", "address", "file_name", "text"),
    )
    holds_numbers = {"people": {"people": None}}
    holds_no_words = {
        "file_key": "a random key",
        "file_ending": "a fixed word",
        "file_sha256": "a hash",
    }

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    publisher: Mapped[str]
    published: Mapped[PartialDate]
    starts: Mapped[PartialDate | None]
    ends: Mapped[PartialDate | None]
    people: Mapped[int | None]
    method: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    service_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    locality_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    file_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(default="")
    file_ending: Mapped[str] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)
    file_sha256: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    is_public: Mapped[bool] = mapped_column(default=False)
    made_public_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    service: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[service_id])
    locality: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[locality_id])
    group: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[group_id])
    former_addresses: Mapped[list["FormerReportAddress"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="FormerReportAddress.id"
    )
    recommendations: Mapped[list["Recommendation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Recommendation.id"
    )

    @property
    def file_kind(self) -> FileKind:
        return FILE_KINDS[self.file_ending]

    @property
    def subjects(self) -> list[Term]:
        """The service, the place and the group that it is about, as far as they are known."""
        return [each for each in (self.service, self.locality, self.group) if each]

    @property
    def disclosed_people(self) -> DisclosedCount:
        return disclose_count(self.people)


class FormerReportAddress(Base):
    """Where a report stood before. ``key`` is the address as it is compared, ``path`` its end."""

    __tablename__ = "former_report_address"
    holds_words = ("address", "key", "path")

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(unique=True)
    path: Mapped[str] = mapped_column(index=True)


class Recommendation(Base):
    """What a report recommends, which role it is for, and what they say."""

    __tablename__ = "recommendation"
    holds_words = ("words", "owner_role", "reply")

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text)
    owner_role: Mapped[str]
    state: Mapped[ReplyState] = mapped_column(default=ReplyState.NO_REPLY)
    reply: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None]

    @property
    def is_late(self) -> bool:
        return is_reply_late(self.state, self.due, clock.today())
