"""What somebody may follow, and when a letter is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.library.subscriptions.enums import Often

A_WEEK = timedelta(days=7)
SETTLES = timedelta(minutes=2)
"""News is told when it is so old: by then the work that it belongs to is kept or dropped."""
UNCONFIRMED_LASTS = timedelta(days=14)
MOST = 50
LONGEST_SEARCH = 2000


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: news of an entry, or of what a search finds. One of the two."""

    often: Often
    activity_id: int | None = None
    search: str = ""


def check_wish(wish: Wish, others: int) -> None:
    if len(wish.search) > LONGEST_SEARCH:
        raise RuleBrokenError(N_("This search is too long to be followed. Use fewer words"))
    if others >= MOST:
        raise RuleBrokenError(N_("You follow %(most)s things. Stop one of them first", most=MOST))


def has_lapsed(asked_at: datetime, now: datetime) -> bool:
    """Tell whether whoever was asked then can no longer say yes."""
    return asked_at < now - UNCONFIRMED_LASTS


def is_due(often: Often, told_at: datetime | None, now: datetime) -> bool:
    """Tell whether somebody who was last written to then may be written to now."""
    return often is Often.AT_ONCE or told_at is None or now - told_at >= A_WEEK
