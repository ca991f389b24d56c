"""How long a team has to answer, and how many were answered in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ANSWER_WORKDAYS = 10


@dataclass(frozen=True)
class AnswerTime:
    """By when somebody was to have an answer, and when they had it."""

    answer_by: date
    answered_on: date | None


@dataclass(frozen=True)
class RequestCounts:
    """How many wait, and how many had an answer in time, of those whose day has come."""

    waiting: int
    in_time: int
    due: int


def count_requests(times: Iterable[AnswerTime], today: date) -> RequestCounts:
    known = list(times)
    due = [each for each in known if each.answered_on or each.answer_by < today]
    return RequestCounts(
        waiting=sum(each.answered_on is None for each in known),
        in_time=sum(
            each.answered_on is not None and each.answered_on <= each.answer_by for each in due
        ),
        due=len(due),
    )
