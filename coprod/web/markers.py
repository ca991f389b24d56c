"""Says in the language of the reader that words were taken out, in whatever is sent to them.

The marker may stand in any text that people wrote, so it is said where texts leave: no template
has to think of it. In boxes that are written in it stays as it is stored. Answers for other
programs have it as it is stored too.
"""

import re
from collections.abc import Callable
from datetime import date

from flask import Flask, Response
from markupsafe import escape

from coprod.core.values.markers import BEFORE_DAY, MARKER, STORED, replace_marker
from coprod.core.values.phrases import Message
from coprod.web.filters import say_date
from coprod.web.language import ENGLISH, get_language, translate

Escaping = Callable[[str], str]

BOX_OR_MARKER = re.compile(rf"<textarea\b.*?</textarea>|<input\b[^>]*>|{STORED.pattern}", re.DOTALL)


def escape_html(text: str) -> str:
    return str(escape(text))


def escape_quotes(text: str) -> str:
    return text.replace('"', '""')


FORMATS: dict[str, Escaping] = {
    "text/html": escape_html,
    "application/atom+xml": escape_html,
    "text/csv": escape_quotes,
    "text/plain": str,
}


def init_app(app: Flask) -> None:
    app.after_request(translate_markers)


def translate_markers(response: Response) -> Response:
    escaping = FORMATS.get(response.mimetype or "")
    if escaping is None or response.is_streamed or get_language() == ENGLISH:
        return response
    if FIRST_WORDS in response.get_data():
        response.set_data(translate_markers_in(response.get_data(as_text=True), escaping))
    return response


FIRST_WORDS = BEFORE_DAY.split()[0].encode()


def translate_markers_in(text: str, escaping: Escaping = str) -> str:
    """Return a text with its markers in the language of its reader, but for those in boxes."""

    def render(day: date) -> str:
        return escaping(translate(Message(MARKER.text, {"day": say_date(day)})))

    return BOX_OR_MARKER.sub(
        lambda found: replace_marker(found, render) if found["day"] else found[0], text
    )
