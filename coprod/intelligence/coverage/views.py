"""Coverage: what nobody told us, what gets worse, what was never answered."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from coprod.core.values.actor import VISITOR, Role
from coprod.intelligence.coverage.presenters import (
    build_coverage_page,
    build_gaps_page,
    build_grids,
    build_spreadsheet,
)
from coprod.intelligence.coverage.queries import list_grid_quarters
from coprod.intelligence.feedback import policies
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page, send_spreadsheet

bp = Blueprint("coverage", __name__)


@bp.get("/what-people-told-us/gaps")
@requires_role(Role.VISITOR)
def blind_spots() -> Answer:
    return page(
        "intelligence/coverage/blind_spots.html",
        coverage=build_coverage_page(actor(), request.args),
        gaps_page=build_gaps_page(actor()),
        can_curate=policies.can_curate(actor()),
    )


@bp.get("/what-people-told-us/gaps/file.csv")
@requires_role(Role.VISITOR)
def file() -> Response:
    """Return what everybody sees, whoever asks: a file leaves the register."""
    quarters = list_grid_quarters()
    return send_spreadsheet(
        build_spreadsheet(build_grids(VISITOR, quarters), quarters), "coverage.csv"
    )
