"""Writing a letter: the same words as plain text and as HTML, with links to our own address.

The address comes from the settings and never from the request: a forged Host header must not send
people to somebody else's site.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask, current_app, render_template, url_for

from coprod.core import mail
from coprod.core.config import Settings
from coprod.core.values.phrases import Message
from coprod.web.access import actor
from coprod.web.language import translate
from coprod.web.markers import as_html, with_markers_translated


class HasAddress(Protocol):
    id: Any

    @property
    def email(self) -> str | None: ...


@dataclass(frozen=True)
class Item:
    """One line of a list in a letter: what it is, where it is read, and what is new about it."""

    title: str
    link: str
    about: Message


@dataclass(frozen=True)
class Leaving:
    """For mail that goes out again and again: where to change what comes, and where to end it."""

    change: str
    stop: str


@dataclass(frozen=True)
class Email:
    """What a mail says: paragraphs, perhaps a link or a list of them, and paragraphs after it."""

    subject: Message
    before: tuple[Message, ...]
    link_says: Message | None = None
    after: tuple[Message, ...] = ()
    items: tuple[Item, ...] = ()


def init_app(app: Flask) -> None:
    mail.init_app(app)
    app.jinja_env.globals["whole_address"] = address


def write(
    to: str,
    letter: Email,
    *,
    link: str = "",
    leaving: Leaving | None = None,
    is_urgent: bool = False,
) -> None:
    """Put a letter into the outbox, in the language of the reader of this page."""
    shown = {"letter": letter, "link": link, "leaving": leaving}
    text = with_markers_translated(render_template("_layout/email.txt", **shown))
    html = with_markers_translated(render_template("_layout/email.html", **shown), as_html)
    subject = with_markers_translated(translate(letter.subject))
    stop = leaving.stop if leaving else ""
    message = mail.add_to_outbox(to, subject, text, html, stop=stop)
    if is_urgent:
        mail.make_urgent(message)


def write_to_each(people: Iterable[HasAddress], letter: Email, *, link: str = "") -> int:
    """Write to those of them who have an address, and return how many letters that was."""
    addresses = [person.email for person in people if person.email]
    for each in addresses:
        write(each, letter, link=link)
    return len(addresses)


def write_to_others(people: Iterable[HasAddress], letter: Email, *, link: str = "") -> int:
    """Write to those of them who are not doing this themselves."""
    others = [person for person in people if person.id != actor().id]
    return write_to_each(others, letter, link=link)


def address(endpoint: str, **values: object) -> str:
    """Return the whole address of a page of ours, for people who are not here."""
    return whole(url_for(endpoint, **values))  # type: ignore[arg-type]


def whole(path: str) -> str:
    """Return the whole address of a path of ours."""
    settings: Settings = current_app.extensions["settings"]
    base = settings.public_url or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    return base.rstrip("/") + path
