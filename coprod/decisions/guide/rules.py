"""Highest floor, lowest ceiling. To the letter: domain.md, 5.2 and the YAML in 10.

Some answers say the least that is right (a floor), others the most that can honestly be promised
(a ceiling). Where a floor is above a ceiling there is a mismatch, and a person has to find a way
out. Nothing is added up. The guide advises; a named post decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide.enums import TEXTS, Level, Question
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.rules import Framework, FrameworkItem, ItemGroup

RULE_VERSION = 1
LOWEST, HIGHEST = Level.INFORM, Level.CO_PRODUCE

Answers = Mapping[Question, str]
"""What was answered so far: to each question the key of one of its answers."""

FLOORS: Mapping[Question, Mapping[str, Level]] = {
    Question.D2: {"yes": Level.CONSULT, "not_sure": Level.CONSULT},
    Question.D3: {
        "small": Level.INFORM,
        "moderate": Level.CONSULT,
        "large": Level.ENGAGE,
        "life": Level.CO_DESIGN,
    },
    Question.D4: {"mixed": Level.ENGAGE, "lived": Level.CO_DESIGN},
    Question.D5: {"partly": Level.CO_DESIGN, "yes": Level.CO_PRODUCE},
    Question.D6: {"yes": Level.ENGAGE},
}
CEILINGS: Mapping[Question, Mapping[str, Level]] = {
    Question.D1: {"nothing": Level.INFORM, "some": Level.CO_PRODUCE, "most": Level.CO_PRODUCE},
    Question.D7: {"none": Level.CONSULT, "explain": Level.CO_DESIGN, "share": Level.CO_PRODUCE},
    Question.D8: {
        "emergency": Level.INFORM,
        "weeks": Level.CONSULT,
        "months_1_3": Level.ENGAGE,
        "months_3_6": Level.CO_DESIGN,
        "longer": Level.CO_PRODUCE,
    },
    Question.D9: {
        "nothing": Level.CONSULT,
        "expenses": Level.ENGAGE,
        "paid": Level.CO_DESIGN,
        "whole_cycle": Level.CO_PRODUCE,
    },
}
ADVICE: Mapping[tuple[Question, str], tuple[str, ...]] = {
    (Question.D1, "some"): ("advice.parts",),
    (Question.D2, "yes"): ("advice.checklist",),
    (Question.D2, "not_sure"): ("advice.ask", "advice.checklist"),
    (Question.D6, "yes"): ("advice.trust",),
    (Question.D8, "emergency"): ("advice.emergency",),
    (Question.D10, "recent"): ("advice.told",),
    (Question.D10, "partly"): ("advice.told_partly",),
}


@dataclass(frozen=True)
class Guidance:
    """What ten answers come to.

    ``recommended`` is the least that is right, ``stretch`` the most that can honestly be promised;
    ``floor_questions`` and ``ceiling_questions`` are those whose answers put each where it is.
    """

    recommended: Level
    stretch: Level
    floor_questions: tuple[Question, ...]
    ceiling_questions: tuple[Question, ...]
    advice: tuple[Message, ...]

    @property
    def is_mismatch(self) -> bool:
        return self.recommended.rank > self.stretch.rank

    @property
    def blocking_questions(self) -> tuple[Question, ...]:
        """The answers that hold it below what is right. Empty where nothing does."""
        return self.ceiling_questions if self.is_mismatch else ()


def compute_guidance(answers: Answers) -> Guidance:
    """Return what the guide advises. All ten questions must have an answer."""
    check_complete(answers)
    floors, ceilings = list_effects(FLOORS, answers), list_effects(CEILINGS, answers)
    recommended = max(floors.values(), key=get_rank, default=LOWEST)
    stretch = min(ceilings.values(), key=get_rank, default=HIGHEST)
    return Guidance(
        recommended=recommended,
        stretch=stretch,
        floor_questions=tuple(
            q for q, level in floors.items() if level is recommended is not LOWEST
        ),
        ceiling_questions=tuple(
            q for q, level in ceilings.items() if level is stretch is not HIGHEST
        ),
        advice=list_advice(answers),
    )


def list_effects(
    table: Mapping[Question, Mapping[str, Level]], answers: Answers
) -> dict[Question, Level]:
    """Return the level that each answer sets, of those that set one."""
    return {q: levels[answers[q]] for q, levels in table.items() if answers[q] in levels}


def get_effect(question: Question, answer: str) -> tuple[Level | None, Level | None]:
    """Return the floor and the ceiling that one answer sets."""
    return FLOORS.get(question, {}).get(answer), CEILINGS.get(question, {}).get(answer)


def get_rank(level: Level) -> int:
    return level.rank


def list_advice(answers: Answers) -> tuple[Message, ...]:
    keys = (key for pair in answers.items() for key in ADVICE.get(pair, ()))
    return tuple(TEXTS[key] for key in dict.fromkeys(keys))


def list_unanswered(answers: Answers) -> list[Question]:
    return [question for question in Question if question not in answers]


def check_answer(question: Question, answer: str) -> None:
    if answer not in question.answers:
        raise RuleBrokenError(N_("Choose one of the answers"), field="answer")


def check_complete(answers: Answers) -> None:
    if list_unanswered(answers):
        raise RuleBrokenError(N_("Answer all ten questions first"))
    for question, answer in answers.items():
        check_answer(question, answer)


def build_wording_group(question: Question) -> ItemGroup:
    """Return what can be worded anew of a question: never what its answers count for."""
    labels = {"title": N_("The question"), "hint": N_("The hint below it")}
    for number, answer in enumerate(question.answers, 1):
        labels[answer] = N_("Answer %(number)s", number=number)
    items = [
        FrameworkItem(key, labels[key.rpartition(".")[2]], TEXTS[key]) for key in question.keys
    ]
    return ItemGroup(N_("Question %(number)s", number=question.number), tuple(items))


FRAMEWORK = Framework(
    FrameworkKind.GUIDE, tuple(build_wording_group(question) for question in Question)
)
"""The ten questions and their answers, as an administrator can word them anew."""
