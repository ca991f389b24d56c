"""Somebody who follows something."""

from coprod.core.database import session
from coprod.core.keyring import create_private_link
from coprod.library.feeds.enums import NewsTopic
from coprod.library.subscriptions import actions
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.rules import FollowRequest
from tests.make import number


def follower(
    *,
    entry: int | None = None,
    search: str = "",
    topic: NewsTopic | None = None,
    often: Frequency = Frequency.WEEKLY,
    yes: bool = True,
) -> Follower:
    """Follow an entry, a topic or a search without an account, and say yes to the letter."""
    email = f"reader{next(number)}@example.org"
    begun = actions.follow_by_mail(
        email, FollowRequest(often, entry, search, topic), create_private_link(), language="en"
    )
    if yes:
        actions.confirm_follows(begun.follower)
    session.commit()
    return begun.follower
