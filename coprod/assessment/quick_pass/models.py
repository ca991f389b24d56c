"""What a team answered in a quick pass. A second one stands beside the first: none is changed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.assessment.quick_pass.enums import QUICK_QUESTIONS
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question, TeachOrTell
from coprod.assessment.self_assessment.rules import RULE_VERSION, Answers
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.reference.wording.rules import SHIPPED
from coprod.register.activities.models import Activity


class QuickPass(Base):
    """A rating of its own kind: in no chart of rungs, and no answer to “is it time again?”.

    ``rung`` is empty for Engagement or above. ``framework_version`` is the wording in which the
    team was asked.
    """

    __tablename__ = "quick_pass"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    rule_version: Mapped[int] = mapped_column(default=RULE_VERSION)
    framework_version: Mapped[int] = mapped_column(default=SHIPPED)
    rung: Mapped[int | None]
    free_choice: Mapped[FreeChoice]
    q1: Mapped[Choice]
    q2: Mapped[Choice]
    q8: Mapped[Choice]
    q9: Mapped[Choice]
    q13: Mapped[Choice]
    teach_or_tell: Mapped[TeachOrTell | None]

    activity: Mapped[Activity] = relationship(lazy="raise")

    @property
    def choices(self) -> Mapping[Question, Choice]:
        return {question: getattr(self, question.lower()) for question in QUICK_QUESTIONS}

    @property
    def answers(self) -> Answers:
        return Answers(self.free_choice, self.choices, self.teach_or_tell)
