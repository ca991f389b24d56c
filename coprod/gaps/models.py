"""Conversations about a gap, as they were written down. Rows are added and never changed."""

from datetime import datetime

from sqlalchemy import Connection, ForeignKey, Text, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from coprod.assessment.words import Round
from coprod.db import Base
from coprod.gaps.rules import Gap
from coprod.kit import clock
from coprod.kit.dates import PartialDate
from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_


class GapConversation(Base):
    """The team and residents talked about why they see it so differently."""

    __tablename__ = "gap_conversation"
    holds_words = ("agreed", "post")

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"), index=True)
    residents_round: Mapped[Round]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    held: Mapped[PartialDate]
    agreed: Mapped[str] = mapped_column(Text)
    by_when: Mapped[PartialDate]
    post: Mapped[str]

    @property
    def gap(self) -> Gap:
        return self.rating_id, self.residents_round


FINAL = N_("What was agreed stays as it was written. If it changed, write down a new conversation")


def keep(_mapper: Mapper[Base], _connection: Connection, _row: Base) -> None:
    raise RuleBrokenError(FINAL)


for step in ("before_update", "before_delete"):
    event.listen(GapConversation, step, keep)
