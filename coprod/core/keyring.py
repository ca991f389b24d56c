"""The secret key and the old ones: what was signed or encrypted with either can still be read.

New things are always made with the key of today. What is only signed (sessions, forms) is out of
date by itself; what is encrypted in the database is encrypted anew by ``coprod keys rotate``, and
then nothing needs the old keys any more.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app

from coprod.core.config import Settings


def list_keys() -> tuple[str, ...]:
    """Return the keys that may have been used, that of today first."""
    settings: Settings = current_app.extensions["settings"]
    return settings.keys


def list_signing_keys() -> list[str]:
    """Return the keys as itsdangerous takes them: it signs with the last and reads with each."""
    return [*reversed(list_keys())]


def derive_key(key: str, purpose: str) -> bytes:
    """Return a key of its own for each purpose, made from a secret key."""
    return hashlib.sha256(f"{purpose}: {key}".encode()).digest()


def derive_fernet_keys(purpose: str, secret_keys: tuple[str, ...]) -> list[bytes]:
    return [base64.urlsafe_b64encode(derive_key(key, purpose)) for key in secret_keys]


@cache
def get_cipher(purpose: str, secret_keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in derive_fernet_keys(purpose, secret_keys)])


def encrypt(purpose: str, text: str) -> str:
    return get_cipher(purpose, list_keys()).encrypt(text.encode()).decode()


def decrypt(purpose: str, text: str) -> str | None:
    """Return what was encrypted with one of the keys, or None."""
    try:
        return get_cipher(purpose, list_keys()).decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def list_digests(message: str) -> list[str]:
    """Return the digests that a message has, or had, under each key: that of today first."""
    return [
        hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest() for key in list_keys()
    ]


# Private links


LINK_PURPOSE = "private links"


class PrivateLink(NamedTuple):
    """``token`` stands in the link, and we keep its hash; ``encrypted`` makes the link again."""

    token: str
    encrypted: str


def create_private_link() -> PrivateLink:
    token = secrets.token_hex(32)
    return PrivateLink(token, encrypt(LINK_PURPOSE, token))


def find_link_token(encrypted: str, token_hash: str | None, older: Iterable[str]) -> str:
    """Return the token of a private link; nothing when no key opens it.

    ``older`` are the tokens that it may have where it was made by an earlier version.
    """
    tokens = (token for token in (decrypt(LINK_PURPOSE, encrypted), *older) if token)
    return next((token for token in tokens if hash_token(token) == token_hash), "")


def hash_token(token: str) -> str:
    """Return what we keep of a token. It is random: a plain hash tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
