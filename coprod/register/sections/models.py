"""What an activity tells beyond its first answers. The database drops it with the activity."""

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.register.sections.enums import (
    CostCategory,
    CostTiming,
    FilmWords,
    FundingDecider,
    FundingSource,
    Meeting,
    SpreadStage,
    WorkLevel,
)
from coprod.register.sections.rules import PaymentCounts


class ActivityDetail(Base):
    """One row beside an activity, made when the first of its sections is saved.

    Partner organisations and boards of the curators' lists are the activity's own terms.
    """

    __tablename__ = "activity_detail"
    holds_numbers = {
        "took_part_number": {"took_part_number": None, "took_part_how": Sureness.UNKNOWN}
    }
    holds_words = (
        "partner_names",
        "open_to_change",
        "not_open",
        "pledge",
        "decided_by",
        "found",
        "missing",
        "roles",
        "safeguarding_role",
        "consent_route",
        "asked",
        "said",
        "did",
        "not_doing",
        "why_not",
        "unresourced_why",
        "deciding_who",
        "deciding_link",
        "recognised_by",
        "recognised_link",
        "anyway",
        "harder",
        "worth",
        "worth_link",
        "led_to",
        "led_to_post",
        "led_to_link",
        "curator_notes",
    )

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), unique=True
    )
    level: Mapped[WorkLevel | None]
    stage: Mapped[SpreadStage | None]
    partner_names: Mapped[str] = mapped_column(Text, default="")
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )

    open_to_change: Mapped[str] = mapped_column(Text, default="")
    not_open: Mapped[str] = mapped_column(Text, default="")
    pledge: Mapped[str] = mapped_column(Text, default="")
    hear_back: Mapped[PartialDate | None]
    decided_by: Mapped[str] = mapped_column(default="")
    budget_say: Mapped[YesNoUnknown | None]

    took_part_how: Mapped[Sureness | None]
    took_part_number: Mapped[int | None]
    found: Mapped[str] = mapped_column(Text, default="")
    missing: Mapped[str] = mapped_column(Text, default="")
    roles: Mapped[str] = mapped_column(Text, default="")

    shared_planning: Mapped[bool] = mapped_column(default=False)
    shared_decision: Mapped[bool] = mapped_column(default=False)
    shared_delivery: Mapped[bool] = mapped_column(default=False)
    shared_evaluation: Mapped[bool] = mapped_column(default=False)
    under_18s: Mapped[YesNoUnknown | None]
    safeguarding_role: Mapped[str] = mapped_column(default="")
    consent_route: Mapped[str] = mapped_column(Text, default="")

    asked: Mapped[str] = mapped_column(Text, default="")
    said: Mapped[str] = mapped_column(Text, default="")
    did: Mapped[str] = mapped_column(Text, default="")
    not_doing: Mapped[str] = mapped_column(Text, default="")
    why_not: Mapped[str] = mapped_column(Text, default="")

    unresourced: Mapped[bool] = mapped_column(default=False)
    unresourced_why: Mapped[str] = mapped_column(Text, default="")

    deciding: Mapped[FundingDecider | None]
    deciding_who: Mapped[str] = mapped_column(Text, default="")
    deciding_link: Mapped[str] = mapped_column(Text, default="")

    recognised: Mapped[YesNoUnknown | None]
    recognised_by: Mapped[str] = mapped_column(Text, default="")
    recognised_link: Mapped[str] = mapped_column(Text, default="")
    anyway: Mapped[str] = mapped_column(Text, default="")
    harder: Mapped[str] = mapped_column(Text, default="")
    worth: Mapped[str] = mapped_column(Text, default="")
    worth_link: Mapped[str] = mapped_column(Text, default="")
    led_to: Mapped[str] = mapped_column(Text, default="")
    led_to_post: Mapped[str] = mapped_column(default="")
    led_to_on: Mapped[PartialDate | None]
    led_to_link: Mapped[str] = mapped_column(Text, default="")

    curator_notes: Mapped[str] = mapped_column(Text, default="")

    groups: Mapped[list["NamedGroup"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="NamedGroup.position, NamedGroup.id"
    )
    sessions: Mapped[list["ActivitySession"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ActivitySession.number"
    )
    links: Mapped[list["ActivityLink"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ActivityLink.number"
    )

    costs: Mapped[list["ActivityCost"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ActivityCost.number"
    )

    @property
    def took_part(self) -> HowMany | None:
        return build_how_many(self.took_part_how, self.took_part_number)


def build_how_many(sureness: Sureness | None, number: int | None) -> HowMany | None:
    return HowMany(sureness, number) if sureness else None


class NamedGroup(Base):
    """A group or organisation that the activity names as taking part, and that can confirm it."""

    __tablename__ = "activity_group"
    holds_words = ("name",)
    __table_args__ = (UniqueConstraint("detail_id", "name"),)

    detail_id: Mapped[int] = mapped_column(ForeignKey("activity_detail.id", ondelete="CASCADE"))
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class ActivitySession(Base):
    """One time that people met."""

    __tablename__ = "activity_session"
    holds_numbers = {
        "took_part_number": {"took_part_number": None, "took_part_how": Sureness.UNKNOWN}
    }
    holds_words = ("place", "run_by")
    __table_args__ = (UniqueConstraint("detail_id", "number"),)

    detail_id: Mapped[int] = mapped_column(ForeignKey("activity_detail.id", ondelete="CASCADE"))
    number: Mapped[int]
    held: Mapped[PartialDate | None]
    meeting: Mapped[Meeting | None]
    place: Mapped[str] = mapped_column(default="")
    took_part_how: Mapped[Sureness | None]
    took_part_number: Mapped[int | None]
    run_by: Mapped[str] = mapped_column(default="")
    independent: Mapped[YesNoUnknown | None]
    trained: Mapped[YesNoUnknown | None]

    supports: Mapped[list["SessionSupport"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="SessionSupport.term_id"
    )

    @property
    def took_part(self) -> HowMany | None:
        return build_how_many(self.took_part_how, self.took_part_number)


class SessionSupport(Base):
    """Access support at a session: offered, used, or both."""

    __tablename__ = "session_support"
    __table_args__ = (UniqueConstraint("session_id", "term_id"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("activity_session.id", ondelete="CASCADE"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    is_offered: Mapped[bool] = mapped_column(default=False)
    is_used: Mapped[bool] = mapped_column(default=False)


class ActivityCost(Base):
    """One line. ``hundredths`` is empty while the amount is unknown."""

    __tablename__ = "activity_cost"
    holds_words = ("after", "note")
    holds_numbers = {
        "hundredths": {"hundredths": None, "unit": None},
        **{name: {name: None} for name in ("offered", "accepted", "declined")},
    }
    __table_args__ = (UniqueConstraint("detail_id", "number"),)

    detail_id: Mapped[int] = mapped_column(ForeignKey("activity_detail.id", ondelete="CASCADE"))
    number: Mapped[int]
    category: Mapped[CostCategory]
    timing: Mapped[CostTiming]
    unit: Mapped[AmountUnit | None]
    hundredths: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[PartialDate | None]
    until: Mapped[PartialDate | None]
    source: Mapped[FundingSource | None]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    stage: Mapped[CycleStage | None]
    reached_vcs: Mapped[YesNoUnknown | None]
    recurring: Mapped[YesNoUnknown | None]
    after: Mapped[str] = mapped_column(Text, default="")
    offered: Mapped[int | None]
    accepted: Mapped[int | None]
    declined: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")

    @property
    def amount(self) -> Amount | None:
        if self.unit is None or self.hundredths is None:
            return None
        return Amount(self.unit, self.hundredths)

    @property
    def paid(self) -> PaymentCounts | None:
        counts = PaymentCounts(self.offered, self.accepted, self.declined)
        return counts if counts != PaymentCounts() else None


class ActivityLink(Base):
    """Evidence that stands elsewhere on the web."""

    __tablename__ = "activity_link"
    holds_words = ("title", "address", "shows")
    __table_args__ = (UniqueConstraint("detail_id", "number"),)

    detail_id: Mapped[int] = mapped_column(ForeignKey("activity_detail.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str]
    address: Mapped[str] = mapped_column(Text)
    shows: Mapped[str] = mapped_column(Text, default="")
    is_film: Mapped[bool] = mapped_column(default=False)
    film_words: Mapped[FilmWords | None]
