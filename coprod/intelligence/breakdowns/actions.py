"""Counting the comments anew, for the pages that split them: a job of the worker."""

from sqlalchemy import delete, insert

from coprod.core.database import session
from coprod.intelligence.breakdowns.models import FeedbackCount
from coprod.intelligence.breakdowns.queries import COUNTS, group_comments
from coprod.intelligence.breakdowns.rules import tally

BATCH = 5_000


def recount_comments() -> int:
    """Write all counts anew from the comments, and return how many counts there are.

    It is read before anything is written, so that others wait for as short a time as can be.
    """
    rows = [
        {
            "file_id": file_id,
            "source": source,
            "month": month,
            **dict(zip(("first", "first_value", "second", "second_value"), place, strict=True)),
            **dict(zip(COUNTS, numbers, strict=True)),
        }
        for (file_id, source, month), comments in group_comments()
        for place, numbers in tally(comments).items()
    ]
    session.execute(delete(FeedbackCount))
    for begin in range(0, len(rows), BATCH):
        session.execute(insert(FeedbackCount), rows[begin : begin + BATCH])
    return len(rows)
