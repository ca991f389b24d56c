"""What somebody may follow, and when a letter is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.library.feeds.enums import NewsTopic
from coprod.library.subscriptions.enums import Frequency

INTERVALS = {Frequency.WEEKLY: timedelta(days=7), Frequency.DAILY: timedelta(days=1)}
SETTLING_TIME = timedelta(minutes=2)
"""News is sent when it is so old: by then its transaction is committed or rolled back."""
UNCONFIRMED_LIFETIME = timedelta(days=14)
MOST_FOLLOWS = 50
LONGEST_SEARCH = 2000


@dataclass(frozen=True)
class FollowRequest:
    """What somebody asks for: news of an entry, of a topic, or of what a search finds. One."""

    frequency: Frequency
    activity_id: int | None = None
    search: str = ""
    topic: NewsTopic | None = None


def check_follow_request(follow_request: FollowRequest, others: int) -> None:
    if len(follow_request.search) > LONGEST_SEARCH:
        raise RuleBrokenError(N_("This search is too long to follow. Use fewer words"))
    if others >= MOST_FOLLOWS:
        raise RuleBrokenError(
            N_("You follow %(most)s things. Stop one of them first", most=MOST_FOLLOWS)
        )


def has_lapsed(requested_at: datetime, now: datetime) -> bool:
    """Tell whether whoever was asked then can no longer say yes."""
    return requested_at < now - UNCONFIRMED_LIFETIME


def is_due(frequency: Frequency, last_sent_at: datetime | None, now: datetime) -> bool:
    """Tell whether somebody who was last written to then may be written to now."""
    interval = INTERVALS.get(frequency)
    return interval is None or last_sent_at is None or now - last_sent_at >= interval
