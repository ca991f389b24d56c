"""The curator's desk."""

from flask import Blueprint

from coprod.kit.actor import Role
from coprod.web.access import opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("insight", __name__)


@bp.get("/desk")
@opens_to(Role.CURATOR)
def desk() -> Answer:
    return page("insight/desk.html")
