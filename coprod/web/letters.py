"""Writing a letter: the same words as plain text and as HTML, with links to our own address.

The address comes from the settings and never from the request: a forged Host header must not send
people to somebody else's site.
"""

import os
from dataclasses import dataclass

from flask import Flask, current_app, render_template, url_for

from coprod import post
from coprod.config import Settings
from coprod.kit.phrases import Phrase
from coprod.web.language import say


@dataclass(frozen=True)
class Letter:
    """What a mail says: paragraphs, perhaps one link to follow, and paragraphs after it."""

    subject: Phrase
    before: tuple[Phrase, ...]
    link_says: Phrase | None = None
    after: tuple[Phrase, ...] = ()


def init_app(app: Flask) -> None:
    post.init_app(app)


def write(to: str, letter: Letter, *, link: str = "") -> None:
    """Put a letter into the outbox, in the language of the reader of this page."""
    shown = {"letter": letter, "link": link}
    text = render_template("_layout/email.txt", **shown)
    html = render_template("_layout/email.html", **shown)
    post.send(to, say(letter.subject), text, html)


def address(endpoint: str, **values: str | int) -> str:
    """Return the whole address of a page of ours, for people who are not here."""
    return whole(url_for(endpoint, **values))  # type: ignore[arg-type]


def whole(path: str) -> str:
    """Return the whole address of a path of ours."""
    settings: Settings = current_app.extensions["settings"]
    base = settings.public_url or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    return base.rstrip("/") + path
