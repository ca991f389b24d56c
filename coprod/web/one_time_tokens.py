"""One-time tokens: a signed, random token in a form that may be sent once without an account.

A token says nothing of who somebody is. The browser stores the token that it has used in a cookie
for that one address; we store a digest of it, so that a token that is sent again is recognised.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from coprod.core import keyring
from coprod.core.values import clock
from coprod.web import headers

COOKIE = "answered"


@dataclass(frozen=True)
class OneTimeToken:
    digest: str
    given_at: datetime

    @property
    def age(self) -> timedelta:
        return clock.now() - self.given_at


def build_serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keyring.list_signing_keys(), salt="slip")


def create_token(about: str) -> str:
    return str(build_serializer().dumps([about, secrets.token_urlsafe(16)]))


def read_token(text: str, about: str) -> OneTimeToken | None:
    """Return a token that we created for this, or None."""
    try:
        content, given_at = build_serializer().loads(text, return_timestamp=True)
    except BadSignature:
        return None
    if not isinstance(content, list) or content[:1] != [about]:
        return None
    return OneTimeToken(list_digests(*content)[0], given_at)


def get_person_digest(about: str, person_id: int) -> str:
    """Return the digest of somebody who is signed in: always the same, and readable to nobody."""
    return list_person_digests(about, person_id)[0]


def get_digest(token: OneTimeToken, about: str, person_id: int | None) -> str:
    """Return by what an answer is known again: the token, or whoever is signed in."""
    return token.digest if person_id is None else get_person_digest(about, person_id)


def list_person_digests(about: str, person_id: int) -> list[str]:
    """Return the digests that somebody has, or had before the secret key was changed."""
    return list_digests(about, f"person {person_id}")


def list_digests(*parts: object) -> list[str]:
    return keyring.list_digests(repr(parts))


def is_used(about: str) -> bool:
    """Tell whether this browser has used a token for this."""
    return read_token(request.cookies.get(COOKIE, ""), about) is not None


def has_answered(about: str, person_id: int | None, find: Callable[..., bool]) -> bool:
    """Tell whether this browser has answered, or whoever is signed in, from whatever browser.

    ``find`` looks for digests among the answers.
    """
    marks = [] if person_id is None else list_person_digests(about, person_id)
    return (bool(marks) and find(*marks)) or is_used(about)


def set_cookie(
    response: Response, token: str, *, path: str, lifetime: timedelta, cookie: str = COOKIE
) -> None:
    headers.set_cookie(response, cookie, token, lifetime=lifetime, path=path)
