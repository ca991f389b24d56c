"""What the pages of a quick pass are given."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.assessment.quick_pass import rules
from coprod.assessment.quick_pass.enums import TAUGHT, TOLD
from coprod.assessment.quick_pass.models import QuickPass
from coprod.assessment.quick_pass.rules import QuickPassPoint, QuickResult
from coprod.assessment.self_assessment.enums import (
    FREE_CHOICE_NAME,
    Choice,
    Question,
    TeachOrTell,
)
from coprod.assessment.self_assessment.policies import can_rate
from coprod.assessment.self_assessment.presenters import PlanStep, Wordings, build_plan_step
from coprod.assessment.self_assessment.queries import get_questions
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.register.activities.enums import Rung


@dataclass(frozen=True)
class QuickResultPage:
    """A result as it is read: the level, the answers that set it, and what would move it."""

    quick_pass: QuickPass
    point: QuickPassPoint
    steps: Sequence[PlanStep]
    lines: Sequence[tuple[Message, Message]]
    is_current: bool
    can_rate: bool

    @property
    def is_early(self) -> bool:
        return self.quick_pass.choices[Question.Q13] is Choice.NOT_YET


def build_result_page(
    actor: Actor, quick_pass: QuickPass, current: QuickPass | None
) -> QuickResultPage:
    return QuickResultPage(
        quick_pass=quick_pass,
        point=build_point(quick_pass),
        steps=build_steps(quick_pass, rules.find_quick_result(quick_pass.answers)),
        lines=list_lines(quick_pass),
        is_current=current is quick_pass,
        can_rate=can_rate(actor, quick_pass.activity),
    )


def build_point(quick_pass: QuickPass) -> QuickPassPoint:
    rung = Rung(quick_pass.rung) if quick_pass.rung else None
    return QuickPassPoint(quick_pass.id, rung, clock.to_day(quick_pass.at))


def build_steps(quick_pass: QuickPass, result: QuickResult) -> list[PlanStep]:
    """Return the answers that set the level, in the words in which the team was asked."""
    wordings = get_questions(quick_pass.framework_version).wordings
    return [build_plan_step(each, quick_pass.answers, wordings) for each in result.changes]


def list_lines(quick_pass: QuickPass) -> list[tuple[Message, Message]]:
    """Return the six questions with their answers, in the words in which the team was asked."""
    wordings, choices = get_questions(quick_pass.framework_version).wordings, quick_pass.choices
    lines = [(wordings[each].title, get_answer(quick_pass, each, wordings)) for each in choices]
    return [(FREE_CHOICE_NAME, quick_pass.free_choice.label), *lines]


def get_answer(quick_pass: QuickPass, question: Question, wordings: Wordings) -> Message:
    if question is Question.Q9 and quick_pass.teach_or_tell:
        return TAUGHT if quick_pass.teach_or_tell is TeachOrTell.TEACH else TOLD
    return wordings[question].get_answer(quick_pass.choices[question])
