"""Somebody who follows something."""

from coprod.db import session
from coprod.following import actions
from coprod.following.models import Follower
from coprod.following.rules import Wish
from coprod.following.words import Often
from coprod.keyring import new_link
from tests.make import number


def follower(
    *, entry: int | None = None, search: str = "", often: Often = Often.WEEKLY, yes: bool = True
) -> Follower:
    """Follow an entry or a search without an account, and say yes to the letter."""
    email = f"reader{next(number)}@example.org"
    begun = actions.follow_by_mail(email, Wish(often, entry, search), new_link(), language="en")
    if yes:
        actions.confirm(begun.follower)
    session.commit()
    return begun.follower
