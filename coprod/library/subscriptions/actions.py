"""Beginning to follow, confirming it, changing it and ending it.

None of it is noted in the history: what somebody reads is nobody's business.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from coprod.accounts.users.queries import hash_token
from coprod.accounts.users.rules import check_email
from coprod.core.database import session
from coprod.core.keyring import PrivateLink
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.library.subscriptions import queries, rules
from coprod.library.subscriptions.enums import Often
from coprod.library.subscriptions.models import Follow, Follower
from coprod.library.subscriptions.rules import Wish


@dataclass(frozen=True)
class Begun:
    """What was begun, and for whom."""

    follower: Follower
    follow: Follow


def follow_with_account(actor: Actor, wish: Wish, link: PrivateLink, *, language: str) -> Begun:
    """Follow at once: the address of an account has been shown to be somebody's own."""
    if actor.id is None:
        raise NotAllowedError
    follower = queries.of_person(actor) or new(link, language, person_id=actor.id)
    made = add(follower, wish)
    confirm(follower)
    return Begun(follower, made)


def follow_by_mail(email: str, wish: Wish, link: PrivateLink, *, language: str) -> Begun:
    """Keep what an address asks for until whoever reads its mail says yes."""
    known = check_email(email)
    follower = queries.by_email(known) or new(link, language, email=known)
    return Begun(follower, add(follower, wish))


def new(
    link: PrivateLink, language: str, *, email: str | None = None, person_id: int | None = None
) -> Follower:
    """Make a follower. Their private link is known to their mail alone."""
    made = Follower(
        email=email,
        person_id=person_id,
        encrypted_token=link.encrypted,
        token_hash=hash_token(link.token),
        language=language,
        follows=[],
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # the same address, twice at the same moment
        raise ConflictError from None
    return made


def add(follower: Follower, wish: Wish) -> Follow:
    """Add one thing to follow. Asked again, it stays as it is confirmed, in the new rhythm."""
    same = (wish.activity_id, wish.search)
    found = next((f for f in follower.follows if (f.activity_id, f.search) == same), None)
    if found is None:
        rules.check_wish(wish, len(follower.live_follows))
        found = Follow(
            activity_id=wish.activity_id,
            search=wish.search,
            often=wish.often,
            told_until=clock.now(),
        )
        follower.follows.append(found)
    elif found.confirmed_at is None:
        found.created_at = clock.now()
    session.flush()
    return found


def confirm(follower: Follower) -> None:
    """Say yes to everything that waits. What is new from now on is news."""
    for each in follower.live_follows:
        if each.confirmed_at is None:
            each.confirmed_at = each.told_until = clock.now()
    follower.told_at = follower.told_at or clock.now()


def change(follow: Follow, often: Often) -> None:
    follow.often = often


def stop(follower: Follower, follow: Follow | None = None) -> None:
    """End one, or all. Whoever follows nothing any more is forgotten."""
    if follow is not None:
        follower.follows.remove(follow)
    if follow is None or not follower.live_follows:
        session.delete(follower)
    session.flush()


def was_told(follower: Follower, follows: list[Follow], until: datetime) -> None:
    """Remember that somebody was written to about these, in the work that writes the letter."""
    for each in follows:
        each.told_until = until
    if any(each.often is Often.WEEKLY for each in follows):
        follower.told_at = clock.now()


def forget_unconfirmed() -> int:
    """Forget what nobody confirmed, and those who follow nothing any more."""
    late = queries.unconfirmed(clock.now() - rules.UNCONFIRMED_LASTS)
    for each in late:
        session.delete(each)
    session.flush()
    for follower in queries.gone():
        session.delete(follower)
    session.flush()
    return len(late)
