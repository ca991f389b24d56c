"""A campaign: its events, how it reached people, and the pages and groups that belong to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.disclosure.rules import DisclosedCount, disclose_count
from coprod.core.values.dates import PartialDate
from coprod.intelligence.campaigns.enums import CampaignKind
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.reports.models import Report
from coprod.participation.directory.models import Connector
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity


class Campaign(Timestamped, Base):
    """A drive to tell people something, or to ask them. A draft is for curators alone."""

    __tablename__ = "campaign"
    holds_words = ("slug", "name", "purpose", "run_by", "heard", "came_of")

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[CampaignKind]
    purpose: Mapped[str] = mapped_column(Text)
    starts: Mapped[PartialDate]
    ends: Mapped[PartialDate | None]
    run_by: Mapped[str]
    heard: Mapped[str] = mapped_column(Text, default="")
    came_of: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    made_public_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    events: Mapped[list["CampaignEvent"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="CampaignEvent.held, CampaignEvent.id",
    )
    reaches: Mapped[list["CampaignReach"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CampaignReach.id"
    )
    links: Mapped[list["CampaignLink"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CampaignLink.id"
    )
    connectors: Mapped[list["CampaignConnector"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CampaignConnector.id"
    )
    terms: Mapped[list[Term]] = relationship(
        secondary="campaign_term",
        lazy="raise",
        order_by=lambda: (Term.position, Term.label, Term.id),
    )

    def list_terms(self, listing: ListKind) -> Sequence[Term]:
        return [term for term in self.terms if term.listing is listing]


class CampaignEvent(Base):
    """One event. ``people`` is empty where nobody knows how many came."""

    __tablename__ = "campaign_event"
    holds_words = ("place",)
    holds_numbers = {"people": {"people": None}}

    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), index=True
    )
    held: Mapped[PartialDate]
    place: Mapped[str]
    people: Mapped[int | None]

    @property
    def disclosed_people(self) -> DisclosedCount:
        return disclose_count(self.people)


class CampaignReach(Base):
    """One channel. ``people`` is empty where nobody knows how many it reached."""

    __tablename__ = "campaign_reach"
    holds_words = ("channel", "how_we_know")
    holds_numbers = {"people": {"people": None}}

    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), index=True
    )
    channel: Mapped[str]
    people: Mapped[int | None]
    how_we_know: Mapped[str] = mapped_column(default="")

    @property
    def disclosed_people(self) -> DisclosedCount:
        return disclose_count(self.people)


class CampaignLink(Base):
    """A summary or report of what was said, or a story of what came of it."""

    __tablename__ = "campaign_link"
    __table_args__ = (
        CheckConstraint(
            "(activity_id IS NOT NULL AND report_id IS NULL AND insight_id IS NULL) OR "
            "(activity_id IS NULL AND report_id IS NOT NULL AND insight_id IS NULL) OR "
            "(activity_id IS NULL AND report_id IS NULL AND insight_id IS NOT NULL)",
            name="is_one_page",
        ),
    )

    campaign_id: Mapped[int] = mapped_column(
        ForeignKey("campaign.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    insight_id: Mapped[int | None] = mapped_column(
        ForeignKey("insight_summary.id", ondelete="CASCADE")
    )

    activity: Mapped[Activity | None] = relationship(lazy="raise")
    report: Mapped[Report | None] = relationship(lazy="raise")
    insight: Mapped[Insight | None] = relationship(lazy="raise")


class CampaignConnector(Base):
    """A community group that a campaign reached, or did not."""

    __tablename__ = "campaign_connector"
    __table_args__ = (UniqueConstraint("campaign_id", "connector_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    connector_id: Mapped[int] = mapped_column(
        ForeignKey("connector.id", ondelete="CASCADE"), index=True
    )
    was_reached: Mapped[bool]

    connector: Mapped[Connector] = relationship(lazy="raise")


class CampaignTerm(Base):
    """A place, or a group of people, that a campaign was for."""

    __tablename__ = "campaign_term"
    __table_args__ = (UniqueConstraint("campaign_id", "term_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
