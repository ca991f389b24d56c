"""Logging an activity and seeing it through to publication."""

from flask import Blueprint

from coprod.kit.actor import Role
from coprod.web.access import opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("register", __name__, url_prefix="/register")


@bp.get("/log")
@opens_to(Role.RESIDENT)
def log() -> Answer:
    return page("register/log.html")


@bp.get("/mine")
@opens_to(Role.RESIDENT)
def mine() -> Answer:
    return page("register/mine.html")
