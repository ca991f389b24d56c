"""Which moves an activity may make, and what each needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coprod.core.values.answers import YesNoUnsure
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Part
from coprod.register.sections.rules import Costs, People
from coprod.reviews.rules import Verdict, describe_reasons

ImportedPart = Part | People | Costs
"""What a source can tell of an activity."""
COUNTED_PARTS = (People, Costs)
LONGEST_MESSAGE = 5000
LONGEST_PLAN = timedelta(days=366)


@dataclass(frozen=True)
class PersonAnswers:
    """Whether a person is quoted or easy to recognise, and whether they agreed. Never who it is."""

    recognisable: YesNoUnsure | None = None
    agreed: YesNoUnsure | None = None


MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED}),
    Status.SUBMITTED: frozenset({Status.RETURNED, Status.PUBLISHED}),
    Status.RETURNED: frozenset({Status.SUBMITTED}),
    Status.PUBLISHED: frozenset({Status.WITHDRAWN, Status.ARCHIVED}),
    Status.WITHDRAWN: frozenset(),
    Status.ARCHIVED: frozenset(),
}


def check_move(old: Status, new: Status) -> None:
    if new not in MOVES[old]:
        raise RuleBrokenError(
            N_("This cannot be done, because the activity is now: %(now)s.", now=old.label)
        )


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Give a reason: it will be shown"), field="reason")


def check_day(day: date | None, today: date) -> date:
    """Return the day on which something becomes public: a later one, within a year."""
    if day is None:
        raise RuleBrokenError(N_("Enter the day on which it becomes public"), field="day")
    if not today < day <= today + LONGEST_PLAN:
        message = N_("Choose a day after today, and within a year")
        raise RuleBrokenError(message, field="day")
    return day


def check_message(body: str) -> None:
    if not body:
        raise RuleBrokenError(N_("Write something first"), field="body")
    require_short(body, LONGEST_MESSAGE, field="body")


def require_reason(verdict: Verdict, labels: Mapping[str, Message]) -> str:
    """Return why an activity is sent back: what was ticked or what was written is needed."""
    if not (verdict.reasons or verdict.message):
        message = N_("Say what should be changed, so that the owner can do it")
        raise RuleBrokenError(message, field="message")
    return describe_reasons(verdict, labels)
