"""When a rung is settled, and what a query about an answer and its closing must say."""

from dataclasses import dataclass
from datetime import datetime

from coprod.assessment.answer_review.enums import QueryOutcome, RulingVerdict
from coprod.assessment.self_assessment.enums import NO_EVIDENCE_NEEDED, Evidence, Round
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung

LONGEST = 2000


@dataclass(frozen=True)
class Doubts:
    """What curators still have to say to a rating.

    ``waiting`` counts the answers “does not apply” that no curator has looked at, ``refused`` those
    that a curator did not accept, and ``challenged`` the challenges that are not closed.
    """

    waiting: int = 0
    refused: int = 0
    challenged: int = 0

    @property
    def is_settled(self) -> bool:
        """A rung that rests on an answer nobody has accepted yet is shown as not settled."""
        return not (self.waiting or self.refused)


NO_DOUBTS = Doubts()


@dataclass(frozen=True)
class RungStatus:
    """The team's current rung of an activity with its status, for lists, charts and exports."""

    activity_id: int
    rating_id: int
    rung: Rung
    round: Round
    submitted_at: datetime
    evidence: Evidence | None
    is_provisional: bool
    doubts: Doubts = NO_DOUBTS

    @property
    def is_settled(self) -> bool:
        return self.doubts.is_settled

    @property
    def meaning(self) -> Message:
        """Say what the word of the rung rests on, or why it bears none."""
        return self.evidence.meaning if self.evidence else NO_EVIDENCE_NEEDED


@dataclass(frozen=True)
class QueryClosing:
    """How a curator ends a challenge, and why."""

    outcome: QueryOutcome
    words: str = ""


@dataclass(frozen=True)
class Judgement:
    """What a curator says to “does not apply”, and why."""

    verdict: RulingVerdict
    reason: str = ""


def check_words(words: str, *, field: str = "words") -> None:
    if not words:
        raise RuleBrokenError(N_("Write something first"), field=field)
    check_length(words, field)


def check_length(words: str, field: str) -> None:
    require_short(words, LONGEST, field=field)


def check_closing(closing: QueryClosing, *, has_reply: bool) -> None:
    """Nothing is decided before the team was heard; only the curator's own words go back."""
    if not has_reply and closing.outcome is not QueryOutcome.TAKEN_BACK:
        raise RuleBrokenError(N_("Wait until the team has replied"), field="outcome")
    if closing.outcome is not QueryOutcome.ACCEPTED and not closing.words:
        raise RuleBrokenError(N_("Say why. It will be shown"), field="words")
    check_length(closing.words, "words")


def check_judgement(judgement: Judgement) -> None:
    if judgement.verdict is RulingVerdict.REFUSED and not judgement.reason:
        raise RuleBrokenError(N_("Say why. It will be shown"), field="reason")
    check_length(judgement.reason, "reason")
