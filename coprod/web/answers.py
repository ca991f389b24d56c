"""All the answers a view can give: a page, one with mistakes, a file, or somewhere to go."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from coprod.core.values.phrases import Message
from coprod.core.values.text import escape_cell
from coprod.web.language import translate

Answer = str | tuple[str, int] | Response


def page(template: str, **context: object) -> str:
    return render_template(template, **context)


def form_page(template: str, **context: object) -> tuple[str, int]:
    """Show the page again. 422 also tells ``transaction`` to keep nothing."""
    return render_template(template, has_errors=True, **context), 422


def conflict_page(template: str, **context: object) -> tuple[str, int]:
    """Show what somebody else saved meanwhile, and what was typed, ready to be saved over it."""
    return render_template(template, has_errors=True, **context), 409


def send_spreadsheet(rows: Iterable[Sequence[str]], name: str) -> Response:
    """Send rows as a file that a spreadsheet opens, with no cell that it would run."""
    text = io.StringIO()
    csv.writer(text).writerows([escape_cell(cell) for cell in row] for row in rows)
    response = Response(text.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def go(endpoint: str, *, message: Message | None = None, **values: str | int) -> Response:
    """Send the reader on, with a word about what was done."""
    if message:
        flash(translate(message))
    return redirect(url_for(endpoint, **values), code=303)  # type: ignore[arg-type]


def go_to(address: str, *, message: Message | None = None) -> Response:
    """Send the reader to an address of ours; ``addresses.ours`` has checked it."""
    if message:
        flash(translate(message))
    return redirect(address, code=303)
