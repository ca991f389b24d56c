"""Looking after the people of this register."""

from flask import Blueprint

from coprod.kit.actor import Role
from coprod.web.access import opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@opens_to(Role.CURATOR)
def people() -> Answer:
    return page("people/people.html")
