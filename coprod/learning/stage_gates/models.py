"""Decisions to go on to the next stage, or not to. Rows are added and never changed."""

from datetime import date, datetime
from typing import NoReturn

from sqlalchemy import JSON, Connection, ForeignKey, Text, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.learning.stage_gates.enums import GateOutcome, Need
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import SpreadStage


class GateDecision(Base):
    """A go or no-go. ``missing`` is what the register did not hold on that day.

    A decision that its own team wrote down is public when a curator has read it (``published_at``).
    """

    __tablename__ = "gate_decision"
    holds_words = ("post", "reason")
    holds_no_words = {"missing": "a fixed word"}

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[SpreadStage]
    going: Mapped[GateOutcome]
    decided_on: Mapped[date]
    post: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    missing: Mapped[list[str]] = mapped_column(JSON, default=list)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(index=True)

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def gaps(self) -> list[Need]:
        return [Need(each) for each in self.missing]


FINAL = N_("A decision cannot be changed. To put something right, add a new one")


def refuse_changes(
    _mapper: Mapper[GateDecision], _connection: Connection, row: GateDecision
) -> None:
    """Only the day on which a curator showed it is written later."""
    changed = {each.key for each in inspect(row).attrs if each.history.has_changes()}
    if changed - {"published_at"}:
        refuse_deletion()


def refuse_deletion(*_given: object) -> NoReturn:
    raise RuleBrokenError(FINAL)


event.listen(GateDecision, "before_update", refuse_changes)
event.listen(GateDecision, "before_delete", refuse_deletion)
