"""Encrypting anew what an old secret key encrypted, so that nothing needs the old one any more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from coprod.accounts.users.models import Person
from coprod.core import keyring
from coprod.core.database import session
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import get_comment_token
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.queries import get_follower_token

BATCH_SIZE = 500


@dataclass(frozen=True)
class KeyRotation:
    """What is encrypted with the key of today. What is unreadable needs a key that is not named."""

    secrets: int
    links: int
    unreadable_secrets: Sequence[int]
    unreadable_links: int


def rotate_keys() -> KeyRotation:
    """Encrypt everything with the key of today. Links in letters that were sent go on to open."""
    people = session.scalars(select(Person).where(Person.tf_totp_secret.is_not(None))).all()
    unreadable = [person.id for person in people if not person.renew_secrets()]
    links = [*rotate_follower_links(), *rotate_comment_links()]
    session.flush()
    readable_links = links.count(True)
    return KeyRotation(
        len(people) - len(unreadable), readable_links, unreadable, len(links) - readable_links
    )


def rotate_follower_links() -> Iterator[bool]:
    for follower in session.scalars(select(Follower).order_by(Follower.id)):
        token = get_follower_token(follower)
        if token:
            follower.encrypted_token = keyring.encrypt(keyring.LINK_PURPOSE, token)
        yield bool(token)


def rotate_comment_links() -> Iterator[bool]:
    """Those of comments in an account have none."""
    for comment in iterate_batches(select(Comment).where(Comment.token_hash.is_not(None))):
        token = get_comment_token(comment)
        if token:
            comment.encrypted_token = keyring.encrypt(keyring.LINK_PURPOSE, token)
        yield bool(token)


def iterate_batches(statement: Select[Comment]) -> Iterator[Comment]:
    last = 0
    while rows := session.scalars(
        statement.where(Comment.id > last).order_by(Comment.id).limit(BATCH_SIZE)
    ).all():
        yield from rows
        session.flush()
        last = rows[-1].id
        session.expunge_all()
