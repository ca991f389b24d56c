"""What people told us: over time, by place, by service and more. Open to everybody."""

from flask import Blueprint, request

from coprod.core.values.actor import Role
from coprod.intelligence.feedback.enums import Side
from coprod.intelligence.feedback.policies import can_keep
from coprod.intelligence.trends.enums import Window
from coprod.intelligence.trends.presenters import trends_page
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page

bp = Blueprint("trends", __name__)


@bp.get("/insight")
@requires_role(Role.VISITOR)
def trends() -> Answer:
    shown = trends_page(actor(), request.args)
    return page(
        "intelligence/trends/trends.html",
        shown=shown,
        sides=tuple(Side),
        windows=tuple(Window),
        can_keep=can_keep(actor()),
    )
