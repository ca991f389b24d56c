"""A slip: a signed, random ticket in a form that may be filled in without an account, once.

It says nothing of who somebody is. The browser keeps the slip that it has used, in a cookie for
that one address; what we keep is a digest of it, so that a slip that is sent again is known.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from coprod.core import keyring
from coprod.core.values import clock
from coprod.web.headers import current_settings

COOKIE = "answered"


@dataclass(frozen=True)
class OneTimeToken:
    once: str
    given_at: datetime

    @property
    def age(self) -> timedelta:
        return clock.now() - self.given_at


def serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(keyring.list_signing_keys(), salt="slip")


def new(about: str) -> str:
    return str(serializer().dumps([about, secrets.token_urlsafe(16)]))


def read(text: str, about: str) -> OneTimeToken | None:
    """Return a slip that we gave out for this, or None."""
    try:
        told, given_at = serializer().loads(text, return_timestamp=True)
    except BadSignature:
        return None
    if not isinstance(told, list) or told[:1] != [about]:
        return None
    return OneTimeToken(digests(*told)[0], given_at)


def of_person(about: str, person_id: int) -> str:
    """Return the mark of somebody who is signed in: the same each time, and readable to nobody."""
    return marks_of_person(about, person_id)[0]


def marks_of_person(about: str, person_id: int) -> list[str]:
    """Return the marks that somebody has, or had before the secret key was changed."""
    return digests(about, f"person {person_id}")


def digests(*parts: object) -> list[str]:
    return keyring.list_digests(repr(parts))


def used(about: str) -> bool:
    """Say whether this browser has used a slip for this."""
    return read(request.cookies.get(COOKIE, ""), about) is not None


def remember(
    response: Response, slip: str, *, path: str, lasts: timedelta, cookie: str = COOKIE
) -> None:
    response.set_cookie(
        cookie,
        slip,
        path=path,
        max_age=lasts,
        secure=current_settings().public_url.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )
