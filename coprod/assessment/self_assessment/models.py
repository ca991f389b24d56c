"""What a team answered, and the rung that came of it: never changed once it is sent in."""

from datetime import date, datetime

from sqlalchemy import Connection, ForeignKey, Text, UniqueConstraint, event, inspect, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from coprod.assessment.self_assessment.enums import (
    Choice,
    Evidence,
    FreeChoice,
    ItemKind,
    Question,
    Round,
    TeachOrTell,
)
from coprod.assessment.self_assessment.rules import RULE_VERSION
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.wording.rules import SHIPPED
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import SpreadStage


class Rating(Base):
    """One assessment of an activity. What follows from the answers is written when it is sent in.

    ``open_activity_id`` is the activity while the rating is open, and empty afterwards: so a
    database of any kind sees to it that an activity has one open rating at most.
    """

    __tablename__ = "rating"
    holds_words = ("correction",)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    open_activity_id: Mapped[int | None] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_at: Mapped[datetime | None]
    round: Mapped[Round] = mapped_column(default=Round.START)
    correction: Mapped[str] = mapped_column(Text, default="")
    rule_version: Mapped[int] = mapped_column(default=RULE_VERSION)
    framework_version: Mapped[int] = mapped_column(default=SHIPPED)
    """The version of the wording that the team was asked in, from its first question on."""
    free_choice: Mapped[FreeChoice | None]
    teach_or_tell: Mapped[TeachOrTell | None]
    rung: Mapped[int | None] = mapped_column(index=True)
    is_provisional: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[Evidence | None]
    """The word that its rung bears by what the team gave. Whether it was checked stands apart."""
    reassess_on: Mapped[date | None]
    stage_then: Mapped[SpreadStage | None]
    """The spread stage that the activity stated when this was sent in."""

    activity: Mapped[Activity] = relationship(lazy="raise")
    answers: Mapped[list["RatingAnswer"]] = relationship(
        lazy="raise", order_by="RatingAnswer.id", passive_deletes="all"
    )

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class RatingAnswer(Base):
    """The answer to one question, with why it does not apply and how others could check it."""

    __tablename__ = "rating_answer"
    holds_words = ("reason", "note", "link")
    __table_args__ = (UniqueConstraint("rating_id", "question"),)

    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"))
    question: Mapped[Question]
    choice: Mapped[Choice]
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    item_kind: Mapped[ItemKind | None]
    item_id: Mapped[int | None]
    """A thing of the activity that stands beside it. What readers no longer see is no evidence."""

    rating: Mapped[Rating] = relationship(lazy="raise", viewonly=True)


class NotesReading(Base):
    """Somebody without a hand in it reads what the team wrote beside the answers of a rating.

    It is there, and waits, as soon as the rating is before curators. Until it has its time readers
    do not see the notes. It stands apart, because a rating is never written again.
    """

    __tablename__ = "rating_notes_reading"

    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime | None]

    rating: Mapped[Rating] = relationship(lazy="raise")


class EvidenceCheck(Base):
    """Somebody without a hand in the activity agrees with what a team gave beside an answer."""

    __tablename__ = "rating_evidence_check"

    answer_id: Mapped[int] = mapped_column(
        ForeignKey("rating_answer.id", ondelete="CASCADE"), unique=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


FINAL = N_(
    "This assessment was sent in and stays as it is. To put something right, begin a new one"
)


def refuse_rating_change(_mapper: Mapper[Rating], _connection: Connection, rating: Rating) -> None:
    """Keep submitted ratings read-only: a SQLAlchemy listener, whatever the actions do."""
    then = inspect(rating).attrs.submitted_at.load_history()
    if any([*then.deleted, *then.unchanged]):
        raise RuleBrokenError(FINAL)


def refuse_answer_change(
    _mapper: Mapper[RatingAnswer], connection: Connection, answer: RatingAnswer
) -> None:
    sent = select(Rating.submitted_at).where(Rating.id == answer.rating_id)
    if connection.scalar(sent):
        raise RuleBrokenError(FINAL)


for step in ("before_update", "before_delete"):
    event.listen(Rating, step, refuse_rating_change)
    event.listen(RatingAnswer, step, refuse_answer_change)
event.listen(RatingAnswer, "before_insert", refuse_answer_change)
