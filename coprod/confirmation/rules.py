"""What must be true of a proposal and of the answer to it."""

from dataclasses import dataclass

from coprod.assessment.words import Question
from coprod.confirmation.words import Verdict
from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_, Phrase
from coprod.register.words import Rung

LONGEST = 2000


@dataclass(frozen=True)
class Proposing:
    """Which rung, of which of the team's assessments, and why. The reason will be public."""

    rating_id: int
    rung: Rung
    reason: str
    agreed: frozenset[Question] = frozenset()
    """The answers whose evidence they agree with: it is one reading, not two."""


@dataclass(frozen=True)
class Answering:
    """What the other side says to a proposal."""

    verdict: Verdict
    words: str
    agreed: frozenset[Question] = frozenset()


def check_reason(reason: str) -> None:
    check_words(reason, N_("Give a reason: it will be shown"), field="reason")


def check_answer(answer: Answering) -> None:
    if answer.verdict is Verdict.TAKEN_BACK:
        raise RuleBrokenError(N_("Say whether you agree"), field="verdict")
    check_words(answer.words, N_("Say why, in your own words"), field="words")


def check_words(text: str, missing: Phrase, *, field: str) -> None:
    if not text:
        raise RuleBrokenError(missing, field=field)
    if len(text) > LONGEST:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST)
        raise RuleBrokenError(said, field=field)
