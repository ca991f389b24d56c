"""What a deep dive must say before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coprod.core.disclosure.rules import check_public_text
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart

LONGEST = {
    "title": 120,
    "narrative": 4000,
    "limits": 2000,
    "cut": 600,
    "question": 120,
    "remark": 120,
    "role": 120,
    "step": 300,
    "event": 60,
}
WHOLE_DAY = N_("Enter the day, the month and the year")
MOST_ROWS = 8
"""So many questions, steps and events a deep dive has at most."""


@dataclass(frozen=True)
class QuestionDraft:
    """What the board asked, which part of the page answers it, and how far."""

    words: str
    part: PagePart
    state: AnswerState
    remark: str = ""


@dataclass(frozen=True)
class StepDraft:
    """What happens next: a role does it by a day, if there is one."""

    owner_role: str
    words: str
    due: date | None = None


@dataclass(frozen=True)
class EventDraft:
    """What happened on a day and may have changed what people say."""

    words: str
    day: date | None


@dataclass(frozen=True)
class DeepDiveDraft:
    """A deep dive before it is saved. ``cut`` is what it looks at, as its address says it.

    Questions, steps and events stand by the number of their row in the form.
    """

    title: str
    cut: str
    narrative: str = ""
    limits: tuple[str, ...] = ()
    questions: Mapping[int, QuestionDraft] = field(default_factory=dict)
    steps: Mapping[int, StepDraft] = field(default_factory=dict)
    events: Mapping[int, EventDraft] = field(default_factory=dict)
    is_public: bool = False


def check_draft(draft: DeepDiveDraft) -> None:
    """Refuse words that are missing, too long, or say of so few people who they are."""
    require_words(draft.title, N_("Give it a title"), field="title")
    check_public_text(draft.title, LONGEST["title"], field="title")
    check_public_text(draft.narrative, LONGEST["narrative"], field="narrative")
    check_public_text("\n".join(draft.limits), LONGEST["limits"], field="limits")
    for number, question in draft.questions.items():
        check_question(question, f"question_{number}")
    for number, step in draft.steps.items():
        check_step(step, f"step_{number}")
    for number, event in draft.events.items():
        check_event(event, f"event_{number}")


def require_words(words: object, message: Message, *, field: str) -> None:
    if not words:
        raise RuleBrokenError(message, field=field)


def check_question(question: QuestionDraft, field: str) -> None:
    require_words(question.words, N_("Write what was asked, or clear the remark"), field=field)
    check_public_text(question.words, LONGEST["question"], field=field)
    check_public_text(question.remark, LONGEST["remark"], field=f"{field}_remark")


def check_step(step: StepDraft, field: str) -> None:
    message = N_("Say which role does it. Write the role, not the name")
    require_words(step.owner_role, message, field=f"{field}_role")
    require_words(step.words, N_("Say what they do"), field=field)
    check_public_text(step.owner_role, LONGEST["role"], field=f"{field}_role")
    check_public_text(step.words, LONGEST["step"], field=field)


def check_event(event: EventDraft, field: str) -> None:
    require_words(event.words, N_("Say what happened"), field=field)
    require_words(event.day, WHOLE_DAY, field=f"{field}_day")
    check_public_text(event.words, LONGEST["event"], field=field)
