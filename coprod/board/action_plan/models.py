"""An action of a board: its steps, how it stood from day to day, and what residents say of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.board.action_plan.enums import ActionSource, ActionState, ActionTiming
from coprod.board.action_plan.rules import WHOLE, find_percent, find_timing
from coprod.board.mailed_links.models import MailedLink
from coprod.board.meetings.models import BoardGroup
from coprod.challenges.enums import Challenge
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.engagement.resident_answers.models import AnsweredByResidents, StoredAnswer


class BoardAction(Timestamped, Base):
    """What a board will do, by which role and by when. It needs no activity.

    ``state`` and ``due`` are those of the last update, ``first_due`` the day of the first.
    ``lead_id`` is the account that letters go to; readers see the role alone.
    """

    __tablename__ = "board_action"
    holds_words = ("title", "details", "source_words", "source_link", "lead")

    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    details: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[ActionSource]
    challenge: Mapped[Challenge | None] = mapped_column(index=True)
    source_words: Mapped[str] = mapped_column(default="")
    source_link: Mapped[str] = mapped_column(Text, default="")
    lead: Mapped[str]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[ActionState] = mapped_column(default=ActionState.OPEN, index=True)
    due: Mapped[date] = mapped_column(index=True)
    first_due: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[BoardGroup] = relationship(lazy="raise")
    steps: Mapped[list["BoardActionStep"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="BoardActionStep.position"
    )
    updates: Mapped[list["BoardActionUpdate"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="BoardActionUpdate.id"
    )

    @property
    def last(self) -> "BoardActionUpdate":
        return self.updates[-1]

    @property
    def timing(self) -> ActionTiming:
        return find_timing(self.state, self.due, clock.today())

    @property
    def days_late(self) -> int:
        return max(0, (clock.today() - self.due).days) if self.state is ActionState.OPEN else 0

    @property
    def steps_done(self) -> int:
        return sum(each.percent == WHOLE for each in self.steps)

    @property
    def percent(self) -> int:
        return find_percent(self.state, [each.percent for each in self.steps])


class BoardActionStep(Base):
    """A step of an action, and how far it is, in hundredths."""

    __tablename__ = "board_action_step"
    holds_words = ("words",)

    action_id: Mapped[int] = mapped_column(
        ForeignKey("board_action.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    words: Mapped[str]
    percent: Mapped[int] = mapped_column(default=0)


class BoardActionUpdate(AnsweredByResidents):
    """How an action stood from one moment on. It is never changed.

    ``role`` is who says so. ``person_id`` is empty where the lead said it by a mailed link.
    """

    __tablename__ = "board_action_update"
    holds_words = ("role", "reason", "evidence", "evidence_link")

    action_id: Mapped[int] = mapped_column(
        ForeignKey("board_action.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(default="")
    state: Mapped[ActionState]
    due: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    evidence_link: Mapped[str] = mapped_column(Text, default="")


class BoardActionAnswer(StoredAnswer):
    __tablename__ = "board_action_answer"

    subject_id: Mapped[int] = mapped_column(
        ForeignKey("board_action_update.id", ondelete="CASCADE")
    )


class BoardActionLink(MailedLink, Base):
    """A link by which the lead of an action says how it stands, once."""

    __tablename__ = "board_action_link"
    holds_no_words = {"token_hash": "a hash"}
    never_seen_by_visitors = True

    action_id: Mapped[int] = mapped_column(
        ForeignKey("board_action.id", ondelete="CASCADE"), index=True
    )
