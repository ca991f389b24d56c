"""Conversations about a gap, as they were written down. Rows are added and never changed."""

from datetime import datetime

from sqlalchemy import JSON, Connection, ForeignKey, Text, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from coprod.assessment.perception_gap.rules import GapKey
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_


class GapConversation(Base):
    """The team and residents talked about why they see it so differently.

    ``covers`` are the gaps that were open then: an assessment of the team's and a residents' round.
    """

    __tablename__ = "gap_conversation"
    holds_words = ("agreed", "post")
    holds_no_words = {"covers": "numbers of assessments and rounds"}

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"), index=True)
    covers: Mapped[list[list[int]]] = mapped_column(JSON)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    held: Mapped[PartialDate]
    agreed: Mapped[str] = mapped_column(Text)
    by_when: Mapped[PartialDate]
    post: Mapped[str]

    @property
    def gaps(self) -> frozenset[GapKey]:
        return frozenset((rating_id, asking_id) for rating_id, asking_id in self.covers)


FINAL = N_("What was agreed stays as it was written. If it changed, write down a new conversation")


def refuse_change(_mapper: Mapper[Base], _connection: Connection, _row: Base) -> None:
    raise RuleBrokenError(FINAL)


for step in ("before_update", "before_delete"):
    event.listen(GapConversation, step, refuse_change)
