"""Beginning to follow, confirming it, changing it and ending it.

None of it is noted in the history: what somebody reads is nobody's business.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from coprod.accounts.users.rules import check_email
from coprod.core.database import session
from coprod.core.keyring import PrivateLink, hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError
from coprod.library.subscriptions import queries, rules
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.models import Follow, Follower
from coprod.library.subscriptions.rules import FollowRequest


@dataclass(frozen=True)
class Subscription:
    """What was begun, and for whom."""

    follower: Follower
    follow: Follow


def follow_with_account(
    actor: Actor, follow_request: FollowRequest, link: PrivateLink, *, language: str
) -> Subscription:
    """Follow at once: the address of an account has been shown to be somebody's own."""
    actor_id = actor.require_id()
    follower = queries.find_by_person(actor) or create_follower(link, language, person_id=actor_id)
    follow = add_follow(follower, follow_request)
    confirm_follows(follower)
    return Subscription(follower, follow)


def follow_by_mail(
    email: str, follow_request: FollowRequest, link: PrivateLink, *, language: str
) -> Subscription:
    """Keep what an address asks for until whoever reads its mail says yes."""
    checked_email = check_email(email)
    follower = queries.find_by_email(checked_email) or create_follower(
        link, language, email=checked_email
    )
    return Subscription(follower, add_follow(follower, follow_request))


def create_follower(
    link: PrivateLink, language: str, *, email: str | None = None, person_id: int | None = None
) -> Follower:
    """Make a follower. Their private link is known to their mail alone."""
    follower = Follower(
        email=email,
        person_id=person_id,
        encrypted_token=link.encrypted,
        token_hash=hash_token(link.token),
        language=language,
        follows=[],
    )
    try:
        with session.begin_nested():
            session.add(follower)
    except IntegrityError:  # the same address, twice at the same moment
        raise ConflictError from None
    return follower


def add_follow(follower: Follower, follow_request: FollowRequest) -> Follow:
    """Add one thing to follow. Asked again, it stays as it is confirmed, in the new rhythm."""
    subject = (follow_request.activity_id, follow_request.search, follow_request.topic)
    follow = next(
        (f for f in follower.follows if (f.activity_id, f.search, f.topic) == subject), None
    )
    if follow is None:
        rules.check_follow_request(follow_request, len(follower.live_follows))
        follow = Follow(
            activity_id=follow_request.activity_id,
            search=follow_request.search,
            topic=follow_request.topic,
            often=follow_request.frequency,
            notified_until=clock.now(),
        )
        follower.follows.append(follow)
    elif follow.confirmed_at is None:
        follow.created_at = clock.now()
    session.flush()
    return follow


def confirm_follows(follower: Follower) -> None:
    """Say yes to everything that waits. What is new from now on is news."""
    for each in follower.live_follows:
        if each.confirmed_at is None:
            each.confirmed_at = each.notified_until = clock.now()
    follower.notified_at = follower.notified_at or clock.now()


def change_frequency(follow: Follow, frequency: Frequency) -> None:
    follow.often = frequency


def stop_following(follower: Follower, follow: Follow | None = None) -> None:
    """End one, or all. Whoever follows nothing any more is forgotten."""
    if follow is not None:
        follower.follows.remove(follow)
    if follow is None or not follower.live_follows:
        session.delete(follower)
    session.flush()


def record_sent(follower: Follower, follows: list[Follow], until: datetime) -> None:
    """Remember that somebody was written to about these, in the work that writes the letter."""
    for each in follows:
        each.notified_until = until
    if any(each.often is Frequency.WEEKLY for each in follows):
        follower.notified_at = clock.now()


def delete_unconfirmed() -> int:
    """Forget what nobody confirmed, and those who follow nothing any more."""
    lapsed = queries.list_unconfirmed(clock.now() - rules.UNCONFIRMED_LIFETIME)
    for each in lapsed:
        session.delete(each)
    session.flush()
    for follower in queries.list_gone():
        session.delete(follower)
    session.flush()
    return len(lapsed)
