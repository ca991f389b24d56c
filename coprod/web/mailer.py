"""Writing a letter: the same words as plain text and as HTML, with links to our own address.

The address comes from the settings and never from the request: a forged Host header must not send
people to somebody else's site.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from flask import Flask, current_app, render_template, url_for

from coprod.core import mail
from coprod.core.config import Settings
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import Message, TranslatedMessage
from coprod.web.access import actor
from coprod.web.language import ENGLISH, translate
from coprod.web.markers import escape_html, translate_markers_in

OwnWords = Mapping[str, Mapping[str, str]]
"""What an administrator says in place of each text of a letter: by its key, then by language."""


class HasAddress(Protocol):
    id: Any

    @property
    def email(self) -> str | None: ...


@dataclass(frozen=True)
class EmailItem:
    """One line of a list in a letter: what it is, where it is read, and what is new about it."""

    title: str
    link: str
    about: Message


@dataclass(frozen=True)
class SubscriptionLinks:
    """For mail that goes out again and again: where to change what comes, and where to end it."""

    change: str
    stop: str


class FixedMessage(Message):
    """A paragraph that nobody words anew: it keeps people safe, or says what somebody wrote."""


@dataclass(frozen=True)
class Email:
    """What a mail says: paragraphs, perhaps a link or a list of them, and paragraphs after it.

    ``key`` names the kind of letter for good: the words that an administrator gives it hang on it.
    """

    key: str
    subject: Message
    before: tuple[Message, ...]
    link_label: Message | None = None
    after: tuple[Message, ...] = ()
    items: tuple[EmailItem, ...] = ()


def init_app(app: Flask) -> None:
    mail.init_app(app)
    app.jinja_env.globals["whole_address"] = build_address


def write_email(
    to: str,
    email: Email,
    *,
    link: str = "",
    subscription: SubscriptionLinks | None = None,
    is_urgent: bool = False,
) -> None:
    """Put a letter into the outbox, in the language of the reader of this page."""
    message = put_in_outbox(to, reword(email), link=link, subscription=subscription)
    if is_urgent:
        mail.make_urgent(message)


def put_in_outbox(
    to: str, email: Email, *, link: str, subscription: SubscriptionLinks | None = None
) -> mail.Outgoing:
    """Put a letter into the outbox as it is: it was given its words before."""
    context = {"email": email, "link": link, "subscription": subscription}
    text = render_text(email, link=link, subscription=subscription)
    html = translate_markers_in(render_template("_layout/email.html", **context), escape_html)
    subject = translate_markers_in(translate(email.subject))
    stop = subscription.stop if subscription else ""
    return mail.add_to_outbox(to, subject, text, html, stop=stop)


def render_text(email: Email, *, link: str, subscription: SubscriptionLinks | None = None) -> str:
    """Return a letter as plain text, in the language of the reader of this page."""
    return translate_markers_in(
        render_template("_layout/email.txt", email=email, link=link, subscription=subscription)
    )


def fix(message: Message) -> FixedMessage:
    return FixedMessage(message.text, message.parts)


def reword(email: Email) -> Email:
    """Return a letter in the words that administrators gave it. All letters pass here."""
    find_own_words: Callable[[str], OwnWords] = current_app.extensions["find_letter_words"]
    return replace_words(email, find_own_words(email.key))


def replace_words(email: Email, own: OwnWords) -> Email:
    """Return a letter with the words of others for its subject and its paragraphs."""
    if not own:
        return email
    return replace(
        email,
        subject=choose_words(email.subject, own),
        before=tuple(choose_words(each, own) for each in email.before),
        after=tuple(choose_words(each, own) for each in email.after),
    )


def choose_words(message: Message, own: OwnWords) -> Message:
    words = {} if isinstance(message, FixedMessage) else own.get(compute_text_key(message), {})
    if not words:
        return message
    translations = {code: text for code, text in words.items() if code != ENGLISH}
    return TranslatedMessage(words.get(ENGLISH, message.text), message.parts, translations)


def compute_text_key(message: Message) -> str:
    """Return by what own words find a text: a sentence that code words anew is another one."""
    return compute_fingerprint(message.text)


def write_to_each(people: Iterable[HasAddress], email: Email, *, link: str = "") -> int:
    """Write to those of them who have an address, and return how many letters that was."""
    addresses = [person.email for person in people if person.email]
    reworded = reword(email) if addresses else email
    for each in addresses:
        put_in_outbox(each, reworded, link=link)
    return len(addresses)


def write_to_others(people: Iterable[HasAddress], email: Email, *, link: str = "") -> int:
    """Write to those of them who are not doing this themselves."""
    others = [person for person in people if person.id != actor().id]
    return write_to_each(others, email, link=link)


def build_address(endpoint: str, **values: object) -> str:
    """Return the whole address of a page of ours, for people who are not here."""
    return make_absolute(url_for(endpoint, **values))  # type: ignore[arg-type]


def make_absolute(path: str) -> str:
    """Return the whole address of a path of ours."""
    settings: Settings = current_app.extensions["settings"]
    base = settings.public_url or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    return base.rstrip("/") + path
