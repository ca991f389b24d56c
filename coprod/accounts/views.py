"""Signing in and out."""

from flask import Blueprint, Flask
from flask_login import LoginManager

from coprod.accounts import queries
from coprod.kit.actor import Role
from coprod.web.access import opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
@opens_to(Role.VISITOR)
def sign_in() -> Answer:
    return page("accounts/sign_in.html")


@bp.get("/account")
@opens_to(Role.RESIDENT)
def account() -> Answer:
    return page("accounts/account.html")


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.user_loader(lambda key: queries.person(int(key)))
