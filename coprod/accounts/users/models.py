"""People who can sign in. We keep as little about them as will do.

This is the one file of the domain that leans on Flask-Security: it hashes passwords, and makes and
checks the codes of the second factor.
"""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from flask_security import hash_password, verify_password
from flask_security.proxies import _security
from flask_security.totp import Totp
from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.accounts.users.enums import Browser, Purpose, SignInMethod, System
from coprod.core import keyring
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Right, Role, ScopedRight
from coprod.reference.lists.models import Term

RECOVERY = "recovery"
"""What the key of recovery codes is derived for."""
UNNAMED_KEY = "1"
"""Which key encrypted a secret, as earlier versions wrote it: whichever was in use then."""
CLOCKS_DIFFER = 30
"""Seconds by which a telephone's clock may be wrong."""


def generate_key() -> str:
    return secrets.token_hex(32)


class Person(Timestamped, Base):
    """Somebody with an account. ``email`` is None when the account was closed.

    The names that begin with ``tf_``, ``mf_`` and ``fs_`` are those that Flask-Security looks for.
    """

    __tablename__ = "person"
    holds_no_words = {
        "email": "of an account, closed by its owner",
        "name": "of an account, closed by its owner",
        "password": "of an account, closed by its owner",
        "fs_uniquifier": "of an account, closed by its owner",
        "rights": "of names of rights and keys of lists",
        "tf_primary_method": "of an account, closed by its owner",
        "tf_totp_secret": "of an account, closed by its owner",
        "mf_recovery_codes": "of an account, closed by its owner",
    }

    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(default=Role.RESIDENT)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    rights: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    """Rights within an organisation or workstream: of each its name and the key of the term."""
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    password: Mapped[str | None] = mapped_column(String(255), default=None)
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=generate_key)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64), default=None)
    tf_totp_secret: Mapped[str | None] = mapped_column(Text, default=None)
    tf_last_counter: Mapped[int | None] = mapped_column(default=None)
    mf_recovery_codes: Mapped[list[str]] = mapped_column(
        MutableList.as_mutable(JSON()), default=list
    )

    organisation: Mapped[Term | None] = relationship(lazy="raise", foreign_keys=[organisation_id])

    @property
    def display_name(self) -> str:
        """By what other staff choose somebody."""
        return self.name or self.email or ""

    @property
    def actor(self) -> Actor:
        rights = frozenset(self.list_rights())
        return Actor(self.id, self.name, self.role, self.organisation_id, rights)

    def list_rights(self) -> list[ScopedRight]:
        """Return the rights that were given to somebody, the oldest first."""
        return [ScopedRight(Right(name), int(key)) for name, key in self.rights or ()]

    def set_rights(self, rights: Iterable[ScopedRight]) -> None:
        self.rights = [[each.right.value, str(each.term_id)] for each in rights]

    is_authenticated = True
    """Flask-Login asks. Whoever was found by the key of a live login session is signed in."""
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return self.fs_uniquifier

    def calc_username(self) -> str:
        """Return how an authenticator app shall name this account."""
        return self.email or ""

    @property
    def has_second_factor(self) -> bool:
        return self.tf_totp_secret is not None

    def set_password(self, password: str) -> None:
        self.password = hash_password(normalize_password(password))

    def verify_password(self, password: str) -> bool:
        return self.password is not None and is_password_right(password, self.password)

    def verify_code(self, code: str, secret: str | None = None) -> bool:
        """Check a code of the authenticator app; each is good for one use."""
        secret_in_use = secret or self.tf_totp_secret
        typed = code.replace(" ", "")
        if secret_in_use is None or not (typed.isascii() and typed.isdigit() and len(typed) == 6):
            return False
        right = (
            get_totp().verify_totp(typed, s, self, window=CLOCKS_DIFFER)
            for s in list_readable_secrets(secret_in_use)
        )
        return any(right)

    def use_recovery_code(self, code: str) -> bool:
        """Check a recovery code, and cross it out."""
        typed = code.replace(" ", "").lower()
        if not get_recovery_codes_util().check_recovery_code(self, typed):
            return False
        return bool(get_recovery_codes_util().delete_recovery_code(self, typed))

    def make_recovery_codes(self) -> None:
        get_recovery_codes_util().create_recovery_codes(self)

    def list_recovery_codes(self) -> list[str]:
        return list(get_recovery_codes_util().get_recovery_codes(self))

    def get_set_up_values(self, secret: str) -> dict[str, str]:
        """Return what an authenticator app needs: a picture and the same in letters."""
        return dict(get_totp().fetch_setup_values(secret, self))

    def renew_secrets(self) -> bool:
        """Encrypt with the key of today what an old one encrypted. Tell whether all of it is.

        A secret of an earlier version does not name its key. The key that decrypts the recovery
        codes of the same person is the one.
        """
        forms = list_readable_secrets(self.tf_totp_secret or "")
        if len(forms) > 1:
            opens = self.list_keys_that_decrypt()
            forms = [form for form, is_it in zip(forms, opens, strict=True) if is_it]
        if len(forms) == 1:
            self.tf_totp_secret = get_totp().encrypt_anew(forms[0])
        cryptor = get_recovery_codes_util().cryptor
        opened = (code for code in self.mf_recovery_codes if can_decrypt(cryptor, code))
        self.mf_recovery_codes = [cryptor.rotate(code.encode()).decode() for code in opened]
        return len(forms) == 1

    def list_keys_that_decrypt(self) -> list[bool]:
        """Tell for each key, in the order of the settings, whether it decrypts a recovery code."""
        ciphers = [Fernet(key) for key in keyring.derive_fernet_keys(RECOVERY, keyring.list_keys())]
        return [any(can_decrypt(c, code) for code in self.mf_recovery_codes) for c in ciphers]


class SingleUseTotp(Totp):
    """Codes of the authenticator app that open once: one that somebody overlooked is worthless.

    The first of the secrets encrypts; the others read what was encrypted before.
    """

    def __init__(self, secrets: Any, issuer: str) -> None:
        super().__init__(secrets, issuer)
        self.tags = list(secrets)
        self._totp.wallet.default_tag = self.tags[0]

    def encrypt_anew(self, secret: str) -> str:
        """Return a secret encrypted with the first of the secrets."""
        return str(self._totp.from_source(secret).to_json(encrypt=True))

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.tf_last_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.tf_last_counter = tmatch.counter


def get_totp() -> Any:
    """Return what makes and checks the codes of authenticator apps."""
    return _security.totp_factory


def get_recovery_codes_util() -> Any:
    return _security._mf_recovery_codes_util


def get_key_tag(key: str) -> str:
    """Return a name for a secret key, to stand beside what it encrypted. It tells nothing of it."""
    return keyring.derive_key(key, "tag").hex()[:12]


def list_readable_secrets(secret: str) -> list[str]:
    """Return a secret in each form that a key of ours may decrypt.

    A secret names its key: that gives one form, or none if we do not have the key. What an earlier
    version encrypted names none, so there is one form for each key.
    """
    envelope = json.loads(secret) if secret else {}
    tag = envelope.get("enckey", {}).get("t")
    if tag != UNNAMED_KEY:
        return [secret] if tag in get_totp().tags else []
    return [
        json.dumps({**envelope, "enckey": {**envelope["enckey"], "t": t}}) for t in get_totp().tags
    ]


def can_decrypt(cipher: Any, code: str) -> bool:
    try:
        return bool(cipher.decrypt(code.encode()))
    except InvalidToken:
        return False


def generate_secret() -> str:
    """Return a secret for an authenticator app, encrypted: it may lie in a cookie."""
    return str(get_totp().generate_totp_secret())


def normalize_password(password: str) -> str:
    """Return a password in one Unicode form, however this keyboard wrote it."""
    return str(_security._password_util.normalize(password))


def is_password_right(password: str, password_hash: str) -> bool:
    return bool(verify_password(normalize_password(password), password_hash))


@cache
def get_dummy_hash() -> str:
    return str(hash_password(generate_key()))


def verify_dummy_password(password: str) -> None:
    """Do the work of checking a password when there is none to check."""
    is_password_right(password, get_dummy_hash())


class LoginSession(Base):
    """One browser in which somebody is signed in. The row gone, its cookie opens nothing.

    ``provider_key`` is a hash of what the provider calls its own session of the same sign-in.
    ``is_whole`` is false while the second factor is still missing. ``seen_at`` moves with what is
    sent; in between, the signed cookie carries the time, because reading a page changes nothing.
    """

    __tablename__ = "login_session"
    holds_no_words = {"key_hash": "a hash", "provider_key": "a hash"}
    never_seen_by_visitors = True

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    way: Mapped[SignInMethod]
    provider_key: Mapped[str | None] = mapped_column(String(64), index=True, default=None)
    browser: Mapped[Browser] = mapped_column(default=Browser.OTHER)
    system: Mapped[System] = mapped_column(default=System.OTHER)
    is_whole: Mapped[bool] = mapped_column(default=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship(lazy="raise")

    def has_started_within(self, lasts: timedelta) -> bool:
        return clock.now() - self.started_at <= lasts


class LinkedIdentity(Timestamped, Base):
    """Who somebody is at an outside provider: a hash of its name and of its key for them.

    ``given_role`` is the role that the last sign-in there gave. Where the person has another one,
    somebody gave that by hand.
    """

    __tablename__ = "linked_identity"
    holds_no_words = {"key_hash": "a hash"}
    never_seen_by_visitors = True

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    given_role: Mapped[Role | None]

    person: Mapped[Person] = relationship(lazy="raise")


class Link(Base):
    """A link that we e-mailed. The link itself is known only to the mail; we keep its hash.

    ``email`` is where it went. The row goes when the link is used. One that ``is_blank`` opens
    nothing: it was made so that every address takes the same work, whoever has an account.
    """

    __tablename__ = "link"
    holds_words = ("email", "payload")
    holds_no_words = {"token_hash": "a hash"}
    never_seen_by_visitors = True

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[Purpose]
    email: Mapped[str] = mapped_column(String(254), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_blank: Mapped[bool] = mapped_column(default=False)
    payload: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person | None] = relationship(lazy="raise")


class MailDomain(Timestamped, Base):
    """An organisation's e-mail domain: who signs up from it joins as one of its team."""

    __tablename__ = "mail_domain"
    holds_no_words = {"domain": "a mail domain that administrators allow"}
    never_seen_by_visitors = True

    domain: Mapped[str] = mapped_column(String(253), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)

    organisation: Mapped[Term] = relationship(lazy="raise")
