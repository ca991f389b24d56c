"""What must be true when something is used elsewhere, and how far the rung fell."""

from dataclasses import dataclass
from datetime import date, timedelta

from coprod.assessment.self_assessment.enums import Evidence
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.learning.adoption.enums import AdoptionOutcome, RungSource, Spread
from coprod.register.activities.enums import Rung
from coprod.register.freshness.rules import add_months

LONGEST_WORDS = 3000
LONGEST_MESSAGE = 2000
ASK_AGAIN_AFTER = timedelta(days=60)
"""Who has not said how it went is asked once more after so long."""


@dataclass(frozen=True)
class AdoptionDetails:
    """What a team keeps of something it uses, what it changes, and why."""

    spread: Spread | None = None
    unchanged: str = ""
    changed: str = ""
    why: str = ""


@dataclass(frozen=True)
class AdoptionAnswer:
    """How it went, as the team tells that used it."""

    became: AdoptionOutcome | None = None
    words: str = ""


@dataclass(frozen=True)
class TeamQuestion:
    """What somebody asks a team. ``reply_to`` is empty when they do not show their address."""

    words: str = ""
    reply_to: str = ""


@dataclass(frozen=True)
class AttributedRung:
    """A rung, and whose judgement it is."""

    rung: Rung
    kind: RungSource
    evidence: Evidence | None = None
    """How far others can follow it, where the team gave it."""


def check_adoption_details(details: AdoptionDetails) -> None:
    if details.spread is None:
        raise RuleBrokenError(N_("Say how it is spreading"), field="spread")
    if details.changed and not details.why:
        raise RuleBrokenError(N_("Say why you change that"), field="why")


def check_answer(answer: AdoptionAnswer) -> None:
    if answer.became is None:
        raise RuleBrokenError(N_("Say what happened to it"), field="became")
    if answer.became is AdoptionOutcome.STOPPED and not answer.words:
        message = N_("Say why it stopped. The next team needs that most")
        raise RuleBrokenError(message, field="words")


def check_question(question: TeamQuestion) -> None:
    if not question.words:
        raise RuleBrokenError(N_("Write something first"), field="words")


def is_due(started_on: date, last_question_on: date | None, today: date, months: int) -> bool:
    """Tell whether to ask today how it went: after some months, and once more if nobody said."""
    first = add_months(started_on, months)
    if today < first:
        return False
    return last_question_on is None or (
        today - last_question_on >= ASK_AGAIN_AFTER and last_question_on < first + ASK_AGAIN_AFTER
    )


def describe_drift(source: AttributedRung | None, used: AttributedRung | None) -> Message:
    """Say whether the rung fell where something was used. Two kinds of rung are not compared."""
    if source is None or used is None:
        return N_("Not known: one of the two has no level yet")
    if source.kind is not used.kind:
        return N_("Not compared: only one of the two is confirmed")
    steps = used.rung - source.rung
    if steps == 0:
        return N_("The same level as the source")
    if abs(steps) == 1:
        return N_("One level higher") if steps > 0 else N_("One level lower")
    higher = N_("%(steps)s levels higher", steps=steps)
    return higher if steps > 0 else N_("%(steps)s levels lower", steps=-steps)
