"""Matched gaps: what nobody told us, what gets worse, what was never answered."""

from flask import Blueprint

from coprod.gaps.pages import gaps_page
from coprod.kit.actor import Role
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("gaps", __name__)


@bp.get("/insight/gaps")
@opens_to(Role.VISITOR)
def gaps() -> Answer:
    return page("gaps/gaps.html", shown=gaps_page(actor()))
