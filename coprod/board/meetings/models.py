"""Boards and groups, who sits on them, and their meetings."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.board.meetings.enums import GroupKind, MemberKind
from coprod.board.meetings.rules import USUAL_PAPERS_DAYS
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock


class BoardGroup(Timestamped, Base):
    """A board or group that meets. ``roles`` are names of roles: nobody is named here.

    ``term_id`` is its line in the list of boards, by which packs and decisions know it. Without
    ``answer_days``, it answers lay members at its next meeting.
    """

    __tablename__ = "board_group"
    holds_words = ("slug", "name", "purpose", "roles")

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[GroupKind]
    purpose: Mapped[str] = mapped_column(Text, default="")
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    papers_days: Mapped[int] = mapped_column(default=USUAL_PAPERS_DAYS)
    answer_days: Mapped[int | None]
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)


class BoardMember(Base):
    """Somebody with an account who reads what is for members of a board."""

    __tablename__ = "board_member"
    __table_args__ = (UniqueConstraint("group_id", "person_id"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("board_group.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[MemberKind]
    since: Mapped[date] = mapped_column(default=clock.today)

    person: Mapped[Person] = relationship(lazy="raise")


class Meeting(Timestamped, Base):
    """A meeting of a board. Times are in UTC. ``version`` rises with each change, for calendars."""

    __tablename__ = "board_meeting"
    holds_words = ("place",)

    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    place: Mapped[str]
    papers_on: Mapped[date]
    is_public: Mapped[bool] = mapped_column(default=False)
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[BoardGroup] = relationship(lazy="raise")

    @property
    def day(self) -> date:
        return clock.to_day(self.starts_at)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def is_over(self) -> bool:
        return self.ends_at < clock.now()
