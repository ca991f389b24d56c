"""When it is time for another round, as a rule on plain values."""

from dataclasses import dataclass
from datetime import date

from coprod.assessment.rounds.enums import Cause
from coprod.register.freshness.rules import compute_review_date
from coprod.register.sections.enums import SpreadStage


@dataclass(frozen=True)
class LastRound:
    """What is known of the last round of an activity, and how far the activity has come since.

    ``stage_then`` is empty for a round from before the stage was stored, or of an activity that had
    not stated it: what was not known has not changed.
    """

    sent_on: date
    reassess_on: date
    is_provisional: bool
    stage_then: SpreadStage | None = None
    stage_now: SpreadStage | None = None


def find_causes(last: LastRound, today: date) -> list[Cause]:
    """Return why it is time for another round, if it is."""
    holds = {
        Cause.YEAR: today >= compute_review_date(last.sent_on),
        Cause.PROVISIONAL: last.is_provisional and today >= last.reassess_on,
        Cause.STAGE: has_moved(last),
    }
    return [cause for cause, is_so in holds.items() if is_so]


def has_moved(last: LastRound) -> bool:
    return None not in {last.stage_then, last.stage_now} and last.stage_then != last.stage_now
