"""One check at the door: no POST comes in without the token that we gave this browser."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

protect = CSRFProtect()


def init_app(app: Flask) -> None:
    protect.init_app(app)
    app.jinja_env.globals["csrf_field"] = field


def field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
