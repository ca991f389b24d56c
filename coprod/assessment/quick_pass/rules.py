"""What six answers tell: the level, exact up to Consultation, or that it is above.

No other question has a ceiling below Engagement, so the other nine cannot change a result at
Consultation or below, and a result above it could still be any of the three rungs up there.
"""

from dataclasses import dataclass
from datetime import date

from coprod.assessment.quick_pass.enums import ENGAGEMENT_OR_ABOVE, QUICK_QUESTIONS
from coprod.assessment.self_assessment.enums import Cap, Choice, Question
from coprod.assessment.self_assessment.rules import (
    Answers,
    Change,
    Holder,
    find_ceilings,
    find_next_answer,
    list_choices,
    list_unanswered,
)
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung

EXACT_UP_TO = Rung.CONSULTATION
OPEN_RUNGS = tuple(rung for rung in Rung if rung > EXACT_UP_TO)
NOT_OFFERED = {Choice.DOES_NOT_APPLY, Choice.DONT_KNOW}


@dataclass(frozen=True)
class QuickResult:
    """The rung, or None for Engagement or above; what holds it there, and what would move it."""

    rung: Rung | None
    held_by: tuple[Holder, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class QuickPassPoint:
    """The quick pass of an activity that counts now, where its level is shown."""

    quick_pass_id: int
    rung: Rung | None
    on: date

    @property
    def level(self) -> Message:
        return name_level(self.rung)

    @property
    def label(self) -> Message:
        return N_("Quick pass: %(level)s", level=self.level)

    @property
    def open_rungs(self) -> tuple[Rung, ...]:
        """The rungs of which any may be right, where the level is not exact."""
        return () if self.rung else OPEN_RUNGS

    @property
    def lowest_rung(self) -> Rung:
        """Where on the ladder it is marked."""
        return self.rung or OPEN_RUNGS[0]


def name_level(rung: Rung | None) -> Message:
    return rung.label if rung else ENGAGEMENT_OR_ABOVE


def list_quick_choices(question: Question) -> tuple[Choice, ...]:
    """Return the answers that a quick pass takes: what needs words waits for the full one."""
    return tuple(each for each in list_choices(question) if each not in NOT_OFFERED)


def find_quick_result(answers: Answers) -> QuickResult:
    check_quick_answers(answers)
    ceilings = find_ceilings(answers)
    own = {holder: ceilings[holder] for holder in (Cap.FREE_CHOICE, *QUICK_QUESTIONS)}
    lowest = Rung(min(own.values()))
    if lowest > EXACT_UP_TO:
        return QuickResult(None)
    held_by = tuple(holder for holder, ceiling in own.items() if ceiling == lowest)
    changes = tuple(Change(each, find_next_answer(each, answers, lowest)) for each in held_by)
    return QuickResult(lowest, held_by, changes)


def check_quick_answers(answers: Answers) -> None:
    unanswered = list_unanswered(answers)
    if Cap.FREE_CHOICE in unanswered or not set(QUICK_QUESTIONS).isdisjoint(unanswered):
        raise RuleBrokenError(N_("Answer all six questions"))
    if any(answers.choices[q] not in list_quick_choices(q) for q in QUICK_QUESTIONS):
        raise RuleBrokenError(N_("Choose one of the answers"))
