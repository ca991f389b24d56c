"""Counting the comments anew, for the pages that split them: a job of the worker."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, true

from coprod.core.database import session
from coprod.intelligence.breakdowns.enums import COUNTED_SPLITS, SplitBy
from coprod.intelligence.breakdowns.models import FeedbackCount
from coprod.intelligence.breakdowns.queries import Splits, build_home_condition, select_counts

BATCH = 5_000


def recount_comments() -> int:
    """Write all counts anew from the comments, and return how many counts there are.

    It is read before anything is written, so that others wait for as short a time as can be.
    """
    is_here = build_home_condition()
    rows = [row for splits in list_countings() for row in count_by(splits, is_here)]
    session.execute(delete(FeedbackCount))
    for begin in range(0, len(rows), BATCH):
        session.execute(insert(FeedbackCount), rows[begin : begin + BATCH])
    return len(rows)


def list_countings() -> Iterator[Splits]:
    yield ()
    yield from ((split,) for split in COUNTED_SPLITS)
    yield from combinations(COUNTED_SPLITS, 2)


def count_by(splits: Splits, is_here: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    """Yield the counts by no, one or two things. Other boroughs count only beside boroughs."""
    where = true() if SplitBy.BOROUGH in splits else is_here
    for *key, year, month, people, positive, neutral, negative, comments in session.execute(
        select_counts(splits, where)
    ):
        file_id, source, *values = key
        first, second = [*splits, None, None][:2]
        first_value, second_value = [*values, "", ""][:2]
        yield {
            "file_id": file_id,
            "source": source,
            "month": date(int(year), int(month), 1),
            "first": first.value if first else "",
            "first_value": first_value,
            "second": second.value if second else "",
            "second_value": second_value,
            "people": people,
            "positive": positive,
            "neutral": neutral,
            "negative": negative,
            "unfelt": comments - positive - neutral - negative,
        }
