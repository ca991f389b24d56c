"""How other teams got further."""

from flask import Blueprint

from coprod.assessment.next_rung.presenters import build_moving_up_page
from coprod.core.values.actor import Role
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("next_rung", __name__, url_prefix="/stories")


@bp.get("/<slug:slug>/moving-up")
@requires_role(Role.VISITOR)
def moving_up(slug: str) -> Answer:
    return page(
        "assessment/next_rung/moving_up.html", moving_up_page=build_moving_up_page(actor(), slug)
    )
