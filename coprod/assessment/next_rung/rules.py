"""What holds an activity where it is, and what changed in another that rose from there."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod.assessment.self_assessment.enums import Cap, Choice, FreeChoice, Question, TeachOrTell
from coprod.assessment.self_assessment.rules import (
    BREADTH,
    FREE_CHOICE_CEILINGS,
    Answers,
    Suggestion,
    get_ceiling,
    is_strong,
)
from coprod.register.activities.enums import Rung


@dataclass(frozen=True)
class Hold:
    """The questions that limit an activity to its rung, each with the answers that do."""

    rung: Rung
    questions: Mapping[Question, frozenset[Choice]]
    free_choice: frozenset[FreeChoice]


def find_hold(answers: Answers, suggestion: Suggestion) -> Hold:
    rung = suggestion.rung
    questions = [holder for holder in suggestion.held_by if isinstance(holder, Question)]
    if Cap.BREADTH in suggestion.held_by:
        questions += [q for q in BREADTH if q not in questions and not is_strong(q, answers)]
    return Hold(
        rung=rung,
        questions={question: list_low_answers(question, rung) for question in questions},
        free_choice=list_low_gates(rung) if Cap.FREE_CHOICE in suggestion.held_by else frozenset(),
    )


def list_low_answers(question: Question, rung: Rung) -> frozenset[Choice]:
    """Return the answers to a question that allow no more than a rung."""
    return frozenset(choice for choice in Choice if holds(question, choice, rung))


def holds(question: Question, choice: Choice, rung: Rung) -> bool:
    alone = Answers(None, {question: choice}, TeachOrTell.TELL)
    ceiling = get_ceiling(question, alone)
    if ceiling is None:
        return False
    return ceiling <= rung or (question in BREADTH and not is_strong(question, alone))


def list_low_gates(rung: Rung) -> frozenset[FreeChoice]:
    return frozenset(choice for choice, top in FREE_CHOICE_CEILINGS.items() if top <= rung)


def list_raised_questions(before: Answers, after: Answers) -> list[Question]:
    """Return the questions whose answer is further up the scale than it was."""
    return [q for q in Question if is_higher(before.step(q), after.step(q))]


def is_higher(before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and after > before
