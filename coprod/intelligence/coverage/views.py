"""Matched gaps: what nobody told us, what gets worse, what was never answered."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.intelligence.coverage.presenters import build_gaps_page
from coprod.intelligence.feedback import policies
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("coverage", __name__)


@bp.get("/what-people-told-us/gaps")
@requires_role(Role.VISITOR)
def blind_spots() -> Answer:
    can_curate = policies.can_curate(actor())
    return page(
        "intelligence/coverage/blind_spots.html",
        gaps_page=build_gaps_page(actor()),
        can_curate=can_curate,
    )
