"""What lay members, and people who shadow a board, write for it, and how it answers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.models import Person
from coprod.board.action_plan.models import BoardAction
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.member_notes.enums import IdeaAnswer, NoteAccess, NoteKind
from coprod.core.database import Base
from coprod.core.values import clock


class MemberNote(Base):
    """A note or an idea. Pages never say who wrote it.

    An idea has a day by which the board answers. What came of it, the linked action says.
    """

    __tablename__ = "board_member_note"
    holds_words = ("words", "answer_words", "decline_reason")

    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("board_meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[NoteKind]
    words: Mapped[str] = mapped_column(Text)
    access: Mapped[NoteAccess] = mapped_column(default=NoteAccess.MEMBERS, index=True)
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    answer_by: Mapped[date | None] = mapped_column(index=True)
    answer: Mapped[IdeaAnswer | None]
    answer_words: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("board_action.id"), index=True)

    group: Mapped[BoardGroup] = relationship(lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
    action: Mapped[BoardAction | None] = relationship(lazy="raise")

    @property
    def awaits_answer(self) -> bool:
        return self.kind is NoteKind.IDEA and self.answer is None

    @property
    def days_late(self) -> int:
        if not self.awaits_answer or self.answer_by is None:
            return 0
        return max(0, (clock.today() - self.answer_by).days)
