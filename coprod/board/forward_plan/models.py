"""The items of a forward plan, what they are about, and from which meetings they were put off."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.board.forward_plan.enums import LinkKind
from coprod.board.forward_plan.rules import OFTEN
from coprod.board.meetings.enums import AskKind
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock


class PlanItem(Timestamped, Base):
    """Something that a board is to deal with. Without a meeting, it waits for a day."""

    __tablename__ = "board_plan_item"
    holds_words = ("title", "details", "lead", "outcome")

    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("board_meeting.id"), index=True)
    title: Mapped[str]
    purpose: Mapped[AskKind]
    details: Mapped[str] = mapped_column(Text, default="")
    lead: Mapped[str]
    minutes: Mapped[int]
    is_public: Mapped[bool] = mapped_column(default=False)
    is_spotlight: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[BoardGroup] = relationship(lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    links: Mapped[list["PlanLink"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PlanLink.id"
    )
    moves: Mapped[list["PlanMove"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PlanMove.id"
    )

    def list_outcomes(self) -> list["PlanLink"]:
        return [each for each in self.links if each.is_outcome]

    @property
    def has_outcome(self) -> bool:
        return bool(self.outcome or self.list_outcomes())

    @property
    def is_public_now(self) -> bool:
        """Tell whether everybody may read it: it is marked so, and so is its meeting."""
        return self.is_public and (self.meeting is None or self.meeting.is_public)

    @property
    def was_put_off_often(self) -> bool:
        return len(self.moves) >= OFTEN


class PlanLink(Base):
    """What an item is about or, with ``is_outcome``, what came of it."""

    __tablename__ = "board_plan_link"
    __table_args__ = (UniqueConstraint("item_id", "kind", "subject_id", "is_outcome"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("board_plan_item.id", ondelete="CASCADE"))
    kind: Mapped[LinkKind]
    subject_id: Mapped[int]
    is_outcome: Mapped[bool] = mapped_column(default=False)


class PlanMove(Base):
    """An item was put off: from this meeting to a later one, or to no day yet."""

    __tablename__ = "board_plan_move"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("board_plan_item.id", ondelete="CASCADE"), index=True
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("board_meeting.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    meeting: Mapped[Meeting] = relationship(lazy="raise")
