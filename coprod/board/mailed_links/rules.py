"""When an answer by a mailed link is due, and how long the link works."""

from datetime import date, datetime, timedelta

from coprod.board.mailed_links.enums import LinkState

ANSWER_WITHIN = timedelta(days=14)
WORKS_FOR = timedelta(days=60)
"""A link that nobody used opens nothing after so long."""


def find_answer_day(requested_on: date) -> date:
    return requested_on + ANSWER_WITHIN


def find_state(
    used_at: datetime | None, withdrawn_at: datetime | None, requested_on: date, today: date
) -> LinkState:
    if withdrawn_at is not None:
        return LinkState.WITHDRAWN
    if used_at is not None:
        return LinkState.USED
    return LinkState.EXPIRED if today > requested_on + WORKS_FOR else LinkState.WAITING
