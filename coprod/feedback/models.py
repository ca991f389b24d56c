"""What people told, summed up: one row for one source, one period and one subject."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.db import Base, Timestamped
from coprod.feedback.rules import Asking, Numbers, Subject, Summary, Telling
from coprod.feedback.words import CountedIn, Side, Theme
from coprod.reference.models import Term


class Insight(Timestamped, Base):
    """An insight summary. ``is_counted``: its numbers were counted from comments in a file."""

    __tablename__ = "insight_summary"
    __table_args__ = (Index(None, "starts", "ends"), {"sqlite_autoincrement": True})

    source: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    locality_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    theme: Mapped[Theme | None]
    elsewhere: Mapped[str] = mapped_column(default="")
    people: Mapped[int | None]
    comments: Mapped[int | None]
    positive: Mapped[int | None]
    neutral: Mapped[int | None]
    negative: Mapped[int | None]
    counted_in: Mapped[CountedIn] = mapped_column(default=CountedIn.COMMENTS)
    narrative: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    is_counted: Mapped[bool] = mapped_column(default=False)

    locality: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[locality_id])
    network: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[network_id])
    practice: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[practice_id])
    service: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[service_id])
    group: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[group_id])

    @property
    def asking(self) -> Asking:
        return Asking(self.source, self.starts, self.ends)

    @property
    def subject(self) -> Subject:
        listed = {f"{side}_id": getattr(self, f"{side}_id") for side in Side if side.listing}
        return Subject(**listed, theme=self.theme, elsewhere=self.elsewhere)

    @property
    def numbers(self) -> Numbers:
        feelings = (self.positive, self.neutral, self.negative)
        return Numbers(self.people, self.comments, *feelings, self.counted_in)

    @property
    def telling(self) -> Telling:
        return Telling(self.narrative, self.method, self.address, self.is_public)

    @property
    def summary(self) -> Summary:
        return Summary(self.asking, self.subject, self.numbers, self.telling)
