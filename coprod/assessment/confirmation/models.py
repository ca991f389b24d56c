"""Proposals for a rung and the answers to them. Rows are added, never changed or taken away."""

from datetime import datetime

from sqlalchemy import Connection, ForeignKey, Text, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from coprod.assessment.confirmation.enums import ProposalVerdict, Side
from coprod.assessment.self_assessment.models import Rating
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity


class Proposal(Base):
    """One side says which rung one of the team's assessments bears out, and why."""

    __tablename__ = "confirmation_proposal"
    holds_words = ("reason",)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    side: Mapped[Side]
    rung: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_at: Mapped[datetime | None]
    """The one thing that is written later, once."""

    activity: Mapped[Activity] = relationship(lazy="raise")
    rating: Mapped[Rating] = relationship(lazy="raise")
    answer: Mapped["ProposalAnswer | None"] = relationship(lazy="raise", passive_deletes="all")


class ProposalAnswer(Base):
    """What the other side said. A proposal has one answer, for good: a new one is a new proposal.

    What both agreed to is the confirmed rung of the assessment that the proposal is about.
    """

    __tablename__ = "confirmation_answer"
    holds_words = ("words",)

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("confirmation_proposal.id", ondelete="CASCADE"), unique=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    verdict: Mapped[ProposalVerdict]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)


FINAL = N_(
    "What was said about a level cannot be changed. To say something else, propose a level again"
)


def refuse_change(_mapper: Mapper[Base], _connection: Connection, _row: Base) -> None:
    """Keep the table append-only: a SQLAlchemy listener, whatever the actions do."""
    raise RuleBrokenError(FINAL)


def refuse_change_but_answer(
    mapper: Mapper[Base], connection: Connection, proposal: Proposal
) -> None:
    """Let a proposal say that it was answered, and change nothing else of it."""
    changed = {each.key for each in inspect(proposal).attrs if each.history.has_changes()}
    if changed - {"answered_at"} or any(inspect(proposal).attrs.answered_at.history.deleted):
        refuse_change(mapper, connection, proposal)


event.listen(Proposal, "before_update", refuse_change_but_answer)
event.listen(Proposal, "before_delete", refuse_change)
for step in ("before_update", "before_delete"):
    event.listen(ProposalAnswer, step, refuse_change)
