"""Matched gaps: what nobody told us, what gets worse, what was never answered."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.intelligence.coverage.presenters import gaps_page
from coprod.intelligence.feedback import policies
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("coverage", __name__)


@bp.get("/insight/gaps")
@requires_role(Role.VISITOR)
def blind_spots() -> Answer:
    can_keep = policies.can_keep(actor())
    return page(
        "intelligence/coverage/blind_spots.html", shown=gaps_page(actor()), can_keep=can_keep
    )
