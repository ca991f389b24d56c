"""The pages people read."""

from flask import Blueprint

from coprod.kit.actor import Role
from coprod.web.access import opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("library", __name__, url_prefix="/library")


@bp.get("")
@opens_to(Role.VISITOR)
def entries() -> Answer:
    return page("library/entries.html")
