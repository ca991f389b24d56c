"""Somebody who follows something."""

from coprod.core.database import session
from coprod.core.keyring import create_private_link
from coprod.library.subscriptions import actions
from coprod.library.subscriptions.enums import Often
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.rules import Wish
from tests.make import number


def follower(
    *, entry: int | None = None, search: str = "", often: Often = Often.WEEKLY, yes: bool = True
) -> Follower:
    """Follow an entry or a search without an account, and say yes to the letter."""
    email = f"reader{next(number)}@example.org"
    begun = actions.follow_by_mail(
        email, Wish(often, entry, search), create_private_link(), language="en"
    )
    if yes:
        actions.confirm(begun.follower)
    session.commit()
    return begun.follower
