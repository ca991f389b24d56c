"""What partners are asked to give, how each request stood from day to day, and what was given."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.values.dates import PartialDate
from coprod.core.values.quarters import Quarter
from coprod.reference.lists.models import Term
from coprod.resourcing.requests.enums import RequestState
from coprod.resourcing.requests.rules import (
    Given,
    Position,
    Step,
    Terms,
    find_agreed,
    find_requested,
)


class ResourceRequest(Timestamped, Base):
    """What one partner organisation is asked to give: posts, hours a month, or money."""

    __tablename__ = "resource_request"
    holds_words = ("purpose", "details")

    partner_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    purpose: Mapped[str]
    details: Mapped[str] = mapped_column(Text, default="")
    board_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id", ondelete="SET NULL"), index=True
    )
    is_public: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    partner: Mapped[Term] = relationship(lazy="raise", foreign_keys=partner_id)
    board: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=board_id)
    versions: Mapped[list["ResourceRequestVersion"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ResourceRequestVersion.id"
    )
    quarters: Mapped[list["ResourceQuarter"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ResourceQuarter.starts"
    )

    @property
    def partner_key(self) -> int:
        """Return the partner under the name that it goes by today."""
        return self.partner.in_use_id or self.partner.id

    @property
    def steps(self) -> list[Step]:
        return [each.step for each in self.versions]

    @property
    def state(self) -> RequestState:
        return self.versions[-1].state

    @property
    def requested(self) -> Terms | None:
        return find_requested(self.steps)

    @property
    def agreed(self) -> Terms | None:
        return find_agreed(self.steps)

    @property
    def current(self) -> Terms:
        """Return what is agreed, or what is asked as long as nothing is."""
        return self.agreed or self.versions[-1].step.terms

    @property
    def position(self) -> Position:
        given = {each.quarter: each.given for each in self.quarters}
        return Position(self.requested, self.agreed, given)

    def find_given(self, quarter: Quarter) -> Given:
        return self.position.get_given(quarter)


class ResourceRequestVersion(Base):
    """A request as it stood from one day on. It is never changed."""

    __tablename__ = "resource_request_version"
    holds_words = ("reason",)

    request_id: Mapped[int] = mapped_column(
        ForeignKey("resource_request.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[date]
    state: Mapped[RequestState]
    posts_tenths: Mapped[int | None]
    hours_hundredths: Mapped[int | None] = mapped_column(BigInteger)
    pence: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[PartialDate | None]
    until: Mapped[PartialDate | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def step(self) -> Step:
        given = Given(self.posts_tenths, self.hours_hundredths, self.pence)
        return Step(self.state, Terms(given, self.since, self.until), self.day, self.reason)


class ResourceQuarter(Base):
    """What a partner really gave in one quarter. An empty number is not recorded: it is not 0."""

    __tablename__ = "resource_quarter"
    __table_args__ = (UniqueConstraint("request_id", "starts"),)

    request_id: Mapped[int] = mapped_column(
        ForeignKey("resource_request.id", ondelete="CASCADE"), index=True
    )
    starts: Mapped[date]
    posts_tenths: Mapped[int | None]
    hours_hundredths: Mapped[int | None] = mapped_column(BigInteger)
    pence: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def quarter(self) -> Quarter:
        return Quarter.containing(self.starts)

    @property
    def given(self) -> Given:
        return Given(self.posts_tenths, self.hours_hundredths, self.pence)
