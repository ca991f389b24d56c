"""A learning record: what a team tried, what happened, and what it would tell the next team."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.learning.records.enums import LearningOutcome, TeamVisibility, WrittenBy
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity


class LearningRecord(Timestamped, Base):
    """The short form, which every record has, and where the record stands.

    ``slug`` is drawn by lot: made of words it could name a team that wants to stay unnamed.
    ``is_from_team`` says that its writer looked after the activity: then those who look after it
    with them are of the writer's side.
    """

    __tablename__ = "learning_record"
    holds_words = (
        "slug",
        "tried",
        "happened",
        "next_team",
        "team",
        "returned_reason",
        "withdrawn_reason",
    )
    __table_args__ = (Index(None, "status", "published_at"),)

    slug: Mapped[str] = mapped_column(unique=True)
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )
    is_from_team: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[LearningOutcome | None]
    tried: Mapped[str] = mapped_column(Text, default="")
    happened: Mapped[str] = mapped_column(Text, default="")
    next_team: Mapped[str] = mapped_column(Text, default="")
    written_by: Mapped[WrittenBy | None]
    team: Mapped[str] = mapped_column(default="")
    showing: Mapped[TeamVisibility | None]
    submitted_at: Mapped[datetime | None]
    changes_since: Mapped[datetime | None]
    """Since when something that its side wrote anew waits for a curator."""
    published_at: Mapped[datetime | None]
    returned_reason: Mapped[str] = mapped_column(Text, default="")
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[date | None]
    review_by: Mapped[date | None] = mapped_column(index=True)

    activity: Mapped[Activity | None] = relationship(lazy="raise")
    parts: Mapped[list["RecordPart"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="RecordPart.id"
    )
    terms: Mapped[list[Term]] = relationship(
        lazy="raise",
        secondary="learning_record_term",
        order_by="Term.listing, Term.position, Term.label",
    )
    tags: Mapped[list["RecordTag"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="RecordTag.id"
    )

    @property
    def shows_team(self) -> bool:
        return self.showing is TeamVisibility.SHOWN

    @property
    def may_be_out_of_date(self) -> bool:
        is_public = self.status is Status.PUBLISHED
        return is_public and self.review_by is not None and self.review_by < clock.today()

    @property
    def has_changes(self) -> bool:
        return self.changes_since is not None


class RecordPart(Base):
    """One section: as readers see it (``content``), and as its team wants it (``waiting``).

    The short form is in the record's own columns; its row here holds pending changes only.
    """

    __tablename__ = "learning_record_part"
    holds_words = ("content", "waiting")
    holds_no_words = {"kind": "a fixed word"}
    __table_args__ = (UniqueConstraint("record_id", "kind"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("learning_record.id"))
    kind: Mapped[str]
    content: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    waiting: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))


class RecordTag(Base):
    """One of the fixed answers that a record is found by."""

    __tablename__ = "learning_record_tag"
    holds_no_words = {"facet": "a fixed word", "value": "a fixed word"}
    __table_args__ = (Index(None, "facet", "value"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("learning_record.id"), index=True)
    facet: Mapped[str]
    value: Mapped[str]


class RecordTerm(Base):
    """One of the terms of the curators' lists that a record is found by."""

    __tablename__ = "learning_record_term"
    __table_args__ = (UniqueConstraint("record_id", "term_id"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("learning_record.id"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
