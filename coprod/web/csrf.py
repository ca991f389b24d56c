"""One check at the door: no POST comes in without the token that we gave this browser."""

from datetime import UTC, datetime

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous.encoding import base64_decode, bytes_to_int
from markupsafe import Markup

from coprod.web.submissions import FIELD, once_token

protect = CSRFProtect()
HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')


def init_app(app: Flask) -> None:
    protect.init_app(app)
    app.jinja_env.globals["csrf_field"] = field


def field() -> Markup:
    """Return what each form carries: our token, and one by which a form sent twice is known."""
    return HIDDEN.format("csrf_token", generate_csrf()) + HIDDEN.format(FIELD, once_token())


def opened_at() -> datetime:
    """Return by when the page was made that this form stood on.

    Its token names the second, so this is the end of that second.
    """
    stamp = request.form["csrf_token"].rsplit(".", 2)[1]
    return datetime.fromtimestamp(bytes_to_int(base64_decode(stamp)) + 1, UTC)
