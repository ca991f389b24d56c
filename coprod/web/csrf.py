"""One check at the door: no POST comes in without the token that we gave this browser."""

from datetime import UTC, datetime

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous.encoding import base64_decode, bytes_to_int
from markupsafe import Markup

from coprod.web.submissions import ONCE_FIELD, get_once_token

protect = CSRFProtect()
HIDDEN_INPUT = Markup('<input type="hidden" name="{}" value="{}">')


def init_app(app: Flask) -> None:
    protect.init_app(app)
    app.jinja_env.globals["csrf_field"] = render_csrf_field


def render_csrf_field() -> Markup:
    """Return what each form carries: our token, and one by which a form sent twice is known."""
    return HIDDEN_INPUT.format("csrf_token", generate_csrf()) + HIDDEN_INPUT.format(
        ONCE_FIELD, get_once_token()
    )


def get_form_time() -> datetime:
    """Return by when the page was made that this form stood on.

    Its token names the second, so this is the end of that second.
    """
    stamp = request.form["csrf_token"].rsplit(".", 2)[1]
    return datetime.fromtimestamp(bytes_to_int(base64_decode(stamp)) + 1, UTC)
