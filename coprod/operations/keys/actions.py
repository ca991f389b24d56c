"""Encrypting anew what an old secret key encrypted, so that nothing needs the old one any more."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from coprod.accounts.users.models import Person
from coprod.core import keyring
from coprod.core.database import session
from coprod.desk.calendar.models import CalendarAddress
from coprod.desk.calendar.queries import get_token as get_calendar_token
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import get_comment_token
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.engagement.suggestions.queries import get_suggestion_token
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.queries import get_follower_token
from coprod.participation.quotations.models import Quotation
from coprod.participation.quotations.queries import get_quotation_token

BATCH_SIZE = 500
PRIVATE_LINKS: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (Follower, get_follower_token),
    (Comment, get_comment_token),
    (EditSuggestion, get_suggestion_token),
    (CalendarAddress, get_calendar_token),
    (Quotation, get_quotation_token),
)


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
    session.flush()
    links = [is_readable for each in PRIVATE_LINKS for is_readable in rotate_links(*each)]
    readable_links = links.count(True)
    return KeyRotation(
        len(people) - len(unreadable), readable_links, unreadable, len(links) - readable_links
    )


def rotate_links(model: type[Any], get_token: Callable[[Any], str]) -> Iterator[bool]:
    for row in iterate_batches(model):
        token = get_token(row)
        if token:
            row.encrypted_token = keyring.encrypt(keyring.LINK_PURPOSE, token)
        yield bool(token)


def iterate_batches(model: type[Any]) -> Iterator[Any]:
    has_link = and_(model.token_hash.is_not(None), model.encrypted_token != "")
    statement = select(model).where(has_link).order_by(model.id)
    last = 0
    while rows := session.scalars(statement.where(model.id > last).limit(BATCH_SIZE)).all():
        yield from rows
        session.flush()
        last = rows[-1].id
        session.expunge_all()
