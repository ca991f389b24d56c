"""What must be true of a proposal and of the answer to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.self_assessment.enums import Question
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung

LONGEST = 2000


@dataclass(frozen=True)
class EvidenceReading:
    """What a reader of the evidence says: with which answers they agree, and what they ask.

    ``questions`` by the answer that each is about.
    """

    agreed: frozenset[Question] = frozenset()
    questions: Mapping[Question, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.agreed or self.questions)


@dataclass(frozen=True)
class ProposalDetails:
    """Which rung, of which of the team's assessments, and why. The reason will be public."""

    rating_id: int
    rung: Rung
    reason: str
    reading: EvidenceReading = EvidenceReading()
    """Of the evidence: it is one act, not two."""


@dataclass(frozen=True)
class AnswerDetails:
    """What the other side says to a proposal."""

    verdict: ProposalVerdict
    words: str
    reading: EvidenceReading = EvidenceReading()


def check_reading(reading: EvidenceReading) -> None:
    for question, words in reading.questions.items():
        check_words(words, N_("Write what you ask"), field=f"{question}_question")


def check_agreed(reading: EvidenceReading, challenged: Collection[str]) -> None:
    """Two people do not agree with an answer while one of them asks about it."""
    for question in reading.agreed.intersection(challenged):
        message = N_("The team is asked about this answer. Agree once that question is closed")
        raise RuleBrokenError(message, field=question)


def check_reason(reason: str) -> None:
    check_words(reason, N_("Give a reason: it will be shown"), field="reason")


def check_answer(answer: AnswerDetails) -> None:
    if answer.verdict is ProposalVerdict.TAKEN_BACK:
        raise RuleBrokenError(N_("Say whether you agree"), field="verdict")
    check_words(answer.words, N_("Say why, in your own words"), field="words")


def check_words(text: str, missing: Message, *, field: str) -> None:
    if not text:
        raise RuleBrokenError(missing, field=field)
    require_short(text, LONGEST, field=field)
