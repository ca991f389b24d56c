"""Feedback summed up: one row for one source, one period and one subject."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.intelligence.feedback.enums import CountedIn, Side, Theme
from coprod.intelligence.feedback.rules import Explanation, Numbers, Provenance, Subject, Summary
from coprod.reference.lists.models import Term

COUNTS = ("people", "comments", "positive", "neutral", "negative")
NO_COUNTS: Mapping[str, object] = {**dict.fromkeys(COUNTS), "released": []}
"""What a summary holds once a number of it was taken out: the others would add up to it."""


class Insight(Timestamped, Base):
    """An insight summary. ``is_counted``: its numbers were counted from comments in a file.

    ``released`` are the numbers that readers were given to see, the earliest first: they change in
    steps. ``unplaced``: of how many comments the name of a side is on none of our lists.
    """

    __tablename__ = "insight_summary"
    holds_words = ("source", "elsewhere", "narrative", "method", "address")
    holds_numbers = dict.fromkeys(COUNTS, NO_COUNTS)
    holds_no_words = {"released": "counts and dates", "unplaced": "counts by list"}
    __table_args__ = (Index(None, "starts", "ends"),)

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
    is_labelled: Mapped[bool] = mapped_column(default=False)
    narrative: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    is_counted: Mapped[bool] = mapped_column(default=False)
    unplaced: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    released: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    locality: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[locality_id])
    network: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[network_id])
    practice: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[practice_id])
    service: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[service_id])
    group: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[group_id])

    @property
    def provenance(self) -> Provenance:
        return Provenance(self.source, self.starts, self.ends)

    @property
    def subject(self) -> Subject:
        listed = {f"{side}_id": getattr(self, f"{side}_id") for side in Side if side.listing}
        return Subject(**listed, theme=self.theme, elsewhere=self.elsewhere)

    @property
    def numbers(self) -> Numbers:
        feelings = (self.positive, self.neutral, self.negative)
        by = (self.counted_in, self.is_labelled)
        return Numbers(self.people, self.comments, *feelings, *by)

    @property
    def public_numbers(self) -> Numbers:
        """Return the numbers as readers were last given them; before that, as they are."""
        released = self.released_numbers
        return released[-1] if released else self.numbers

    @property
    def released_numbers(self) -> list[Numbers]:
        """Return what readers were given to see so far, the earliest first."""
        return [
            Numbers(**{**each, "counted_in": CountedIn(each["counted_in"])})
            for each in self.released
        ]

    @property
    def is_behind(self) -> bool:
        """Tell whether readers still see earlier numbers."""
        return self.is_public and self.public_numbers != self.numbers

    @property
    def explanation(self) -> Explanation:
        return Explanation(self.narrative, self.method, self.address, self.is_public)

    @property
    def summary(self) -> Summary:
        return Summary(self.provenance, self.subject, self.numbers, self.explanation)
