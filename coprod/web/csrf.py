"""One check at the door: no POST comes in without the token that we gave this browser."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

from coprod.web.submissions import FIELD, once_token

protect = CSRFProtect()


def init_app(app: Flask) -> None:
    protect.init_app(app)
    app.jinja_env.globals["csrf_field"] = field


def field() -> Markup:
    """Return what each form carries: our token, and one by which a form sent twice is known."""
    return Markup(
        '<input type="hidden" name="csrf_token" value="{}"><input type="hidden" name="{}" value="{}">'
    ).format(generate_csrf(), FIELD, once_token())
